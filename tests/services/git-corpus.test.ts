import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../../src/core/catalog/types.ts';
import { createDirectoryReader } from '../../src/io/directory/reader.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { loadContents } from '../../src/tasks/content/load-content.ts';
import type { LoadedContent } from '../../src/tasks/content/loaded-content.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

// Not part of the project: real notebooks of public repositories, for those who have them.
const shared = resolve(process.env.SLIPWAY_SHARED ?? join(import.meta.dirname, '../../../shared'));
const script = join(shared, 'corpus', 'mirrors.sh');

const REPOSITORIES: readonly (readonly [string, string, number])[] = [
  ['OGGM/tutorials', 'master', 40],
  ['OGGM/oggm-edu-notebooks', 'master', 14],
  ['ProjectPythia/pythia-foundations', 'main', 18],
  ['jakevdp/WhirlwindTourOfPython', 'master', 19],
  ['ipython/ipython-in-depth', 'master', 94],
  ['ageron/handson-ml3', 'main', 28],
];

describe.skipIf(!existsSync(script))('the mirrors of six public repositories (SLIPWAY_SHARED)', () => {
  let folder: TemporaryFolder;
  let gitconfig: string;

  beforeAll(async () => {
    folder = await createTemporaryFolder('git-corpus');
    gitconfig = execFileSync(script, [folder.path]).toString().trim();
  });
  afterAll(async () => {
    await folder.remove();
  });

  const contents = REPOSITORIES.map(
    ([name, branch]): Content => ({
      id: name.replaceAll('/', '-').toLowerCase(),
      title: name,
      repository: `https://github.com/${name}`,
      branch,
      environment: 'python',
      language: 'en',
      tags: [],
      include: ['**/*.ipynb'],
      exclude: [],
      repositoryPath: '',
      notebooks: [],
      editions: [],
    }),
  );
  const load = () =>
    loadContents(
      { contents },
      {
        git: createGitClient({
          cacheDir: join(folder.path, 'cache'),
          env: { ...process.env, GIT_CONFIG_GLOBAL: gitconfig },
        }),
        directories: createDirectoryReader({ env: process.env }),
        contentFolder: folder.path,
      },
    );
  const readAll = async (loaded: readonly LoadedContent[]) => {
    let bytes = 0;
    for (const content of loaded) {
      for await (const notebook of content.readNotebooks()) {
        if (!notebook.bytes.ok) throw new Error(notebook.bytes.failure.message);
        bytes += notebook.bytes.value.length;
      }
    }
    return bytes;
  };

  test('all load under their public addresses, 213 notebooks, cold and from the cache', async () => {
    for (const state of ['cold', 'warm']) {
      const start = performance.now();
      const loaded = await load();
      const loadedMs = performance.now() - start;
      const bytes = await readAll(loaded);
      const readMs = performance.now() - start - loadedMs;
      console.log(
        `${state}: loaded in ${Math.round(loadedMs)} ms, ${bytes} bytes read in ${Math.round(readMs)} ms`,
      );
      expect(loaded.flatMap(({ failure, warnings }) => [failure, ...warnings]).filter(Boolean)).toEqual([]);
      expect(loaded.map(({ notebooks }) => notebooks.length)).toEqual(
        REPOSITORIES.map(([, , count]) => count),
      );
      for (const { notebooks } of loaded) {
        expect(notebooks.every(({ changedAt }) => changedAt === '2026-11-01T00:00:00.000Z')).toBe(true);
      }
      expect(bytes).toBeGreaterThan(34_000_000);
    }
  });
});
