import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { quoteWords } from '../../core/details.fixture.ts';
import { failureOf } from '../../core/details.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, ok } from '../../core/result.ts';
import { buildCatalogDocument } from '../../core/site/documents.ts';
import type { SiteModel } from '../../core/site/types.ts';
import { createDirectoryReader } from '../../io/directory/reader.ts';
import type { GitClient, GitFailure } from '../../io/git/types.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-away-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = 'How the moon looks from the harbour, night after night.';
const NOW = '2026-11-24T03:40:00Z';
const COMMIT = '0'.repeat(40);
const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/"}
hubs: {binder: {type: binderhub, url: "https://mybinder.org"}}
environments:
  python: {image: quay.io/course/python, tag: "2", binder: {repository: "https://github.com/course/binder", ref: v2}}
content:
  tides: {title: Tides, repository: "https://github.com/course/tides", branch: main, environment: python}
  moon:
    title: Moon
    repository: https://github.com/course/moon
    branch: main
    environment: python
    include: ["phases/*.ipynb"]
    notebooks: {phases/full.ipynb: {id: full}}
`;
const FILES: Readonly<Record<string, readonly string[]>> = {
  'https://github.com/course/tides': ['tides.ipynb'],
  'https://github.com/course/moon': ['phases/full.ipynb', 'phases/new.ipynb'],
};

/** What becomes of the repository of the moon: why it cannot be fetched or listed, or the files it has then. */
interface Moon {
  readonly failure?: GitFailure;
  /** An earlier fetch is used. */
  readonly isCopied?: boolean;
  readonly isUnlistable?: boolean;
  readonly files?: readonly string[];
  readonly isUnreadable?: boolean;
}

function createGit({
  failure,
  isCopied = false,
  isUnlistable = false,
  isUnreadable,
  files,
}: Moon): GitClient {
  const isMoon = (repository: string) => repository.endsWith('/moon');
  const gone = failureOf('git/unreachable', quoteWords('The network is away'));
  return {
    listRefs: async () => fail(gone),
    fetchSnapshot: async (repository, ref) => {
      const snapshot = { repository, ref, commit: COMMIT, gitDir: '' };
      if (!isMoon(repository) || failure === undefined) return ok({ ...snapshot, isFromCache: false });
      return isCopied ? ok({ ...snapshot, isFromCache: true, failure }) : fail(failure);
    },
    listFiles: async ({ repository }) => {
      if (isMoon(repository) && isUnlistable) return fail(gone);
      const paths = (isMoon(repository) ? files : undefined) ?? FILES[repository] ?? [];
      return ok(paths.map((path) => ({ path, kind: 'file', blobId: `${repository} ${path}` })));
    },
    fetchFiles: async ({ repository }, wanted) =>
      new Map(wanted.map(({ path }) => [path, isMoon(repository) && isUnreadable ? fail(gone) : ok(9)])),
    readFiles: async (_, wanted) =>
      new Map(wanted.map(({ path }) => [path, ok(Buffer.from(renderNotebook(path)))])),
    readChangeTimes: async () => new Map(),
    findRenames: async () => new Map(),
    isRewritten: async () => false,
  };
}

const renderNotebook = (path: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
    cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: `# About ${path}\n\n${TEXT}` }],
  });

const row = (id: string) =>
  ({ id, verdict: 'ok', since: NOW, last_ok_at: NOW, reasons: [], history: [] }) as const;
/** A nightly check before the outage. */
const STATUS: Status = {
  version: 1,
  checked_at: '2026-11-24T03:23:00Z',
  duration_ms: 1,
  environments: [
    {
      ...row('python'),
      tag: '2',
      pinned_digest: null,
      seen_digest: null,
      created_at: null,
      size_bytes: null,
      platforms: [],
      labels: {},
    },
  ],
  contents: ['tides', 'moon'].map((id) => ({ ...row(id), commit: COMMIT, missing: [] })),
  hubs: [row('binder')],
};
const statusFile = join(folder, 'status.json');
writeFileSync(statusFile, JSON.stringify(STATUS));

async function prepare(
  moon: Moon,
  { cache, published, manifest = MANIFEST }: { cache: string; published?: string; manifest?: string },
) {
  const { site, diagnostics } = await prepareCatalogue(
    {
      manifest: { text: manifest, file: 'catalog.yaml' },
      contentFolder: folder,
      siteFolder: join(folder, 'prepared'),
      cacheFolder: join(folder, cache),
      statusPlace: statusFile,
      publishedPlace: published,
      moveSite: (url) => url,
    },
    {
      git: createGit(moon),
      directories: createDirectoryReader({ env: process.env }),
      fetchText: () => Promise.reject(new Error('nothing is to be fetched')),
      now: () => NOW,
    },
  );
  return { model: site?.model, diagnostics };
}

function publish(model: SiteModel | undefined, name: string): string {
  if (model === undefined) throw new Error('nothing was built');
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(buildCatalogDocument(model)));
  return file;
}

let first: Promise<string> | undefined;
/** Of a nightly check on which all was well. @returns its `catalog.json` */
function firstPublication(): Promise<string> {
  first ??= prepare({}, { cache: 'first' }).then(({ model }) => publish(model, 'first.json'));
  return first;
}

const describeMoon = (model: SiteModel | undefined) =>
  model?.notebooks
    .filter(({ contentId }) => contentId === 'moon')
    .map(({ id, title, description, kernel, fragment, launches }) => ({
      id,
      title,
      description,
      kernel: kernel?.name,
      hasPreview: fragment !== undefined,
      verdict: launches[0]?.health.verdict,
    }));

const known = (id: string, file: string, hasPreview: boolean, verdict: string) => ({
  id: `moon/${id}`,
  title: `About phases/${file}`,
  description: TEXT,
  kernel: 'python3',
  hasPreview,
  verdict,
});
const both = (hasPreview: boolean, verdict: string) => [
  known('full', 'full.ipynb', hasPreview, verdict),
  known('new', 'new.ipynb', hasPreview, verdict),
];

const away = (code: GitFailure['code']): Moon => ({ failure: failureOf(code, quoteWords('It is away')) });

test.each<[string, Moon, string, string]>([
  ['its branch is gone', away('git/ref-missing'), 'content/ref-missing', 'failing'],
  ['it is empty', away('git/empty'), 'content/ref-missing', 'failing'],
  ['it is gone, or wants a sign-in', away('git/repository-missing'), 'content/repository-missing', 'failing'],
  ['its host is away, or git hangs', away('git/unreachable'), 'content/unreachable', 'ok'],
  ['it has grown too large', away('git/too-large'), 'content/unreachable', 'ok'],
  ['the host leads to an address that is refused', away('git/refused'), 'content/unreachable', 'ok'],
  ['git breaks off', away('git/failed'), 'content/unreachable', 'ok'],
  ['its files cannot be listed', { isUnlistable: true }, 'content/unreachable', 'ok'],
  ['its folder was renamed', { files: ['stages/full.ipynb'] }, 'content/no-notebooks', 'failing'],
])('a content stays as it was published when %s', async (_, moon, code, verdict) => {
  const published = await firstPublication();
  const { model, diagnostics } = await prepare(moon, { cache: 'fresh', published });

  // A folder that was renamed takes the notebook with it that the manifest names.
  expect(describeMoon(model)).toEqual(both(false, verdict));
  expect(model?.notebooks.map(({ id }) => id)).toContain('tides/tides');
  expect(model?.retired).toEqual([]);
  expect(model?.moved).toEqual([]);
  const content = model?.contents.find(({ id }) => id === 'moon');
  expect(content?.away).toMatchObject({ reason: { code }, shown: 'published' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(diagnostics.filter((each) => each.code === code && each.position.line === 8)).toHaveLength(1);
});

test('it stays night after night, until it is back', async () => {
  const moon = away('git/repository-missing');
  const gone = await prepare(moon, { cache: 'fresh', published: await firstPublication() });
  const published = publish(gone.model, 'away.json');
  const second = await prepare(moon, { cache: 'fresh', published });
  expect(describeMoon(second.model)).toEqual(both(false, 'failing'));

  const { model } = await prepare({}, { cache: 'first', published });
  expect(describeMoon(model)).toEqual(both(true, 'ok'));
  expect([model?.retired, model?.moved, model?.contents[1]?.away]).toEqual([[], [], undefined]);
});

test('its previews stay where the cache has them, with and without a published catalogue', async () => {
  const published = await firstPublication();
  for (const place of [{ published }, {}]) {
    const { model } = await prepare(away('git/repository-missing'), { cache: 'first', ...place });
    expect(describeMoon(model)).toEqual(both(true, 'failing'));
  }
});

test('an earlier fetch stands in, and its pages say that it does', async () => {
  const moon = { ...away('git/ref-missing'), isCopied: true };
  const { model, diagnostics } = await prepare(moon, { cache: 'copied' });

  expect(describeMoon(model)).toEqual(both(true, 'failing'));
  expect(model?.contents[1]?.away).toMatchObject({ reason: { code: 'content/ref-missing' }, shown: 'copy' });
  expect(diagnostics.map(({ code }) => code)).toEqual(['content/from-cache']);
});

test('a notebook whose bytes cannot be had keeps the title that people know', async () => {
  const published = await firstPublication();
  const { model } = await prepare({ isUnreadable: true }, { cache: 'fresh', published });

  expect(describeMoon(model)).toEqual(both(false, 'ok'));
});

test('a content of which nothing is known is listed without notebooks, with the reason', async () => {
  const { model, diagnostics } = await prepare(away('git/repository-missing'), { cache: 'new' });

  expect(describeMoon(model)).toEqual([]);
  expect(model?.contents[1]?.away).toMatchObject({
    reason: { code: 'content/repository-missing' },
    shown: 'nothing',
  });
  expect(diagnostics).toMatchObject([{ code: 'content/repository-missing', severity: 'warning' }]);
});

test.each<[string, string, Moon, string]>([
  [
    'a folder that is not there',
    MANIFEST.replace('branch: main, environment', 'branch: main, directory: ./no, environment'),
    {},
    'directory/missing',
  ],
  ['a machine without git', MANIFEST, away('git/not-installed'), 'git/not-installed'],
])('%s stops the build', async (_, manifest, moon, code) => {
  const { model, diagnostics } = await prepare(moon, { cache: 'own', manifest });

  expect(model).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code, severity: 'error' }]);
});
