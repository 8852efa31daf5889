import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseStatusRows } from '../../src/core/health/parse-status.ts';
import type { VerifiedNotebook } from '../../src/core/health/types.ts';
import { nameKeptOutputs, OUTPUT_FOLDER } from '../../src/io/files/kept-outputs.ts';
import { runHere } from '../support/command-line.ts';
import { createContentRepository } from '../support/content-repositories.ts';
import { createTestRepository } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { pushJupyterImage } from '../support/jupyter-image.ts';
import { createPodmanEngine, type PodmanEngine } from '../support/podman-engine.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

function notebook(source: string, kernel = 'python3'): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel, display_name: kernel } },
    cells: [
      { cell_type: 'markdown', id: 'title', metadata: {}, source: '# Title' },
      { cell_type: 'code', id: 'code', metadata: {}, source, outputs: [], execution_count: null },
    ],
  });
}

/** Notebooks by what is wrong with them. */
const NOTEBOOKS: Readonly<Record<string, string>> = {
  'sound.ipynb': notebook(
    'assert open("data/table.csv").read() == "1,2"\nopen("result.txt", "w").write("x")\nprint("1 and 2")',
  ),
  'fails.ipynb': notebook('print("before")\n1 / 0'),
  'memory.ipynb': notebook('x = []\nwhile True: x.append(bytearray(10_000_000))'),
  'module.ipynb': notebook('import glacier_physics'),
  'kernel.ipynb': notebook('1', 'julia-1.9'),
  'forks.ipynb': notebook('import os\nwhile True: os.fork()'),
  'outside.ipynb': notebook('open("/slipway/content/new.txt", "w").write("x")'),
  'never.ipynb': notebook('while True: pass'),
};

const LIMITS = ['--memory', '600m', '--processes', '60', '--timeout', '240'];

describeWith(
  ['docker-registry', 'podman', 'runc', 'nbclient', 'ipykernel', 'git'],
  'slipway verify with real containers',
  () => {
    let folder: TemporaryFolder;
    let registry: TestRegistry;
    let server: GitServer;
    let engine: PodmanEngine;
    let digest: string;

    const variables = () => ({
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SLIPWAY_CACHE: join(folder.path, 'cache'),
      ...engine.variables,
    });
    const verify = (...args: string[]) =>
      runHere(['verify', ...args], { variables: variables(), workFolder: folder.path });
    const readStatus = () => {
      const read = parseStatusRows(readFileSync(join(folder.path, 'status.json'), 'utf8'));
      if (!read.ok) throw new Error(read.failure.message);
      return read.value.status;
    };

    /** Outputs of each code cell. */
    const readOutputs = (digest: string | null | undefined, of = '.') => {
      const file = join(folder.path, of, OUTPUT_FOLDER, nameKeptOutputs(digest ?? ''));
      const { cells } = JSON.parse(readFileSync(file, 'utf8')) as { cells: { outputs: unknown }[] };
      return cells.map(({ outputs }) => outputs);
    };

    beforeAll(async () => {
      folder = await createTemporaryFolder('verify');
      registry = await startRegistry({ isOnDisk: true });
      engine = await createPodmanEngine();
      const served = join(folder.path, 'served');
      mkdirSync(served);
      server = await startGitServer(served);
      await createContentRepository({
        folder: join(served, 'course'),
        files: new Map([...Object.entries(NOTEBOOKS), ['data/table.csv', '1,2']]),
        branches: ['main', 'v0'],
      });
      digest = await pushJupyterImage(registry, 'py', 'v1');
      await pushJupyterImage(registry, 'py', 'v0');
      writeFileSync(
        join(folder.path, 'catalog.yaml'),
        `version: 1
site: {title: Course, url: "https://course.example/"}
hubs: {class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}}
environments:
  py: {image: ${registry.host}/py, tag: v1, verify: python3 -c "import nbclient", earlier: [{tag: v0}]}
content:
  course: {title: Course, repository: "${server.url}/course", branch: main, environment: py, editions: {spring: {label: Spring, branch: v0, tag: v0}}}
`,
      );
    });

    afterAll(async () => {
      await engine[Symbol.asyncDispose]();
      await server.stop();
      await registry.stop();
      await folder.remove();
    });

    test('names what is wrong with each notebook, and leaves nothing running', async () => {
      const names = Object.keys(NOTEBOOKS)
        .filter((path) => path !== 'never.ipynb')
        .map((path) => `course/${path}`);
      const run = await verify(...LIMITS, '--keep-outputs', '--format', 'json', 'environments/py', ...names);
      expect(run.exitCode).toBe(1);
      expect(JSON.parse(run.stdout).problems).toEqual([]);
      const rows = readStatus().contents[0]?.verified ?? [];
      expect(Object.fromEntries(rows.map(({ path, code }) => [path, code]))).toEqual({
        'sound.ipynb': undefined,
        'fails.ipynb': 'verify/failed',
        'memory.ipynb': 'verify/out-of-memory',
        'module.ipynb': 'verify/missing-module',
        'kernel.ipynb': 'verify/kernel-missing',
        'forks.ipynb': 'verify/too-many-processes',
        'outside.ipynb': 'verify/write-refused',
      });
      for (const row of rows) expect(row).toMatchObject({ digest, environment: 'py', tag: 'v1' });
      expect(rows.find(({ path }) => path === 'fails.ipynb')?.error).toMatchObject({
        cell: 2,
        name: 'ZeroDivisionError',
        traceback: expect.stringContaining('1 / 0'),
      });
      const sound = rows.find(({ path }) => path === 'sound.ipynb');
      expect(sound?.peak_memory_bytes).toBeGreaterThan(20_000_000);
      expect(readOutputs(sound?.outputs?.digest)).toEqual([
        [{ output_type: 'stream', name: 'stdout', text: ['1 and 2\n'] }],
      ]);
      expect(rows.filter(({ outputs }) => outputs !== undefined)).toHaveLength(1);
      expect(sound?.commit).toMatch(/^[0-9a-f]{40}$/);
      const { packages, ...inside } = readStatus().environments[0]?.inside ?? {};
      expect(inside).toMatchObject({ digest, user: 1000, git: false, nbgitpuller: false, jupyter: false });
      expect(packages).toMatchObject({
        nbclient: expect.stringMatching(/^\d/),
        ipykernel: expect.anything(),
      });
      expect(await engine.listContainers()).toEqual([]);
      expect(await engine.listImages()).toEqual([`${registry.host}/py@${digest}`]);
    });

    test('runs nothing a second time for the same image and commit', async () => {
      const before = readStatus();
      const names = ['environments/py', 'course/fails.ipynb', 'course/sound.ipynb'];
      const run = await verify(...LIMITS, '--keep-outputs', ...names);
      expect(run.stdout).toContain('2 ran to the end, 1 did not.');
      expect(readStatus()).toEqual(before);
    });

    test('names what it knows of the same image and commit after earlier versions and editions', async () => {
      const run = await verify(...LIMITS, '--all-versions', '--format', 'json', 'course/sound.ipynb');
      const { results } = JSON.parse(run.stdout) as { results: { edition?: string; run: { tag: string } }[] };
      expect(results.map(({ edition, run: { tag } }) => [edition, tag])).toEqual([
        [undefined, 'v1'],
        [undefined, 'v0'],
        ['spring', 'v0'],
      ]);
      const status = readStatus();
      expect(status.contents.find(({ edition }) => edition === 'spring')?.verified).toHaveLength(1);
      expect(status.environments.map(({ tag, inside }) => [tag, inside?.digest])).toEqual([
        ['v1', digest],
        ['v0', digest],
      ]);
    });

    test('ends a notebook that never ends', async () => {
      const run = await verify('--timeout', '5', 'course/never.ipynb');
      expect(run.exitCode).toBe(1);
      expect(run.stdout).toMatch(/^verify\/timed-out {2}course\/never\.ipynb/);
      expect(run.stdout).toContain('did not finish within 5 seconds');
      expect(await engine.listContainers()).toEqual([]);
    });

    test('finds the version of the environment that broke a notebook', async () => {
      // Among three commits and two versions; the first of these is there already.
      const tides = (level: number) =>
        notebook(`import os\nassert os.environ.get("TIDE_TABLE") is None, ${level}`);
      const dates = ['2026-10-20T12:00:00Z', '2026-11-02T12:00:00Z', '2026-11-08T12:00:00Z'];
      const commits = dates.map((date, level) => ({ date, files: { 'tides.ipynb': tides(level) } }));
      createTestRepository(join(folder.path, 'served'), 'bisected').commitAll('main', commits);
      const broken = await pushJupyterImage(registry, 'py', 'v2', {
        created: '2026-11-05T12:00:00Z',
        variables: ['TIDE_TABLE=2'],
      });
      const catalogue = join(folder.path, 'bisected');
      mkdirSync(catalogue);
      writeFileSync(
        join(catalogue, 'catalog.yaml'),
        `version: 1
site: {title: Course, url: "https://course.example/"}
hubs: {class: {type: jupyterhub, url: "https://hub.example.org", environments: [py]}}
environments:
  py: {image: ${registry.host}/py, tag: v2, digest: ${broken}, earlier: [{tag: v1, digest: ${digest}}]}
content:
  course: {title: Course, repository: "${server.url}/bisected", branch: main, environment: py}
`,
      );
      const args = ['bisect', ...LIMITS, '--content', catalogue, 'course/tides.ipynb'];
      const run = await runHere(args, { variables: variables(), workFolder: folder.path });
      expect(run.stdout).toMatch(
        /^tides\.ipynb was broken by the bump of py from v1 to v2\. It last ran at [0-9a-f]{10} .*in py v1\. 4 runs\.$/m,
      );
      expect(run.exitCode).toBe(0);
      expect(await engine.listContainers()).toEqual([]);
    });

    test('shares the work among machines', async () => {
      const shards = ['1/2', '2/2'];
      for (const [index, shard] of shards.entries()) {
        await verify(
          ...LIMITS,
          '--keep-outputs',
          '--shard',
          shard,
          '--out',
          `parts/shard-${index}.json`,
          'course/fails.ipynb',
          'course/sound.ipynb',
        );
      }
      const run = await verify(
        '--results',
        'parts/shard-0.json',
        'parts/shard-1.json',
        '--out',
        'merged/all.json',
      );
      expect(run.stdout).toContain('1 ran to the end, 1 did not.');
      const merged = JSON.parse(readFileSync(join(folder.path, 'merged/all.json'), 'utf8'));
      const { verified } = merged.contents[0];
      expect(verified).toHaveLength(2);
      const [digest] = verified.flatMap((row: VerifiedNotebook) => row.outputs?.digest ?? []);
      expect(readOutputs(digest, 'merged')).toHaveLength(1);
      const damaged = await verify('--results', 'catalog.yaml', '--out', 'other.json');
      expect(damaged.exitCode).toBe(2);
      expect(damaged.stderr).toContain(
        '"catalog.yaml" is missing, or holds something else than a shard wrote.',
      );
    });
  },
);
