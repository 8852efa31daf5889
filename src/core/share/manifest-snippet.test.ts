import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE } from '../catalog/example.fixture.ts';
import { parseCatalog } from '../catalog/parse.ts';
import { selectNotebooks } from '../content/selection.ts';
import { type ManifestEntry, renderManifestEntry } from './manifest-snippet.ts';

const entry: ManifestEntry = {
  repository: 'https://gitlab.com/group/sub/Glacier_Course',
  branch: 'main',
  path: 'Week 1/a.ipynb',
  environmentId: 'hydro',
  takenIds: [],
};

/** The manifest of the example with the entry in place of its contents. */
function parseWith(snippet: string) {
  const before = EXAMPLE.slice(0, EXAMPLE.indexOf('content:\n'));
  const { catalog, diagnostics } = parseCatalog(before + snippet, 'catalog.yaml');
  const [content] = catalog?.contents ?? [];
  if (content === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return content;
}

describe('renderManifestEntry', () => {
  it('is what a person would write', () => {
    expect(renderManifestEntry(entry)).toBe(`content:
  glacier-course:
    title: Glacier_Course
    repository: https://gitlab.com/group/sub/Glacier_Course
    branch: main
    environment: hydro
    include:
      - "Week 1/a.ipynb"
`);
  });

  it('finds an id that is free', () => {
    const taken = ['glacier-course', 'glacier-course-2'];
    expect(renderManifestEntry({ ...entry, takenIds: taken })).toContain('\n  glacier-course-3:\n');
    expect(renderManifestEntry({ ...entry, repository: 'https://git.example.org/講義' })).toContain(
      '\n  course:\n',
    );
  });

  it('takes a whole folder, or everything', () => {
    const folder = parseWith(renderManifestEntry({ ...entry, path: 'Week 1/' }));
    const files = ['Week 1/a.ipynb', 'Week 1/x/b.ipynb', 'Week 2/a.ipynb'].map((path) => ({
      path,
      kind: 'file',
    }));
    expect(selectNotebooks(files, folder)).toEqual(['Week 1/a.ipynb', 'Week 1/x/b.ipynb']);
    expect(selectNotebooks(files, parseWith(renderManifestEntry({ ...entry, path: '' })))).toHaveLength(3);
  });

  it.each([
    'on',
    'null',
    '007',
    '1e3',
    '2026-11',
    '0x10',
    '1.10',
    'a: b',
    '# x',
    'issue#12',
    'c++',
    "it's",
    'true',
    '@x',
  ])('keeps the branch %s', (branch) => {
    expect(parseWith(renderManifestEntry({ ...entry, branch: branch.replaceAll(/[: ]/g, '-') })).branch).toBe(
      branch.replaceAll(/[: ]/g, '-'),
    );
  });

  it('chooses exactly the file that was meant, whatever its name', () => {
    const name = fc
      .array(
        fc.oneof(
          fc.constantFrom(...' #?*[](){}!+@|^$&%"\'`,;:=<>-_.aZ0'),
          fc.constantFrom('ä', '🧊', '日', '**', '\u2028'),
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(''))
      .filter((text) => !/^[.~]/.test(text) && text === text.trim() && !/^[A-Za-z]:/.test(text));
    fc.assert(
      fc.property(name, name, (folder, file) => {
        const path = `${folder}/${file}.ipynb`;
        const content = parseWith(renderManifestEntry({ ...entry, path }));
        const files = [path, `${folder}/other.ipynb`, `x${folder}/${file}.ipynb`, 'a.ipynb'];
        expect(
          selectNotebooks(
            [...new Set(files)].map((each) => ({ path: each, kind: 'file' })),
            content,
          ),
        ).toEqual([path]);
      }),
    );
  });
});
