import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import type { Catalog } from '../catalog/types.ts';
import { nameRun, planRuns, takeShard } from './plan.ts';

const manifest = (notebooks: string) => `version: 1
site: {title: T, url: https://example.org/}
hubs: {b: {type: jupyterhub, url: https://b.example.org, environments: [py, r]}}
environments:
  py: {image: r.example.org/py, tag: "1", verify: ./verify}
  r: {image: r.example.org/r, tag: "1"}
content:
  course:
    title: Course
    repository: https://git.example.org/a/course
    branch: main
    environment: py
    ${notebooks}
  other: {title: Other, repository: https://git.example.org/a/other, branch: main, environment: r}
`;

function plan(notebooks: string, targets: readonly string[] = []) {
  const { catalog, diagnostics } = parseCatalog(manifest(notebooks), 'catalog.yaml');
  if (catalog === undefined) throw new Error(JSON.stringify(diagnostics));
  const paths = { course: ['a.ipynb', 'b.ipynb', 'sub/c d.ipynb'], other: ['x.ipynb'] };
  const offered = (catalog as Catalog).contents.map((content) => ({
    content,
    paths: paths[content.id as keyof typeof paths],
  }));
  const planned = planRuns(catalog, offered, targets);
  return planned.ok ? planned.value.map(nameRun) : planned.failure;
}

describe('what is to be run', () => {
  it.each<[string, string, readonly string[], string | readonly string[]]>([
    [
      'all',
      '',
      [],
      ['py: ./verify', 'course/a.ipynb', 'course/b.ipynb', 'course/sub/c d.ipynb', 'other/x.ipynb'],
    ],
    [
      'the marked ones',
      'notebooks: {b.ipynb: {verify: true}}',
      [],
      ['py: ./verify', 'course/b.ipynb', 'other/x.ipynb'],
    ],
    [
      'not those left out',
      'notebooks: {b.ipynb: {verify: false}}',
      ['course'],
      ['course/a.ipynb', 'course/sub/c d.ipynb'],
    ],
    [
      'one left out, by name',
      'notebooks: {b.ipynb: {verify: false}}',
      ['course/b.ipynb'],
      ['course/b.ipynb'],
    ],
    ['by permanent id', '', ['course/sub-c-d'], ['course/sub/c d.ipynb']],
    ['an environment', '', ['r'], ['other/x.ipynb']],
    [
      'a slip of the fingers',
      '',
      ['coarse'],
      'Nothing to verify is called "coarse"; name an environment, a content or a notebook. Did you mean "course"?',
    ],
  ])('%s', (_, notebooks, targets, expected) => {
    expect(plan(notebooks, targets)).toEqual(expected);
  });

  it('is divided among machines without loss', () => {
    const runs = Array.from({ length: 7 }, (_, index) => index) as never[];
    const parts = [1, 2, 3].map((index) => takeShard(runs, { index, count: 3 }));
    expect(parts.flat().sort()).toEqual(runs);
    expect(parts.map(({ length }) => length)).toEqual([3, 2, 2]);
  });
});

describe('with earlier versions and editions', () => {
  it('runs them after what is current, each notebook at the path that it had', () => {
    const older = parseCatalog(
      manifest(
        'editions: {spring: {label: Spring, branch: v0, tag: "0", paths: {a.ipynb: old/a.ipynb}}}',
      ).replace('tag: "1", verify: ./verify', 'tag: "1", verify: ./verify, earlier: [{tag: "0"}]'),
      'catalog.yaml',
    ).catalog;
    if (older === undefined) throw new Error('not sound');
    const [content] = older.contents;
    if (content === undefined) throw new Error('no content');
    const names = (scope: 'current' | 'all', targets: readonly string[] = []) => {
      const planned = planRuns(older, [{ content, paths: ['a.ipynb'] }], targets, scope);
      return planned.ok ? planned.value.map(nameRun) : planned.failure;
    };
    expect(names('current')).toEqual(['py: ./verify', 'course/a.ipynb']);
    expect(names('all')).toEqual([
      'py: ./verify',
      'course/a.ipynb',
      'py: ./verify (0)',
      'course/a.ipynb (0)',
      'course/old/a.ipynb (spring, 0)',
    ]);
    expect(names('all', ['environments/py'])).toEqual(['py: ./verify', 'py: ./verify (0)']);
  });
});
