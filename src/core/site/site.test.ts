import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import type { Status } from '../health/types.ts';
import { en } from '../texts/en.ts';
import { assembleSite, type PreparedContent } from './assemble.ts';
import { buildCatalogDocument, buildStatusDocument } from './documents.ts';
import { buildFacets, buildFilterStyles, facetTokens } from './facets.ts';
import { describeExpectations } from './offers.ts';
import { listPermanentAddresses } from './permanent-addresses.ts';
import { createFileReferences } from './references.ts';
import { buildSourceUrls } from './source-urls.ts';
import { createSiteUrls } from './urls.ts';

const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/base/", language: en}
hubs:
  binder: {type: binderhub, url: "https://mybinder.org", title: Binder}
  class: {type: jupyterhub, url: "https://hub.example.edu", title: Class hub, environments: [python]}
environments:
  python:
    title: Python
    image: quay.io/course/python
    tag: "2"
    binder: {repository: "https://github.com/course/binder", ref: v2}
    earlier:
      - {tag: "1", binder: {repository: "https://github.com/course/binder", ref: v1}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    editions:
      spring: {label: Spring, branch: spring, tag: "1", paths: {b.ipynb: old/b.ipynb}}
  moon: {title: Moon, repository: "https://github.com/course/moon", branch: main, environment: python, tags: [far]}
moved: {tides/z: tides/y, tides/y: tides/a, moon/old: tides/b, tides/before: moon/gone}
retired:
  moon/gone: {because: Eclipsed., instead: moon/also-gone}
  moon/also-gone: {title: Also gone, instead: tides/z}
  stars/all: No telescope.
`;

const { catalog } = parseCatalog(MANIFEST, 'catalog.yaml');
if (catalog === undefined) throw new Error('the manifest of this test has to be sound');
const [tides, moon] = catalog.contents;
if (tides === undefined || moon === undefined) throw new Error('two contents are meant');

const prepare = (content: typeof tides, paths: readonly string[]): PreparedContent => ({
  content,
  notebooks: paths.map((path) => ({
    id: `${content.id}/${path.replace('.ipynb', '')}` as PreparedContent['notebooks'][number]['id'],
    path,
    sizeBytes: 10,
    outcome: { ok: false, problem: { code: 'notebook/empty', message: 'Empty.' } },
  })),
});
const assemble = (status: Status | null) =>
  assembleSite(
    catalog,
    [prepare(tides, ['a.ipynb', 'b.ipynb']), prepare(moon, ['c.ipynb'])],
    status,
    '2026-11-23T05:00:00Z',
  ).model;

const row = (id: string, verdict: 'ok' | 'failing') => ({
  id,
  verdict,
  since: '2026-11-20T03:23:00Z',
  last_ok_at: null,
  reasons: [],
  history: [],
});
const night = (binder: 'ok' | 'failing', hub: 'ok' | 'failing'): Status => ({
  version: 1,
  checked_at: '2026-11-23T03:23:00Z',
  duration_ms: 1,
  environments: [
    {
      ...row('python', 'ok'),
      tag: '2',
      pinned_digest: null,
      seen_digest: null,
      created_at: null,
      size_bytes: null,
      platforms: [],
      labels: {},
    },
  ],
  contents: [
    { ...row('tides', 'ok'), commit: null, missing: [] },
    { ...row('moon', 'ok'), commit: null, missing: ['c.ipynb'] },
  ],
  hubs: [row('binder', binder), row('class', hub)],
});

describe('launches', () => {
  test('stand in the order of the manifest while all is equal', () => {
    expect(assemble(null).notebooks[0]?.launches.map(({ hubId }) => hubId)).toEqual(['binder', 'class']);
  });

  test.each([
    ['failing', 'ok', ['class', 'binder']],
    ['ok', 'failing', ['binder', 'class']],
    ['ok', 'ok', ['binder', 'class']],
  ] as const)('offer first what works (Binder %s, hub %s)', (binder, hub, order) => {
    expect(assemble(night(binder, hub)).notebooks[0]?.launches.map(({ hubId }) => hubId)).toEqual(order);
  });

  test('of one missing notebook fail, and of no other', () => {
    const { notebooks } = assemble(night('ok', 'ok'));
    expect(notebooks.map(({ launches }) => launches[0]?.health.verdict)).toEqual(['ok', 'ok', 'failing']);
  });

  test('of an edition pair its branch with its version, and only where that version runs', () => {
    const [edition] = assemble(null).notebooks[0]?.editions ?? [];
    expect(edition?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
    expect(edition?.launches[0]?.url).toContain('/v2/gh/course/binder/v1?');
    expect(edition?.launches[0]?.url).toContain('branch%3Dspring');
  });
});

describe('the time machine', () => {
  const [a, b, c] = assemble(null).notebooks;

  test("offers today's content in every earlier version, where a hub runs it", () => {
    const [version] = a?.earlierVersions ?? [];
    expect(version?.version.tag).toBe('1');
    expect(version?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
    expect(version?.launches[0]?.url).toContain('/v2/gh/course/binder/v1?');
    expect(version?.launches[0]?.url).toContain('branch%3Dmain');
  });

  test('opens an edition at the path of its time', () => {
    expect([a, b, c].map((notebook) => notebook?.editions.map(({ path }) => path))).toEqual([
      ['a.ipynb'],
      ['old/b.ipynb'],
      [],
    ]);
    const url = b?.editions[0]?.launches[0]?.url ?? '';
    expect(decodeURIComponent(decodeURIComponent(url))).toContain('/old/b.ipynb');
  });

  test('has a verdict of its own for each pairing', () => {
    const status = night('ok', 'ok');
    const spring = { ...row('tides', 'ok'), edition: 'spring', commit: null, missing: ['old/b.ipynb'] };
    const earlier = status.environments.map((version) => ({
      ...version,
      tag: '1',
      verdict: 'failing' as const,
    }));
    const { notebooks } = assemble({
      ...status,
      contents: [...status.contents, spring],
      environments: [...status.environments, ...earlier],
    });
    expect(notebooks[0]?.launches[0]?.health.verdict).toBe('ok');
    expect(notebooks[0]?.earlierVersions[0]?.launches[0]?.health.verdict).toBe('failing');
    expect(notebooks.map(({ editions }) => editions.map(({ isMissing }) => isMissing))).toEqual([
      [false],
      [true],
      [],
    ]);
  });

  test('publishes the permanent address of each edition', () => {
    const document = buildCatalogDocument(assemble(null));
    expect(document.notebooks[1]?.editions).toMatchObject([
      {
        id: 'spring',
        label: 'Spring',
        environment: 'python',
        tag: '1',
        branch: 'spring',
        path: 'old/b.ipynb',
        permalink: '/base/l/tides/b/@spring/',
        launches: [{ hub: 'binder', type: 'binderhub', verdict: 'unknown' }],
      },
    ]);
  });
});

describe('permanent addresses', () => {
  const table = listPermanentAddresses(assemble(null)).map(({ contentId, slug, editionId, target }) => {
    const to = target.kind === 'retired' ? target.retired.id : target.notebook.id;
    const edition = target.kind === 'edition' || target.kind === 'moved' ? target.edition?.id : undefined;
    return [
      `${contentId}/${slug}${editionId === undefined ? '' : `/@${editionId}`}`,
      target.kind,
      edition === undefined ? to : `${to}/@${edition}`,
    ].join(' ');
  });

  test('are those of notebooks, editions, former ids and retired ones, each once', () => {
    expect(table).toEqual([
      'tides/a notebook tides/a',
      'tides/a/@spring edition tides/a/@spring',
      'tides/b notebook tides/b',
      'tides/b/@spring edition tides/b/@spring',
      'moon/c notebook moon/c',
      'tides/z moved tides/a',
      'tides/z/@spring moved tides/a/@spring',
      'tides/y moved tides/a',
      'tides/y/@spring moved tides/a/@spring',
      'moon/old moved tides/b',
      'moon/old/@spring moved tides/b/@spring',
      'tides/before retired moon/gone',
      'tides/before/@spring retired moon/gone',
      'moon/gone retired moon/gone',
      'moon/also-gone retired moon/also-gone',
      'stars/all retired stars/all',
    ]);
  });

  test('of a retired notebook know what is nearest, through moves and others that left', () => {
    expect(assemble(null).retired).toEqual([
      { id: 'moon/gone', title: 'Gone', because: 'Eclipsed.', nearest: { id: 'tides/a', title: 'A' } },
      { id: 'moon/also-gone', title: 'Also gone', nearest: { id: 'tides/a', title: 'A' } },
      { id: 'stars/all', title: 'All', because: 'No telescope.' },
    ]);
  });
});

describe('what to expect of a hub', () => {
  const hubs = (expectations: string) =>
    parseCatalog(
      MANIFEST.replace(
        'environments:\n',
        `  gesis: {type: binderhub, url: "https://gesis.mybinder.org", expect: ${expectations}}\nenvironments:\n`,
      ),
      'catalog.yaml',
    ).catalog?.hubs ?? [];
  const describeHub = (index: number, form: 'brief' | 'full', expectations = '{max_hours: 1}') => {
    const hub = hubs(expectations)[index];
    return hub === undefined ? [] : describeExpectations(hub, en, 'en', form);
  };

  test('is known of mybinder.org', () => {
    expect(describeHub(0, 'brief')).toEqual([
      'Free, no sign-in.',
      'Temporary: download what you want to keep.',
      'The first start may take 15 minutes.',
    ]);
    const words = describeHub(0, 'full').join(' ');
    for (const fact of ['10 minutes', '6 hours', '2 GB', '100 people', 'File, then Download'])
      expect(words).toContain(fact);
  });

  test('of a JupyterHub says what becomes of changed files, and no limit that nobody has told', () => {
    expect(describeHub(1, 'brief')).toEqual([
      'You sign in with your account there.',
      'Your files are kept on the hub.',
    ]);
    const words = describeHub(1, 'full').join(' ');
    expect(words).toContain('stays as you wrote it');
    expect(words).not.toMatch(/\d/);
  });

  test('is what the manifest says where it says something', () => {
    const words = describeHub(2, 'full', '{max_hours: 1, kept: true, memory: 512 MB, note: Ask Ada.}').join(
      ' ',
    );
    for (const fact of ['1 hour the', 'kept on the hub', '512 MB', 'Ask Ada.', '10 minutes'])
      expect(words).toContain(fact);
    expect(words).not.toContain('6 hours');
  });
});

describe('facets', () => {
  test('are those with two values or more, with counts', () => {
    const facets = buildFacets(assemble(null), { ok: 'ok', stale: 'old', failing: 'no', unknown: '?' });
    const counts = facets.map(({ name, values }) => [
      name,
      ...values.map(({ key, count }) => `${key} ${count}`),
    ]);
    expect(counts).toEqual([
      ['content', 'tides 2', 'moon 1'],
      ['hub', 'binder 3', 'class 3'],
    ]);
  });

  test('hide exactly the rows that lack the chosen value', () => {
    const model = assemble(night('ok', 'ok'));
    const facets = buildFacets(model, { ok: 'ok', stale: 'old', failing: 'no', unknown: '?' });
    const verdicts = facets.find(({ name }) => name === 'verdict')?.values ?? [];
    const styles = buildFilterStyles(facets);
    for (const { key, token } of verdicts) {
      expect(styles).toContain(`option[value=${token}]:checked`);
      const shown = model.notebooks.filter((notebook) =>
        facetTokens(notebook, facets).split(' ').includes(token),
      );
      expect(shown.map(({ launches }) => launches[0]?.health.verdict)).toEqual(Array(shown.length).fill(key));
      expect(shown.length).toBe(verdicts.find((value) => value.key === key)?.count);
    }
  });
});

describe('the published documents', () => {
  test('carry the base path, and the verdict of every launch', () => {
    const document = buildCatalogDocument(assemble(night('failing', 'ok')));
    expect(document.notebooks[0]).toMatchObject({
      id: 'tides/a',
      page: '/base/notebooks/tides/a/',
      permalink: '/base/l/tides/a/',
      launches: [
        { hub: 'class', type: 'jupyterhub', verdict: 'ok' },
        { hub: 'binder', type: 'binderhub', verdict: 'failing' },
      ],
    });
  });

  test('say before the first night that there was none', () => {
    expect(buildStatusDocument(assemble(null))).toMatchObject({
      version: 1,
      checked_at: null,
      environments: [],
    });
  });
});

describe('addresses', () => {
  test.each(['https://example.org/', 'https://example.org/a/b/', 'https://example.org/a/b'])(
    'stay below %s',
    (url) => {
      const urls = createSiteUrls(url);
      for (const address of [
        urls.home,
        urls.status,
        urls.notebook('a/b'),
        urls.launcher('a/b'),
        urls.badge('x'),
      ])
        expect(urls.absolute(address).startsWith(url)).toBe(true);
    },
  );

  test.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/a/b/c%20d%23.ipynb'],
    ['https://github.com/o/r.git', 'https://github.com/o/r/blob/a/b/c%20d%23.ipynb'],
    ['https://gitlab.com/g/s/r', 'https://gitlab.com/g/s/r/-/blob/a/b/c%20d%23.ipynb'],
    ['https://codeberg.org/o/r/', 'https://codeberg.org/o/r/src/branch/a/b/c%20d%23.ipynb'],
    ['https://git.example.org/r', undefined],
  ])('of a file of %s', (repository, expected) => {
    expect(buildSourceUrls(repository, 'a/b', 'c d#.ipynb')?.page).toBe(expected);
  });

  test('of links lead to pages of notebooks, to files at their host, and nowhere else', () => {
    const files = ['a.ipynb', 'data.csv', 'img/x.PNG'].map((path) => ({ path, kind: 'file' }));
    const [id] = prepare(tides, ['a.ipynb']).notebooks.map((notebook) => notebook.id);
    const ids = new Map(id === undefined ? [] : [['a.ipynb', id] as const]);
    const references = createFileReferences(tides, files, ids, createSiteUrls('https://example.org/b/'), () =>
      'f'.repeat(64),
    );
    expect(references.resolve('a.ipynb', 'link')).toBe('/b/notebooks/tides/a/');
    expect(references.resolve('data.csv', 'link')).toBe('https://github.com/course/tides/blob/main/data.csv');
    expect(references.resolve('gone.csv', 'link')).toBeUndefined();
    expect(references.resolve('img/x.PNG', 'image')).toBe(`/b/files/${'f'.repeat(16)}.png`);
    expect(references.resolve('data.csv', 'image')).toBeUndefined();
  });
});
