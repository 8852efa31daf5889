import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseStatus } from '../../src/core/health/parse-status.ts';
import type { Status } from '../../src/core/health/types.ts';
import { CORPUS } from '../support/corpus.ts';
import { createTestRepository, type TestRepository } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { startHttpServer, type TestServer } from '../support/http-server.ts';
import { moveBack, startHub, type TestHub } from '../support/night-world.ts';
import { type PipelineSource, runPipeline } from '../support/pipeline-run.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import type { Runner } from '../support/runner-machine.ts';
import { type CommandResult, listFiles, runCommand } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { type JobResult, runWorkflow, type WorkflowRun } from '../support/workflow-run.ts';

const MIRRORS = join(CORPUS, 'mirrors.sh');
const IS_WITH_CORPUS = process.env.SLIPWAY_NEW_CATALOGUE === 'all';

const makeNotebook = (title: string) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } },
    cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: `# ${title}` }],
  });

/** Repositories of notebooks that a new catalogue shows. */
interface GivenContents {
  readonly addresses: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Id in the manifest → number of notebooks. */
  readonly counts: Readonly<Record<string, number>>;
  /** Gives every notebook another name. */
  rename?(): void;
  stop(): Promise<void>;
}

async function startOwnContents(folder: string): Promise<GivenContents> {
  const repositories = join(folder, 'repositories');
  const git: GitServer = await startGitServer(repositories);
  const tides: TestRepository = createTestRepository(repositories, 'tides.git');
  tides.commit('main', {
    'README.md': '# Tides of the sea\n',
    'lessons/ebb.ipynb': makeNotebook('Ebb'),
    'lessons/flood.ipynb': makeNotebook('Flood'),
  });
  const stars = createTestRepository(repositories, 'night-sky.git', 'trunk');
  stars.commit('trunk', { 'stars.ipynb': makeNotebook('Stars') });
  return {
    addresses: [`${git.url}/tides.git`, `${git.url}/night-sky.git`],
    environment: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    counts: { tides: 2, 'night-sky': 1 },
    rename() {
      tides.commit('main', {
        'lessons/ebb.ipynb': null,
        'lessons/flood.ipynb': null,
        'lessons/low.ipynb': makeNotebook('Low water'),
        'lessons/high.ipynb': makeNotebook('High water'),
      });
      stars.commit('trunk', { 'stars.ipynb': null, 'suns.ipynb': makeNotebook('Suns') });
    },
    stop: () => git.stop(),
  };
}

async function startCorpusContents(folder: string): Promise<GivenContents> {
  const mirrors = join(folder, 'mirrors');
  execFileSync('bash', [MIRRORS, mirrors], { stdio: 'ignore' });
  return {
    addresses: [
      'https://github.com/OGGM/oggm-edu-notebooks',
      'https://github.com/jakevdp/WhirlwindTourOfPython/tree/master',
    ],
    environment: { GIT_CONFIG_GLOBAL: join(mirrors, 'gitconfig') },
    counts: { 'oggm-edu-notebooks': 14, whirlwindtourofpython: 19 },
    stop: () => Promise.resolve(),
  };
}

/** The steps of a new catalogue's first weeks, each after the one before. */
function describeFirstWeeks(startContents: (folder: string) => Promise<GivenContents>): void {
  let folder: TemporaryFolder;
  let contents: GivenContents;
  let registry: TestRegistry;
  let digest: string;
  let hub: TestHub;
  let site: TestServer;
  let runner: Runner;
  let written: CommandResult;
  let given: readonly string[];
  const place = (path: string) => join(folder.path, path);
  const ids = () => Object.keys(contents.counts);

  /** A commit: the catalogue with a manifest that was changed. */
  const change = (
    name: string,
    edit: (manifest: ReturnType<typeof parseDocument>) => void,
    original = 'course',
  ) => {
    cpSync(place(original), place(name), { recursive: true });
    const manifest = parseDocument(readFileSync(place(`${original}/catalog.yaml`), 'utf8'));
    edit(manifest);
    writeFileSync(place(`${name}/catalog.yaml`), String(manifest));
    return place(name);
  };
  /** What a run printed, where its outcome was not the expected one. */
  const expectJobs = ({ jobs, commands }: WorkflowRun, expected: Partial<Record<string, JobResult>>) => {
    const said = commands.map(({ job, command, output }) => `${job}: ${command}\n${output}`).join('\n');
    expect(jobs, said).toEqual({
      check: 'skipped',
      'binder-refs': 'skipped',
      plan: 'skipped',
      shard: 'skipped',
      verify: 'skipped',
      site: 'skipped',
      deploy: 'skipped',
      'keep-enabled': 'skipped',
      ...expected,
    });
  };
  const fetchText = async (path: string) => {
    const response = await fetch(new URL(path, site.url));
    return { status: response.status, text: await response.text() };
  };
  const readCatalog = async () =>
    JSON.parse((await fetchText('catalog.json')).text) as {
      readonly notebooks: readonly { readonly content: string; readonly permalink: string }[];
    };
  const readStatus = async (): Promise<Status> => {
    const status = parseStatus((await fetchText('status.json')).text);
    if (!status.ok) throw new Error(status.failure.message);
    return status.value;
  };
  /** The published night becomes that of yesterday. */
  const sleep = async () => {
    const status = moveBack(await readStatus(), 1);
    writeFileSync(join(runner.publishedFolder, 'status.json'), JSON.stringify(status));
  };

  beforeAll(async () => {
    folder = await createTemporaryFolder('new');
    contents = await startContents(folder.path);
    registry = await startRegistry();
    hub = await startHub('jupyterhub');
    digest = await registry.push('course/python', '2026.1');
    const publishedFolder = place('published');
    site = await startHttpServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const file = join(publishedFolder, pathname, pathname.endsWith('/') ? 'index.html' : '');
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end('<!doctype html>Not found');
    });
    const environment = { ...contents.environment, HOME: folder.path, DOCKER_CONFIG: folder.path };
    runner = { folder: place('runner'), publishedFolder, environment };
    const answers = {
      title: 'Sea & sky: an “introduction”',
      url: site.url.href,
      repository: 'https://github.com/me/course',
      image: `${registry.host}/course/python:2026.1`,
      hub: `http://${hub.host}`,
    };
    given = [
      '--yes',
      ...Object.entries(answers).flatMap(([name, value]) => [`--${name}`, value]),
      '--content',
      ...contents.addresses,
    ];
    written = await runCommand('new catalogue', [place('course'), ...given], environment);
    expect(written).toMatchObject({ exitCode: 0 });
  });
  afterAll(async () => {
    await Promise.all([registry?.stop(), hub?.stop(), site?.stop(), contents?.stop()]);
    await folder?.remove();
  });

  it('is six files: nothing of Slipway is there, and no test that could fail', async () => {
    expect(await listFiles(place('course'))).toEqual([
      '.github/workflows/catalogue.yml',
      '.gitignore',
      'README.md',
      'catalog.yaml',
      'package.json',
      'renovate.json',
    ]);
    expect(JSON.parse(readFileSync(place('course/package.json'), 'utf8'))).toMatchObject({
      scripts: expect.not.objectContaining({ test: expect.anything() }),
    });
    for (const [id, count] of Object.entries(contents.counts)) {
      expect(parseDocument(readFileSync(place('course/catalog.yaml'), 'utf8')).hasIn(['content', id])).toBe(
        true,
      );
      expect(written.stderr).toContain(`: ${count} notebook`);
    }
  });

  it('pins what the tag of its image holds', () => {
    const manifest = parseDocument(readFileSync(place('course/catalog.yaml'), 'utf8'));
    expect(manifest.getIn(['environments', 'main', 'digest'])).toBe(digest);
  });

  it('is not run before its lock file is committed, and says so in its first step', async () => {
    expectJobs(await runWorkflow(place('course'), 'pull_request', runner), { check: 'failure' });
    writeFileSync(place('course/package-lock.json'), '{"lockfileVersion": 3}\n');
  });

  it('may change every id, title and notebook', async () => {
    contents.rename?.();
    const changed = change('changed', (manifest) => {
      manifest.setIn(['site', 'title'], 'Altogether different');
      manifest.setIn(['environments', 'other'], manifest.getIn(['environments', 'main']));
      manifest.deleteIn(['environments', 'main']);
      manifest.setIn(['hubs', 'class'], manifest.getIn(['hubs', 'hub']));
      manifest.setIn(['hubs', 'class', 'environments'], ['other']);
      manifest.deleteIn(['hubs', 'hub']);
      for (const id of ids()) {
        manifest.setIn(['content', `new-${id}`], manifest.getIn(['content', id]));
        manifest.setIn(['content', `new-${id}`, 'title'], `New ${id}`);
        manifest.setIn(['content', `new-${id}`, 'environment'], 'other');
        manifest.deleteIn(['content', id]);
      }
    });
    const run = await runWorkflow(changed, 'pull_request', runner);
    expectJobs(run, { check: 'success' });
    expect(run.commands.at(-1)?.output).toContain('taken as the first publication');
  });

  it('is published by the first push, when nothing has been published', async () => {
    expectJobs(await runWorkflow(place('course'), 'push', runner), {
      'binder-refs': 'success',
      site: 'success',
      deploy: 'success',
    });
    expect(await fetchText('')).toMatchObject({
      status: 200,
      text: expect.stringContaining('Sea &amp; sky: an “introduction”'),
    });
    const { notebooks } = await readCatalog();
    for (const [id, count] of Object.entries(contents.counts))
      expect(notebooks.filter(({ content }) => content === id)).toHaveLength(count);
  });

  it('accepts a pull request that keeps the addresses, and refuses one that would lose some', async () => {
    const kept = change('kept', (manifest) => manifest.setIn(['site', 'title'], 'Sea and sky'));
    expectJobs(await runWorkflow(kept, 'pull_request', runner), { check: 'success' });
    const [first = '', second = ''] = ids();
    const lost = change('lost', (manifest) => manifest.deleteIn(['content', second]));
    const run = await runWorkflow(lost, 'pull_request', runner);
    expectJobs(run, { check: 'failure' });
    const { output = '' } = run.commands.at(-1) ?? {};
    expect(output).toMatch(
      new RegExp(`^::error file=catalog\\.yaml,line=\\d+,.*title=id/content-vanished::.*"${second}"`, 'm'),
    );
    expect(output).not.toContain(`  ${first}/`);
    expect(output).toContain(`  ${second}/`);
  });

  it('walks a night, with what is published as its memory', async () => {
    const run = await runWorkflow(place('course'), 'schedule', runner);
    expectJobs(run, { plan: 'success', site: 'success', deploy: 'success', 'keep-enabled': 'success' });
    expect(run.summary).toContain('| 1 | 0 | 0 | 0 |');
    expect(run.commands.at(-1)?.output).toContain('repos/me/course/actions/workflows/catalogue.yml/enable');
    const { environments, contents: rows, hubs } = await readStatus();
    for (const row of [...environments, ...rows, ...hubs]) {
      expect(row.reasons).toEqual([]);
      expect(row.history.map(({ verdict }) => verdict)).toEqual(['ok']);
    }
    expect(rows.map(({ id }) => id)).toEqual(ids());
  });

  it('remembers the first night in the second, which several machines share', async () => {
    await sleep();
    const before = (await readCatalog()).notebooks.map(({ permalink }) => permalink);
    const large = change('large', (manifest) =>
      manifest.setIn(
        ['environments', 'main', 'earlier'],
        Array.from({ length: 260 }, (_, index) => ({ tag: `2025.${index + 1}` })),
      ),
    );
    hub.isWell = false;
    const run = await runWorkflow(large, 'schedule', runner);
    expectJobs(run, {
      plan: 'success',
      shard: 'success',
      site: 'success',
      deploy: 'success',
      'keep-enabled': 'success',
    });
    const shards = run.commands.filter(({ job, command }) => job === 'shard' && command.includes('nightly'));
    expect(shards).toHaveLength(2);
    const { environments, hubs } = await readStatus();
    expect(environments).toHaveLength(261);
    expect(environments[0]?.history.map(({ verdict }) => verdict)).toEqual(['ok', 'ok']);
    expect(hubs[0]?.history.map(({ verdict }) => verdict)).toEqual(['ok', 'unknown']);
    expect((await readCatalog()).notebooks.map(({ permalink }) => permalink)).toEqual(before);
  });

  it('shows the last night after a push, too', async () => {
    const night = await readStatus();
    expectJobs(await runWorkflow(place('course'), 'push', runner), {
      'binder-refs': 'success',
      site: 'success',
      deploy: 'success',
    });
    const { checked_at: at, hubs } = await readStatus();
    expect(at).toBe(night.checked_at);
    expect(hubs[0]?.history).toHaveLength(2);
  });

  it('goes on where it was when it moves to GitLab', async () => {
    const moved = { ...runner, folder: place('gitlab-runner') };
    const run = (folder: string, source: PipelineSource) => runPipeline(place(folder), source, moved);
    const wrote = await runCommand(
      'new catalogue',
      [place('gitlab'), '--ci', 'gitlab', ...given],
      runner.environment,
    );
    expect(wrote).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('.gitlab-ci.yml') });
    expect((await run('gitlab', 'merge_request_event')).jobs).toEqual({ check: false });
    writeFileSync(place('gitlab/package-lock.json'), '{"lockfileVersion": 3}\n');
    const before = (await readCatalog()).notebooks.map(({ permalink }) => permalink);

    const [, second = ''] = ids();
    change('gitlab-lost', (manifest) => manifest.deleteIn(['content', second]), 'gitlab');
    const lost = await run('gitlab-lost', 'merge_request_event');
    expect(lost.jobs).toEqual({ check: false });
    expect(lost.commands.at(-1)?.output).toMatch(/catalog\.yaml:\d+:\d+ - error id\/content-vanished/);
    const refused = await run('gitlab-lost', 'push');
    expect(refused.jobs).toEqual({ pages: false });
    const kept = await run('gitlab', 'merge_request_event');
    expect(kept.jobs, kept.commands[0]?.output).toEqual({ check: true });

    change('gitlab-changed', (manifest) => manifest.setIn(['site', 'title'], 'Moved'), 'gitlab');
    const pushed = await run('gitlab-changed', 'push');
    expect(pushed.jobs, pushed.commands[0]?.output).toEqual({ pages: true });
    expect((await fetchText('')).text).toContain('Moved');
    expect((await readCatalog()).notebooks.map(({ permalink }) => permalink)).toEqual(before);
    expect((await readStatus()).hubs[0]?.history).toHaveLength(2);

    await sleep();
    hub.isWell = true;
    const night = await run('gitlab-changed', 'schedule');
    expect(night.jobs, night.commands[0]?.output).toEqual({ night: true });
    expect((await readStatus()).hubs[0]?.history.map(({ verdict }) => verdict)).toEqual([
      'ok',
      'unknown',
      'ok',
    ]);
  });
}

describeWith(['docker-registry', 'git'], 'a new catalogue and its workflow, over two repositories', () =>
  describeFirstWeeks(startOwnContents),
);

describe.skipIf(!IS_WITH_CORPUS || !existsSync(MIRRORS))(
  'a new catalogue of public notebooks (needs ../shared, and SLIPWAY_NEW_CATALOGUE=all)',
  () => describeFirstWeeks(startCorpusContents),
);
