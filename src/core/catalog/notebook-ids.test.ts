import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isId } from './fields/ids.ts';
import { createNotebookIds, parseNotebookId, sharedFolder, slugFromPath } from './notebook-ids.ts';
import { hashText } from './slug.ts';
import type { NotebookEntry } from './types.ts';

const content = (notebooks: readonly NotebookEntry[] = []) => ({
  id: 'course',
  notebooks,
  include: ['**/*.ipynb'],
  repositoryPath: '',
});

/** Path → slug, in the order of the paths. */
function slugs(paths: readonly string[], notebooks: readonly NotebookEntry[] = []): Record<string, string> {
  const { ids } = createNotebookIds(content(notebooks), paths);
  return Object.fromEntries([...ids].map(([path, id]) => [path, id.replace('course/', '')]));
}

describe('slugFromPath', () => {
  test.each([
    ['intro.ipynb', 'intro'],
    ['Week 1/My Notebook.ipynb', 'week-1-my-notebook'],
    ['notebooks/01_Getting_started.ipynb', 'notebooks-01-getting-started'],
    ['a.b.c.ipynb', 'a-b-c'],
    ["Don't panic!.ipynb", 'dont-panic'],
    ['Übung für Anfänger.ipynb', 'ubung-fur-anfanger'],
    ['Straße Ærø Łódź.ipynb', 'strasse-aero-lodz'],
    ['ﬁrst ½.ipynb', 'first-1-2'],
    ['__proto__.ipynb', 'proto'],
    ['README', 'readme'],
    ['x.Rmd', 'x'],
    ['v1.5 release notes', 'v1-5-release-notes'],
  ])('%s → %s', (path, slug) => {
    expect(slugFromPath(path)).toBe(slug);
  });

  test.each([
    ['第1課.ipynb', /^1-[0-9a-z]{8}$/],
    ['Введение.ipynb', /^notebook-[0-9a-z]{8}$/],
    ['Intro Введение.ipynb', /^intro-[0-9a-z]{8}$/],
    ['---.ipynb', /^notebook-[0-9a-z]{8}$/],
    [`${'long words '.repeat(30)}.ipynb`, /^(?:long-words-){7}[0-9a-z]{8}$/],
  ])('%s carries a sum of the path', (path, pattern) => {
    expect(slugFromPath(path)).toMatch(pattern);
  });

  test('never changes', () => {
    // Published addresses depend on these: a change of the sum breaks links.
    expect(hashText('')).toBe('p9qc66og');
    expect(slugFromPath('第1課.ipynb')).toBe('1-rv4t9dba');
  });
});

describe('the folder that all files share', () => {
  test.each<[what: string, include: readonly string[], repositoryPath: string, folder: string]>([
    ['none', ['**/*.ipynb'], '', ''],
    ['of one pattern', ['notebooks/**/*.ipynb'], '', 'notebooks/'],
    ['of several', ['course/a/*.ipynb', 'course/b/*.ipynb'], '', 'course/'],
    ['of none in common', ['a/*.ipynb', 'b/*.ipynb'], '', ''],
    ['where the directory is in the repository', ['**/*.ipynb'], 'content/notebooks', 'content/notebooks/'],
    ['below that', ['content/notebooks/week-1/*'], 'content/notebooks', 'content/notebooks/week-1/'],
    ['no part of a name', ['notebooks-*/*.ipynb'], '', ''],
    ['no braces', ['{a,b}/x/*.ipynb'], '', ''],
    ['a file', ['a/b.ipynb'], '', 'a/'],
  ])('%s', (_, include, repositoryPath, folder) => {
    expect(sharedFolder({ include, repositoryPath })).toBe(folder);
  });

  test('is in no id, while sums stay those of the whole path', () => {
    const rules = { ...content(), repositoryPath: 'content/notebooks' };
    const { ids } = createNotebookIds(rules, [
      'content/notebooks/01 Welcome.ipynb',
      'content/notebooks/第1課.ipynb',
    ]);

    expect([...ids.values()]).toEqual([
      'course/01-welcome',
      `course/1-${hashText('content/notebooks/第1課.ipynb')}`,
    ]);
  });
});

describe('createNotebookIds', () => {
  test('puts the content before the slug', () => {
    const { ids, collisions } = createNotebookIds(content(), ['a/b.ipynb']);

    expect(ids.get('a/b.ipynb')).toBe('course/a-b');
    expect(collisions).toEqual([]);
  });

  test('takes the id of the manifest, whose place no other file gets', () => {
    const notebooks = [
      { path: 'x.ipynb', id: 'welcome' },
      { path: 'gone.ipynb', id: 'old' },
    ];

    expect(slugs(['x.ipynb', 'welcome.ipynb', 'old.ipynb'], notebooks)).toEqual({
      'x.ipynb': 'welcome',
      'welcome.ipynb': `welcome-${hashText('welcome.ipynb')}`,
      'old.ipynb': `old-${hashText('old.ipynb')}`,
    });
  });

  test('leaves a contested slug to the file nearest to it, and tells', () => {
    const paths = ['A B.ipynb', 'a-b.md', 'a-b.ipynb', 'a/b.ipynb'];
    const { ids, collisions } = createNotebookIds(content(), paths);

    expect(ids.get('a-b.ipynb')).toBe('course/a-b');
    expect(collisions).toEqual([
      {
        id: 'course/a-b',
        path: 'a-b.ipynb',
        others: ['a/b.ipynb', 'A B.ipynb', 'a-b.md'].map((path) => ({
          path,
          id: `course/a-b-${hashText(path)}`,
        })),
      },
    ]);
  });

  const path = fc.oneof(
    fc
      .constantFrom(
        'a b',
        'a-b',
        'A_B',
        'a/b',
        'a--b',
        '課',
        '課a',
        'a',
        `a-${hashText('a-b.md')}`,
        'constructor',
        '__proto__',
      )
      .map((name) => `${name}.ipynb`),
    fc.constantFrom('a-b.md', 'a.md', 'a.py'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((name) => `${name}.ipynb`),
  );
  const paths = fc.uniqueArray(path, { maxLength: 20 });
  const entries = fc.uniqueArray(fc.record({ path, id: fc.constantFrom('a-b', 'a', 'b', 'proto') }), {
    selector: ({ id }) => id,
  });

  test('gives every file an id of its own that is well formed', () => {
    fc.assert(
      fc.property(paths, entries, (files, notebooks) => {
        const { ids } = createNotebookIds(content(notebooks), files);
        expect([...ids.keys()].sort()).toEqual([...files].sort());
        expect(new Set(ids.values()).size).toBe(files.length);
        for (const id of ids.values()) {
          expect(parseNotebookId(id)).toBe(id);
          expect(isId(id.slice('course/'.length))).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order of the files', () => {
    fc.assert(
      fc.property(paths, entries, fc.func(fc.nat()), (files, notebooks, weigh) => {
        const shuffled = [...files].sort((left, right) => weigh(left) - weigh(right));
        const first = createNotebookIds(content(notebooks), files);
        const second = createNotebookIds(content(notebooks), shuffled);
        for (const file of files) expect(second.ids.get(file)).toBe(first.ids.get(file));
        expect(second.collisions).toEqual(first.collisions);
      }),
    );
  });

  test('stays when files of other names come and go', () => {
    fc.assert(
      fc.property(paths, paths, (files, others) => {
        const wanted = new Set(files.map((each) => slugFromPath(each)));
        const added = others.filter(
          (other) => !wanted.has(slugFromPath(other)) && !/-[0-9a-z]{8}\.ipynb$/.test(other),
        );
        const before = createNotebookIds(content(), files).ids;
        const after = createNotebookIds(content(), [...files, ...added]).ids;
        for (const file of files) expect(after.get(file)).toBe(before.get(file));
      }),
    );
  });
});
