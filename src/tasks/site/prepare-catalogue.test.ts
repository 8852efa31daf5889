import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createGitStandIn } from '../../../tests/support/git-stand-in.ts';
import { quoteWords } from '../../core/details.fixture.ts';
import { failureOf } from '../../core/details.ts';
import { fail, ok } from '../../core/result.ts';
import type { DirectoryReader } from '../../io/directory/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-prepare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/"}
hubs: {binder: {type: binderhub, url: "https://mybinder.org"}}
environments:
  python: {image: quay.io/course/python, tag: "2", binder: {repository: "https://github.com/course/binder", ref: v2}}
content:
  tides:
    {title: Tides, repository: "https://github.com/course/tides", branch: main, environment: python, directory: .}
`;

const PUBLISHED = JSON.stringify({
  version: 1,
  site: { url: 'https://example.org/' },
  environments: [],
  notebooks: [{ id: 'tides/moon', path: 'moon.ipynb', title: 'The moon' }],
});

/** A folder of files that cannot be read. */
const directoryOf = (paths: readonly string[]): DirectoryReader => ({
  resolveFolder: async () => ok(folder),
  listFiles: async () => ok(paths.map((path) => ({ path, kind: 'file' }))),
  measureFiles: async () => new Map(),
  readFile: async () => fail(failureOf('directory/unreadable', quoteWords('It cannot be read'))),
  readChangeTimes: async () => new Map(),
});

const prepare = (
  publishedPlace: string | undefined,
  paths: readonly string[] = [],
  { git = {} as GitClient, text = MANIFEST }: { git?: GitClient; text?: string } = {},
) =>
  prepareCatalogue(
    {
      manifest: { text, file: 'catalog.yaml' },
      contentFolder: folder,
      siteFolder: join(folder, 'prepared'),
      cacheFolder: join(folder, 'cache'),
      statusPlace: undefined,
      publishedPlace,
      moveSite: (url) => url,
    },
    {
      git,
      directories: directoryOf(paths),
      fetchText: () => Promise.reject(new Error('nothing is to be fetched')),
      now: () => '2026-11-24T03:23:00Z',
    },
  );

test('a build keeps the ids that were published, and says so', async () => {
  const file = join(folder, 'published.json');
  writeFileSync(file, PUBLISHED);
  const { site, diagnostics } = await prepare(file);

  expect(site?.model.retired).toEqual([{ id: 'tides/moon', title: 'The moon', on: '2026-11-24' }]);
  expect(site?.model.kept).toEqual(['tides/moon']);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'id/kept',
      severity: 'warning',
      position: expect.objectContaining({ line: 7 }),
    }),
  );
});

test('a file keeps its published id from one whose name is nearer, and the build says so', async () => {
  const file = join(folder, 'moons.json');
  writeFileSync(file, PUBLISHED.replace('moon.ipynb', 'Moon.ipynb'));
  const { site, diagnostics } = await prepare(file, ['Moon.ipynb', 'moon.ipynb']);

  expect(site?.model.notebooks.find(({ id }) => id === 'tides/moon')?.path).toBe('Moon.ipynb');
  expect(site?.model.notebooks).toHaveLength(2);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'id/kept',
      message:
        '"Moon.ipynb" would lose its published id "tides/moon"; it keeps it, and the manifest should say so.',
    }),
  );
});

test.each([
  [true, 'tides-main'],
  [false, undefined],
])(
  'a build asks whether the branch was pushed by force (%s), and then takes another folder',
  async (isForced, expected) => {
    const file = join(folder, `forced-${isForced}.json`);
    const place = { repository: 'https://github.com/course/tides', branch: 'main' };
    const content = { id: 'tides', ...place, commit: '1'.repeat(40), include: [], exclude: [] };
    const folders = [{ ...place, folder: 'tides' }];
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(PUBLISHED), notebooks: [], contents: [content], folders }),
    );
    const asked: string[] = [];
    const git: GitClient = {
      ...createGitStandIn(() => ({ 'a.ipynb': Buffer.from('{}') })),
      isRewritten: async (_, earlier) => asked.push(earlier) > 0 && isForced,
    };
    const { site } = await prepare(file, [], { git, text: MANIFEST.replace(', directory: .', '') });

    expect(asked).toEqual(['1'.repeat(40)]);
    expect(site?.model.contents[0]?.folder).toBe(expected);
    expect(site?.model.folders?.map((record) => record.folder)).toEqual([
      'tides',
      ...(isForced ? ['tides-main'] : []),
    ]);
  },
);

test('a build without a published catalogue, or with one that makes no sense, goes on', async () => {
  const first = await prepare(undefined);
  expect(first.site?.model.retired).toEqual([]);

  const file = join(folder, 'page.json');
  writeFileSync(file, '<html>');
  const { site, diagnostics } = await prepare(file);
  expect(site?.model.kept).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toContain('previous/not-a-catalogue');
});

test('a picture that the manifest names and that cannot be read is reported at its key, unless nothing could be read', async () => {
  const pictured = MANIFEST.replace('directory: .', 'directory: ., image: cover.png');
  const codesOf = async (text: string, git?: GitClient) => {
    const { diagnostics } = await prepare(undefined, ['a.ipynb'], {
      text,
      ...(git !== undefined && { git }),
    });
    return diagnostics
      .filter(({ code }) => code.startsWith('content/'))
      .map(({ code, position }) => [code, position.line]);
  };
  expect(await codesOf(pictured)).toEqual([
    ['content/notebook-unreadable', 7],
    ['content/picture-unusable', 8],
  ]);
  const gone = failureOf('git/repository-missing', quoteWords('There is no such repository'));
  const git: GitClient = { ...createGitStandIn(() => ({})), fetchSnapshot: async () => fail(gone) };
  expect(await codesOf(pictured.replace('directory: ., ', ''), git)).toEqual([
    ['content/repository-missing', 7],
  ]);
});
