import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ok } from '../../core/result.ts';
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

/** A folder without notebooks. */
const directories: DirectoryReader = {
  resolveFolder: async () => ok(folder),
  listFiles: async () => ok([]),
  measureFiles: async () => new Map(),
  readFile: () => Promise.reject(new Error('there is no file')),
  readChangeTimes: async () => new Map(),
};

const prepare = (publishedPlace: string | undefined) =>
  prepareCatalogue(
    {
      manifest: { text: MANIFEST, file: 'catalog.yaml' },
      contentFolder: folder,
      cacheFolder: join(folder, 'cache'),
      statusPlace: undefined,
      publishedPlace,
      moveSite: (url) => url,
    },
    {
      git: {} as GitClient,
      directories,
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

test('a build without a published catalogue, or with one that makes no sense, goes on', async () => {
  const first = await prepare(undefined);
  expect(first.site?.model.retired).toEqual([]);

  const file = join(folder, 'page.json');
  writeFileSync(file, '<html>');
  const { site, diagnostics } = await prepare(file);
  expect(site?.model.kept).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toContain('previous/not-a-catalogue');
});
