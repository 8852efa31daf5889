import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { assignFolders } from '../../core/catalog/assign-folders.ts';
import { EXAMPLE_REPOSITORY } from '../../core/catalog/example.ts';
import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog, NotebookId } from '../../core/catalog/types.ts';
import { findVanished } from '../../core/published/find-vanished.ts';
import { keepPublished } from '../../core/published/keep-published.ts';
import { parsePublishedCatalog } from '../../core/published/parse.ts';
import { ok } from '../../core/result.ts';
import { assembleSite } from '../../core/site/assemble.ts';
import { buildCatalogDocument } from '../../core/site/documents.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import type { CheckedContent } from '../content/checked-content.ts';
import { describePresent } from '../published/compare-published.ts';
import { checkPublished } from './check-published.ts';

const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/base/", language: en}
hubs:
  binder: {type: binderhub, url: "https://mybinder.org"}
environments:
  python:
    title: Python
    image: quay.io/course/python
    tag: "2"
    binder: {repository: "https://github.com/course/binder", ref: v2}
    earlier:
      - {tag: "1", binder: {repository: "https://github.com/course/binder", ref: v1}}
  r: {image: quay.io/course/r, tag: "7", binder: {repository: "https://github.com/course/binder", ref: r}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    notebooks:
      welcome.ipynb: {id: start}
    editions:
      spring: {label: "Spring, 2025", branch: spring, tag: "1"}
  moon:
    title: Moon
    repository: https://github.com/course/moon
    branch: main
    environment: python
`;

type Files = Readonly<Record<string, readonly string[]>>;

const FILES: Files = {
  tides: ['welcome.ipynb', 'a b.ipynb', 'harbour walls.ipynb', 'notebooks/tide-gauge.ipynb'],
  moon: ['phases.ipynb'],
};

/** What `a_b.ipynb` is called beside `a b.ipynb`, which keeps the plain id. */
const SUMMED = /^tides\/(.*)$/.exec(
  createNotebookIds({ id: 'tides', notebooks: [], include: ['**'], repositoryPath: '' }, [
    'a b.ipynb',
    'a_b.ipynb',
  ]).ids.get('a_b.ipynb') ?? '',
)?.[1];

function listContents(catalog: Catalog, files: Files): CheckedContent[] {
  return catalog.contents.map((content) => ({
    content,
    files: (files[content.id] ?? []).map((path) => ({ path, kind: 'file' as const })),
    notebooks: (files[content.id] ?? []).map((path) => ({ path })),
    missing: [],
    warnings: [],
  }));
}

/** The `catalog.json` that the site of a manifest publishes. */
function publish(
  manifest: string,
  files: Files,
  { catalog }: Pick<ReturnType<typeof parseCatalog>, 'catalog'> = parseCatalog(manifest, 'catalog.yaml'),
  kept: readonly NotebookId[] = [],
): string {
  if (catalog === undefined) throw new Error('the manifest of this test has to be sound');
  const contents = catalog.contents.map((content) => ({
    content,
    notebooks: [...createNotebookIds(content, files[content.id] ?? []).ids].map(([path, id]) => ({
      id,
      path,
      sizeBytes: 1,
      outcome: { ok: false as const, problem: { code: 'notebook/empty' as const, message: 'Empty.' } },
    })),
  }));
  return JSON.stringify(
    buildCatalogDocument(assembleSite(catalog, contents, null, '2026-11-23T05:00:00Z', kept).model),
  );
}

interface Situation {
  readonly manifest?: string;
  readonly files?: Files;
  /** What git knows of renamed files, whatever the repository. */
  readonly renames?: Readonly<Record<string, string>>;
  readonly answer?: Awaited<ReturnType<FetchText>>;
  /** Whether all branches were pushed by force since. */
  readonly isRewritten?: boolean;
  readonly isOffline?: boolean;
}

function check({ manifest = MANIFEST, files = FILES, renames = {}, answer, ...rest }: Situation) {
  const { isRewritten = false, isOffline } = rest;
  const unused = () => Promise.reject(new Error('not asked for'));
  const git: GitClient = {
    listRefs: unused,
    fetchSnapshot: async (repository, ref) =>
      ok({ repository, ref, commit: '0'.repeat(40), gitDir: '', isFromCache: false }),
    listFiles: unused,
    fetchFiles: unused,
    readFiles: unused,
    readChangeTimes: unused,
    findRenames: async (_, paths) =>
      new Map(Object.entries(renames).filter(([path]) => paths.includes(path))),
    isRewritten: async () => isRewritten,
  };
  return checkPublished(
    {
      manifest: { text: manifest, file: 'catalog.yaml' },
      previous: 'https://example.org/base/catalog.json',
      fetchPublished: async () => answer ?? ok(publish(MANIFEST, FILES)),
      now: '2026-11-24T03:23:00.000Z',
    },
    isOffline ? undefined : { git, loadContents: async (catalog) => listContents(catalog, files) },
  );
}

const change = (from: string, to: string) => {
  expect(MANIFEST).toContain(from);
  return MANIFEST.replace(from, to);
};
const rename = (from: string, to: string): Files =>
  Object.fromEntries(
    Object.entries(FILES).map(([id, paths]) => [id, paths.map((path) => (path === from ? to : path))]),
  );
const remove = (path: string): Files =>
  Object.fromEntries(
    Object.entries(FILES).map(([id, paths]) => [id, paths.filter((other) => other !== path)]),
  );

/** The manifest with the lines that the check says to add. */
function paste(manifest: string, additions: string): string {
  const merge = (target: unknown, addition: unknown): unknown =>
    isMapping(target) && isMapping(addition)
      ? Object.fromEntries(
          [...Object.entries(target), ...Object.entries(addition)].map(([key]) => [
            key,
            key in target && key in addition
              ? merge(target[key], addition[key])
              : (addition[key] ?? target[key]),
          ]),
        )
      : addition;
  return stringify(merge(parse(manifest), parse(additions)));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('permanent addresses that would vanish', () => {
  test('are none where nothing changed, or only what does not matter', async () => {
    expect(await check({})).toEqual({ diagnostics: [], additions: '' });
    const renamed = change('title: Tides', 'title: Sea').replace('branch: main', 'branch: next');
    expect(await check({ manifest: renamed.replace('mybinder.org', 'binder.example.org') })).toMatchObject({
      diagnostics: [],
    });
  });

  const CONTENT_RENAMED = change('  moon:\n', '  luna:\n');
  test.each<[string, Situation, string[], string]>([
    [
      'a file that git saw renamed',
      {
        files: rename('a b.ipynb', 'notebooks/something-else.ipynb'),
        renames: { 'a b.ipynb': 'notebooks/something-else.ipynb' },
      },
      ['id/vanished'],
      'moved:\n  tides/a-b: tides/notebooks-something-else\n',
    ],
    [
      'a file whose name is nearly the same',
      { files: rename('notebooks/tide-gauge.ipynb', 'notebooks/tide-gauges.ipynb') },
      ['id/vanished'],
      'moved:\n  tides/notebooks-tide-gauge: tides/notebooks-tide-gauges\n',
    ],
    [
      'a file that is gone',
      { files: remove('harbour walls.ipynb') },
      ['id/vanished'],
      'retired:\n  tides/harbour-walls: {title: "Harbour walls", on: 2026-11-24}\n',
    ],
    [
      'an id that was given',
      { manifest: change('{id: start}', '{id: begin}') },
      ['id/vanished'],
      'moved:\n  tides/start: tides/begin\n',
    ],
    [
      'the name of a content',
      { manifest: CONTENT_RENAMED, files: { ...FILES, luna: FILES.moon ?? [] } },
      ['id/content-vanished'],
      'moved:\n  moon/phases: luna/phases\n',
    ],
    [
      'a whole content',
      { manifest: MANIFEST.slice(0, MANIFEST.indexOf('  moon:')) },
      ['id/content-vanished'],
      'retired:\n  moon/phases: {title: Phases, on: 2026-11-24}\n',
    ],
    [
      'an edition',
      { manifest: change(/ {4}editions:\n.*\n/.exec(MANIFEST)?.[0] ?? '', '') },
      ['id/edition-vanished'],
      'content:\n  tides:\n    editions:\n      spring: {label: "Spring, 2025", branch: spring, environment: python, tag: "1"}\n',
    ],
    [
      'an environment',
      { manifest: change(/ {2}r: .*\n/.exec(MANIFEST)?.[0] ?? '', '') },
      ['id/environment-vanished'],
      'retired:\n  environments/r: {title: r, on: 2026-11-24}\n',
    ],
    [
      'the id of an environment',
      { manifest: change('  r: {', '  rstats: {') },
      ['id/environment-vanished'],
      'moved:\n  environments/r: environments/rstats\n',
    ],
    [
      'a slug that another file takes over',
      { files: { ...FILES, tides: [...(FILES.tides ?? []), 'a-b.ipynb'] } },
      ['id/reassigned'],
      'content:\n  tides:\n    notebooks: # is there: add to the entries below it\n      "a b.ipynb": {id: a-b}\n',
    ],
    [
      'a slug that another file inherits from one that is gone',
      {
        files: {
          ...FILES,
          tides: (FILES.tides ?? []).map((path) => (path === 'a b.ipynb' ? 'a_b.ipynb' : path)),
        },
        answer: ok(publish(MANIFEST, { ...FILES, tides: [...(FILES.tides ?? []), 'a_b.ipynb'] })),
      },
      ['id/reassigned'],
      `content:
  tides:
    notebooks: # is there: add to the entries below it
      a_b.ipynb: {id: ${SUMMED}}
retired:
  tides/a-b: {title: "A b", on: 2026-11-24}
`,
    ],
  ])('are refused for %s, and kept by the lines to paste', async (_, situation, codes, additions) => {
    const found = await check(situation);
    expect(found.diagnostics.map(({ code, severity }) => [code, severity])).toEqual(
      codes.map((code) => [code, 'error']),
    );
    expect(found.additions).toBe(additions);

    const manifest = paste(situation.manifest ?? MANIFEST, additions);
    expect(await check({ ...situation, manifest })).toEqual({ diagnostics: [], additions: '' });
  });

  test('of a renamed file with an id of its own stay by writing its path anew', async () => {
    const situation = {
      files: rename('welcome.ipynb', 'hello.ipynb'),
      renames: { 'welcome.ipynb': 'hello.ipynb' },
    };
    const { diagnostics, additions } = await check(situation);
    expect(diagnostics).toMatchObject([
      {
        code: 'id/vanished',
        position: { line: 21 },
        hint: 'Under "notebooks", write "hello.ipynb" in place of "welcome.ipynb"; the id stays.',
      },
    ]);
    expect(additions).toBe('');
    const manifest = change('welcome.ipynb:', 'hello.ipynb:');
    expect((await check({ ...situation, manifest })).diagnostics).toEqual([]);
  });

  test.each([
    [
      'of a file with an id of its own',
      '{id: gauge}',
      /in place of "notebooks\/tide-gauge.ipynb"; the id stays/,
    ],
    [
      'of a file without one',
      '{title: Gauge}',
      /moved": tides\/notebooks-tide-gauge: tides\/notebooks-the-gauges$/,
    ],
  ])('tell a renaming by its path: %s', async (_, entry, hint) => {
    const manifest = change(
      'welcome.ipynb: {id: start}',
      `welcome.ipynb: {id: start}\n      notebooks/tide-gauge.ipynb: ${entry}`,
    );
    const { diagnostics, additions } = await check({
      manifest,
      files: rename('notebooks/tide-gauge.ipynb', 'notebooks/the-gauges.ipynb'),
      answer: ok(publish(manifest, FILES)),
    });

    expect(diagnostics).toMatchObject([{ code: 'id/vanished', hint: expect.stringMatching(hint) }]);
    expect(additions).not.toContain('retired');
  });

  test('are not found by name twice for one file', async () => {
    const files = { ...FILES, tides: ['welcome.ipynb', 'a-c.ipynb'] };
    const { additions } = await check({ files });
    expect(additions.match(/tides\/a-c/g)).toHaveLength(1);
  });

  test('of an edition stay for a content that changes its environment, once it names the one of its time', async () => {
    const manifest = MANIFEST.replace(
      'environment: python\n    notebooks',
      'environment: r\n    notebooks',
    ).replace('tag: "1"}\n  moon', 'tag: "1", environment: python}\n  moon');
    expect((await check({ manifest })).diagnostics).toEqual([]);
  });

  test('that another file takes over stay by an id at the entry that is there', async () => {
    const manifest = change('{id: start}', '{id: start}\n      a b.ipynb: {title: The sea}');
    const files = { ...FILES, tides: [...(FILES.tides ?? []), 'a-b.ipynb'] };
    const { diagnostics, additions } = await check({ manifest, files });
    expect(diagnostics).toMatchObject([
      {
        code: 'id/reassigned',
        hint: 'To leave it where it was, write "id: a-b" at "a b.ipynb" under "notebooks" of "tides".',
      },
    ]);
    expect(additions).toBe('');
    const mended = manifest.replace('{title: The sea}', '{title: The sea, id: a-b}');
    expect((await check({ manifest: mended, files })).diagnostics).toEqual([]);
  });

  test('may be given to another file on purpose, which is said', async () => {
    const manifest = change('{id: start}', '{id: start}\n      a-b.ipynb: {id: a-b}');
    const files = { ...FILES, tides: [...(FILES.tides ?? []), 'a-b.ipynb'] };
    expect((await check({ manifest, files })).diagnostics).toMatchObject([
      { code: 'id/reassigned', severity: 'warning' },
    ]);
  });

  test('are reported without the files, as far as the manifest breaks them', async () => {
    const found = await check({ manifest: change('{id: start}', '{id: begin}'), isOffline: true });
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['id/vanished']);
    expect((await check({ isOffline: true })).diagnostics).toEqual([]);
  });
});

describe('ids that led elsewhere before', () => {
  const RECORDED = `${MANIFEST}moved: {tides/old: tides/start}
retired: {tides/gone: {title: Gone, on: 2025-01-31}}
`;
  const published = ok(publish(RECORDED, FILES));

  test('go on doing so', async () => {
    expect(await check({ manifest: RECORDED, answer: published })).toEqual({
      diagnostics: [],
      additions: '',
    });
  });

  test('are refused without their lines, which are as they were', async () => {
    const { diagnostics, additions } = await check({ answer: published });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['id/vanished', 'error'],
      ['id/vanished', 'error'],
    ]);
    expect(additions).toBe(
      'moved:\n  tides/old: tides/start\nretired:\n  tides/gone: {title: Gone, on: 2025-01-31}\n',
    );
    expect((await check({ manifest: paste(MANIFEST, additions), answer: published })).diagnostics).toEqual(
      [],
    );
  });
});

describe('a publication that nobody watches', () => {
  const files = {
    ...FILES,
    tides: ['welcome.ipynb', 'the sea.ipynb', 'harbour wall.ipynb'],
  };
  const renames = new Map([['tides', new Map([['a b.ipynb', 'the sea.ipynb']])]]);
  /** Publishes the changed files after a publication, on a day. */
  const publishAfter = (before: string, today: string) => {
    const { catalog } = parseCatalog(MANIFEST, 'catalog.yaml');
    const parsed = parsePublishedCatalog(before);
    if (catalog === undefined || !parsed.ok) throw new Error('both have to be sound');
    const present = describePresent(catalog, listContents(catalog, files), parsed.value);
    const vanished = findVanished(parsed.value, present, renames);
    const { catalog: answering, kept } = keepPublished(catalog, vanished, today);
    return publish(MANIFEST, files, { catalog: answering }, kept);
  };
  const readFormer = (text: string) => (JSON.parse(text) as { former: unknown }).former;

  test('answers every id: what is known leads there, and the rest says that it left', () => {
    expect(readFormer(publishAfter(publish(MANIFEST, FILES), '2026-11-24'))).toEqual([
      { id: 'tides/a-b', title: 'The sea', to: 'tides/the-sea', on: null, recorded: false },
      { id: 'tides/harbour-walls', title: 'Harbour walls', to: null, on: '2026-11-24', recorded: false },
      { id: 'tides/notebooks-tide-gauge', title: 'Tide gauge', to: null, on: '2026-11-24', recorded: false },
    ]);
  });

  test.each([
    ['comes nearer to an id', ['a b.ipynb'], ['a b.ipynb', 'a-b.ipynb'], ['tides/a-b'], []],
    ['inherits one', ['a b.ipynb', 'a_b.ipynb'], ['a_b.ipynb'], [`tides/${SUMMED}`], ['tides/a-b']],
  ])('lets no file take over an id: where one %s', (_, before, after, held, left) => {
    const { catalog } = parseCatalog(MANIFEST, 'catalog.yaml');
    const published = parsePublishedCatalog(publish(MANIFEST, { ...FILES, tides: before }));
    if (catalog === undefined || !published.ok) throw new Error('both have to be sound');
    const vanish = (present: Catalog) => {
      const contents = listContents(present, { ...FILES, tides: after });
      return findVanished(published.value, describePresent(present, contents, published.value));
    };
    const kept = keepPublished(catalog, vanish(catalog), '2026-11-24');

    expect(kept.held.map(({ id }) => id)).toEqual(held);
    expect(kept.kept).toEqual(left);
    expect(vanish(kept.catalog)).toEqual([]);
  });

  test('leaves an id that the manifest gives with its file, night after night', async () => {
    const { catalog } = parseCatalog(MANIFEST, 'catalog.yaml');
    if (catalog === undefined) throw new Error('it has to be sound');
    const files = { ...FILES, tides: ['hello.ipynb'] };
    const renamed = new Map([['tides', new Map([['welcome.ipynb', 'hello.ipynb']])]]);
    let text = publish(MANIFEST, { ...FILES, tides: ['welcome.ipynb'] });
    // The second check has no history that names it.
    for (const renames of [renamed, new Map()]) {
      const published = parsePublishedCatalog(text);
      if (!published.ok) throw new Error('it has to be sound');
      const present = describePresent(catalog, listContents(catalog, files), published.value);
      const kept = keepPublished(catalog, findVanished(published.value, present, renames), '2026-11-24');
      text = publish(MANIFEST, files, { catalog: kept.catalog }, kept.kept);

      const { notebooks } = JSON.parse(text) as { notebooks: { id: string; path: string }[] };
      expect(notebooks).toContainEqual(expect.objectContaining({ id: 'tides/start', path: 'hello.ipynb' }));
      expect(readFormer(text)).toEqual([]);
    }

    const { diagnostics } = await check({ files, answer: ok(text) });
    expect(diagnostics).toMatchObject([
      { hint: 'Under "notebooks", write "hello.ipynb" in place of "welcome.ipynb"; the id stays.' },
    ]);
    const manifest = change('welcome.ipynb:', 'hello.ipynb:');
    expect((await check({ manifest, files, answer: ok(text) })).diagnostics).toEqual([]);
  });

  test('is remembered by all that follow, with its day, until the manifest says it', async () => {
    const first = publishAfter(publish(MANIFEST, FILES), '2026-11-24');
    const second = publishAfter(first, '2026-12-24');
    expect(readFormer(second)).toEqual(readFormer(first));

    const { diagnostics, additions } = await check({ files, answer: ok(second) });
    expect(diagnostics.map(({ code }) => code)).toEqual(['id/vanished', 'id/vanished', 'id/vanished']);
    expect(additions).toContain('  tides/a-b: tides/the-sea\n');
    expect(additions).toContain('on: 2026-11-24');
    expect(
      (await check({ files, answer: ok(second), manifest: paste(MANIFEST, additions) })).diagnostics,
    ).toEqual([]);
  });
});

describe('a published catalogue', () => {
  test.each<[string, NonNullable<Situation['answer']>, string]>([
    ['an HTML page', ok('<!doctype html><p>Sign in'), 'previous/not-a-catalogue'],
    ['cut short', ok(publish(MANIFEST, FILES).slice(0, 500)), 'previous/damaged'],
    ['other JSON', ok('{"a": 1}'), 'previous/not-a-catalogue'],
    ['null', ok('null'), 'previous/not-a-catalogue'],
    ['of the future', ok('{"version": 2}'), 'previous/newer'],
    [
      'of another site',
      ok(
        publish(MANIFEST.replace('example.org', 'example.net').replaceAll(/tides:|moon:/g, 'x$&'), {
          xtides: ['a.ipynb'],
        }),
      ),
      'previous/other-site',
    ],
    [
      'behind a fault',
      { ok: false, failure: { message: 'the server answered 502', status: 502 } },
      'previous/unreadable',
    ],
    [
      'too large',
      { ok: false, failure: { message: 'the answer is larger than 67 MB' } },
      'previous/unreadable',
    ],
    [
      'with rows that make no sense',
      ok(publish(MANIFEST, FILES).replace('"tides/a-b"', '"../../a b"')),
      'previous/damaged',
    ],
  ])('that is %s is a warning in one sentence', async (_, answer, code) => {
    const { diagnostics, additions } = await check({ answer });
    expect(diagnostics).toMatchObject([{ code, severity: 'warning' }]);
    expect(diagnostics[0]?.message).toMatch(/^[A-Z][^\n]*\.$/);
    expect(additions).toBe('');
  });

  test('that is not there is a first publication', async () => {
    const found = await check({
      answer: { ok: false, failure: { message: 'the server answered 404', status: 404 } },
    });
    expect(found.diagnostics).toEqual([]);
    expect(found.notice).toMatch(/first publication/);
  });

  test('of the same site at another address is compared', async () => {
    const moved = change('example.org/base', 'example.net').replace('{id: start}', '{id: begin}');
    expect((await check({ manifest: moved })).diagnostics.map(({ code }) => code)).toEqual(['id/vanished']);
  });
});

describe('the shipped example, once published', () => {
  const example = MANIFEST.replaceAll('https://github.com/course/', `${EXAMPLE_REPOSITORY}#`).replaceAll(
    /#(?:tides|moon|binder)/g,
    '',
  );
  const document = JSON.parse(publish(example, FILES));
  const own = MANIFEST.replaceAll('tides', 'harbour')
    .replace(/ {2}r: .*\n/, '')
    .replace(/ {2}moon:.*/s, '');

  test('says what it is', () => {
    expect(document.site).toMatchObject({ example: true });
    expect(JSON.parse(publish(MANIFEST, FILES)).site).not.toHaveProperty('example');
  });

  test.each<[string, (published: typeof document) => unknown]>([
    ['as it is published now', (published) => published],
    ['without the mark', ({ site: { example: _, ...site }, ...rest }) => ({ ...rest, site })],
    [
      'without the mark and its contents, by its launch links',
      ({ site: { example: _, ...site }, contents: __, ...rest }) => ({ ...rest, site }),
    ],
  ])('binds nobody to its ids: %s', async (_, strip) => {
    const answer = ok(JSON.stringify(strip(structuredClone(document))));
    expect(await check({ manifest: own, files: { harbour: ['welcome.ipynb'] }, answer })).toEqual({
      diagnostics: [],
      additions: '',
      notice: expect.stringContaining("Slipway's example"),
    });
  });

  test('binds nobody where it was published beside a course of its own, which is bound', async () => {
    const mixed = MANIFEST.replace('https://github.com/course/moon', EXAMPLE_REPOSITORY);
    const manifest = MANIFEST.replace(/ {2}moon:.*/s, '');
    const { additions } = await check({
      manifest,
      files: { tides: FILES.tides?.slice(1) ?? [] },
      answer: ok(publish(mixed, FILES)),
    });
    expect(additions).toBe('retired:\n  tides/start: {title: Welcome, on: 2026-11-24}\n');
  });

  test('is not what a course is whose Binder repository alone is still the placeholder', async () => {
    const half = MANIFEST.replaceAll('https://github.com/course/binder', EXAMPLE_REPOSITORY);
    const { contents: _, ...published } = JSON.parse(publish(half, FILES));
    const { diagnostics } = await check({ manifest: own, files: {}, answer: ok(JSON.stringify(published)) });
    expect(diagnostics.map(({ code }) => code)).toContain('id/content-vanished');
  });
});

describe('environments in a publication that nobody watches', () => {
  const R = / {2}r: .*\n/;
  const publishKept = (manifest: string, before: string) => {
    const published = parsePublishedCatalog(before);
    const { catalog } = parseCatalog(manifest, 'catalog.yaml');
    if (!published.ok || catalog === undefined) throw new Error('both have to be sound');
    const present = describePresent(catalog, listContents(catalog, FILES), published.value);
    const kept = keepPublished(catalog, findVanished(published.value, present), '2026-11-24');
    return publish(manifest, FILES, { catalog: kept.catalog });
  };
  const formerOf = (document: string) => JSON.parse(document).former_environments;

  test('go on answering, night after night, until the manifest says what became of them', async () => {
    const manifest = MANIFEST.replace(R, '');
    const first = publishKept(manifest, publish(MANIFEST, FILES));
    const row = { id: 'r', title: 'r', to: null, on: '2026-11-24' };
    expect(formerOf(first)).toEqual([{ ...row, recorded: false }]);
    const second = publishKept(manifest, first);
    expect(formerOf(second)).toEqual([{ ...row, recorded: false }]);
    const asked = await check({ manifest, answer: ok(second) });
    expect(asked.additions).toBe('retired:\n  environments/r: {title: r, on: 2026-11-24}\n');
    const recorded = paste(manifest, asked.additions);
    expect((await check({ manifest: recorded, answer: ok(second) })).diagnostics).toEqual([]);
    expect(formerOf(publishKept(recorded, second))).toEqual([{ ...row, recorded: true }]);
  });

  test('lead to the one that has their image now', () => {
    const published = publishKept(change('  r: {', '  rstats: {'), publish(MANIFEST, FILES));
    const row = { id: 'r', title: 'rstats', to: 'rstats', on: null, recorded: false };
    expect(formerOf(published)).toEqual([row]);
    expect(formerOf(publishKept(change('  r: {', '  rstats: {'), published))).toEqual([row]);
  });

  test('are to keep their entries where a content is called "environments"', async () => {
    const manifest = MANIFEST.replace('  moon:', '  environments:').replace(R, '');
    const { additions } = await check({
      manifest,
      files: { ...FILES, environments: ['phases.ipynb'] },
      answer: ok(
        publish(MANIFEST.replace('  moon:', '  environments:'), { ...FILES, environments: ['phases.ipynb'] }),
      ),
    });
    expect(additions).toContain('  r: {title: r, image: quay.io/course/r, tag: "7"}');
  });
});

describe('folders of students who come back', () => {
  const CLASS = change(
    'hubs:\n',
    'hubs:\n  class: {type: jupyterhub, url: "https://hub.example.org", title: Class hub, environments: [python]}\n',
  );
  const MANIFEST_FOR_ONE = CLASS.replace(
    'environment: python\n    notebooks:',
    'environment: python\n    hubs: [binder]\n    notebooks:',
  ).replace('{id: start}', '{id: start, hubs: [class]}');
  const publishWithFolders = (manifest: string) => {
    const parsed = parseCatalog(manifest, 'catalog.yaml');
    if (parsed.catalog === undefined) throw new Error('the manifest of this test has to be sound');
    return ok(publish(manifest, FILES, { catalog: assignFolders(parsed.catalog) }));
  };
  const tell = async (before: string, manifest: string) => {
    const { diagnostics } = await check({ manifest, answer: publishWithFolders(before) });
    return diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
  };
  const inFolder = (folder: string, manifest: string) =>
    manifest.replace('    branch: main\n', `    branch: main\n    folder: ${folder}\n`);
  const onBranch = (branch: string, manifest: string) =>
    manifest.replace('branch: main', `branch: ${branch}`);

  test.each<[string, string, string, readonly RegExp[]]>([
    ['nothing changed', CLASS, CLASS, []],
    ['another branch where no hub keeps files', MANIFEST, onBranch('next', MANIFEST), []],
    [
      'another branch',
      CLASS,
      onBranch('next', CLASS),
      [
        /^warning content\/folder-changed: .*folder "tides-next" .*branch changed from "main" to "next"\. Students of "Class hub" keep the folder "tides" with all their changes/,
      ],
    ],
    [
      'another folder',
      CLASS,
      inFolder('sea', CLASS),
      [/^warning .*folder "sea" from now on\. .*keep the folder "tides"/],
    ],
    [
      'another branch in the folder of before',
      inFolder('sea', CLASS),
      onBranch('next', inFolder('sea', CLASS)),
      [
        /^error content\/folder-reused: Students of "Class hub" .*"sea" .*holds the branch "main".*can't switch it to "next"/,
      ],
    ],
    [
      'another repository in the folder of before',
      inFolder('sea', CLASS),
      inFolder('sea', CLASS).replace('course/tides', 'other/tides'),
      [
        /^error content\/folder-reused: .*holds "https:\/\/github.com\/course\/tides", and nbgitpuller goes on pulling/,
      ],
    ],
    [
      'another branch in the folder of before, which nobody has any more',
      inFolder('sea', CLASS),
      onBranch('next', inFolder('sea\n    folder_emptied: 2026-08-20', CLASS)),
      [
        /^warning content\/folder-reused: .*"sea" .*can't switch it to "next"\. .*removed from their storage on 2026-08-20\.$/,
      ],
    ],
    [
      'another branch of a content that has a hub for one notebook only',
      MANIFEST_FOR_ONE,
      onBranch('next', MANIFEST_FOR_ONE),
      [/^warning content\/folder-changed: .*Students of "Class hub" keep the folder "tides"/],
    ],
  ])('%s', async (_, before, after, expected) => {
    const told = await tell(before, after);
    expect(told).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(told[index]).toMatch(pattern);
  });

  test.each<[string, string, RegExp]>([
    [
      'get another name where the branch was pushed by force',
      CLASS,
      /^warning content\/folder-changed: .*into the folder "tides-main" from now on, as the branch "main" was pushed by force\. Students of "Class hub" keep the folder "tides"/,
    ],
    [
      'are refused where the manifest names that of a branch that was pushed by force',
      inFolder('sea', CLASS),
      /^error content\/folder-reused: Students of "Class hub" .*"sea" would get an error of git: the branch "main" was pushed by force/,
    ],
  ])('%s', async (_, manifest, expected) => {
    const published = JSON.parse(publishWithFolders(manifest).value);
    published.contents[0].commit = '1'.repeat(40);
    const answer = ok(JSON.stringify(published));
    const { diagnostics } = await check({ manifest, answer, isRewritten: true });
    const told = diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
    expect(told.filter((line) => line.includes('content/folder'))).toEqual([expect.stringMatching(expected)]);
    expect((await check({ manifest, answer })).diagnostics).toEqual([]);
  });

  test('say nothing more of an emptied folder once it was published with what it holds now', async () => {
    const emptied = inFolder('sea\n    folder_emptied: 2026-08-20', CLASS);
    const parse = (manifest: string) => {
      const { catalog } = parseCatalog(manifest, 'catalog.yaml');
      if (catalog === undefined) throw new Error('the manifest of this test has to be sound');
      return catalog;
    };
    const before = assignFolders(parse(emptied));
    const next = onBranch('next', emptied);
    const after = assignFolders(parse(next), before.folders);
    const answer = ok(publish(next, FILES, { catalog: after }));
    expect((await check({ manifest: next, answer })).diagnostics).toEqual([]);
    const third = await check({ manifest: onBranch('third', next.replace('next', 'main')), answer });
    expect(third.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning content/folder-reused',
    ]);
  });

  test('are known of a publication that did not list them', async () => {
    const { folders: _, ...document } = JSON.parse(publish(CLASS, FILES));
    const answer = ok(JSON.stringify(document));
    const { diagnostics } = await check({ manifest: onBranch('spring', CLASS), answer });
    expect(diagnostics.map(({ code }) => code)).toEqual(['content/folder-changed']);
    expect(diagnostics[0]?.message).toContain('the folder "tides-spring" from now on');
  });
});
