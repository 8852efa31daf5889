import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestRepository,
  testGitEnvironment,
  writeInsteadOfConfig,
} from '../../../tests/support/git-repository.ts';
import { unreachable } from '../../../tests/support/observations.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { ok } from '../../core/result.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';
import { createDirectoryReader } from '../../io/directory/reader.ts';
import { createGitClient } from '../../io/git/client.ts';
import { listCommits } from '../../io/git/commit-list.ts';
import { type BisectPorts, runBisect } from './run-bisect.ts';

const VERSIONS = ['v1', 'v2', 'v3', 'v4', 'v5'];
const COMMITS = 20;
const GIT_HOST = 'https://git.example.org';
const digestOf = (index: number) => `sha256:${String(index + 1).repeat(64)}`;

let folder: TemporaryFolder;
let gitConfig: string;
let commits: readonly string[];

beforeAll(async () => {
  folder = await createTemporaryFolder('bisect');
  const served = join(folder.path, 'served');
  mkdirSync(served);
  // A fetch over HTTP takes twice the processes.
  gitConfig = writeInsteadOfConfig(join(folder.path, 'gitconfig'), `${GIT_HOST}/`, served);
  const course = createTestRepository(served, 'course');
  course.commitAll(
    'main',
    Array.from({ length: COMMITS }, (_, index) => ({
      files: { 'a.ipynb': JSON.stringify({ number: index }) },
      date: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    })),
  );
  commits = course.git('rev-list', '--reverse', 'main').split('\n');
});
afterAll(() => folder.remove());

/** An engine in whose images the notebook fails where `isBroken` says so for the number of the image and of the commit. */
function createFakeEngine(isBroken: (version: number, commit: number) => boolean) {
  let runCount = 0;
  const engine: ContainerEngine = {
    name: 'podman',
    version: '0',
    pull: async () => ok(true),
    async run({ image, input, mount }) {
      runCount += 1;
      const mark = /slipway-[0-9a-f]{24}/.exec(input)?.[0];
      const version = VERSIONS.findIndex((_, index) => image.endsWith(digestOf(index)));
      const notebook = JSON.parse(readFileSync(join(mount?.folder ?? '', 'a.ipynb'), 'utf8')) as {
        number: number;
      };
      const result = isBroken(version, notebook.number)
        ? { outcome: 'error', cell: 1, name: 'ValueError', message: 'no' }
        : { outcome: 'passed' };
      return ok({
        output: `\n${mark} ${JSON.stringify({ event: 'result', ...result })}\n`,
        status: 0,
        errors: '',
        isOutOfTime: false,
        isOutOfMemory: false,
      });
    },
    removeAll: async () => {},
  };
  return { engine, countRuns: () => runCount };
}

async function search(isBroken: (version: number, commit: number) => boolean) {
  const earlier = VERSIONS.slice(0, -1)
    .map((tag, index) => `{tag: ${tag}, digest: "${digestOf(index)}"}`)
    .toReversed();
  const { catalog, diagnostics } = parseCatalog(
    `version: 1
site: {title: Course, url: "https://course.example/"}
hubs: {class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}}
environments:
  py: {image: 127.0.0.1:1/py, tag: v5, digest: "${digestOf(4)}", earlier: [${earlier.join(', ')}]}
content:
  course: {title: Course, repository: "${GIT_HOST}/course", branch: main, environment: py}
`,
    'catalog.yaml',
  );
  if (catalog === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const { engine, countRuns } = createFakeEngine(isBroken);
  const variables = testGitEnvironment(gitConfig);
  const ports: BisectPorts = {
    engine,
    // Of versions that are pinned, only their dates are asked for.
    registry: { checkImage: async () => unreachable },
    git: createGitClient({ cacheDir: join(folder.path, 'cache'), env: variables }),
    directories: createDirectoryReader({ env: variables }),
    contentFolder: folder.path,
    readCommit: async () => undefined,
    listCommits: (snapshot, maxCount) => listCommits(snapshot, maxCount, variables),
    now: () => new Date(),
  };
  const limits = { timeoutS: 1, memoryBytes: 1e9, processes: 10, cpus: 1, network: 'none' } as const;
  const found = await runBisect(
    { catalog, manifestFile: 'catalog.yaml', notebook: 'course/a.ipynb', maxCommits: 100, limits },
    ports,
  );
  if (!found.ok) throw new Error(found.failure);
  return { ...found.value, runCount: countRuns() };
}

describe('the search for what broke a notebook, among 5 versions and 20 commits', () => {
  it('names a commit', async () => {
    const found = await search((_, commit) => commit >= 13);
    expect(found.report.outcome).toMatchObject({ kind: 'commit', firstBad: { commit: 13 } });
    expect(found.commits[13]?.commit).toBe(commits[13]);
    expect(found.runCount).toBeLessThanOrEqual(7);
  });

  it('names a version', async () => {
    const found = await search((version) => version >= 2);
    expect(found.report.outcome).toMatchObject({ kind: 'version', firstBad: { version: 2 } });
    expect(found.versions[2]?.tag).toBe('v3');
    expect(found.runCount).toBeLessThanOrEqual(7);
  });
});
