import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStatus } from '../../src/core/health/parse-status.ts';
import type { Status } from '../../src/core/health/types.ts';
import { runCommandHere } from './command-line.ts';
import { createTestRepository, type TestRepository, writeInsteadOfConfig } from './git-repository.ts';
import { type GitServer, startGitServer } from './git-server.ts';
import { startHttpServer, type TestServer } from './http-server.ts';
import { startRegistry, type TestRegistry } from './registry.ts';
import type { CommandResult } from './site.ts';
import { createTemporaryFolder } from './temporary.ts';

/** A hub that says what it is and that it is well, or not. */
export interface TestHub extends TestServer {
  readonly requests: readonly string[];
  isWell: boolean;
  kind: 'binderhub' | 'jupyterhub';
}

/** Everything a catalogue depends on, on this machine: registry, git, two hubs, and the catalogue itself. */
export interface NightWorld extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly git: GitServer;
  readonly binder: TestRepository;
  readonly content: TestRepository;
  readonly binderHub: TestHub;
  readonly classHub: TestHub;
  /** Digest of `course/env:v1`. */
  readonly digest: string;
  readonly image: string;
  readonly statusFile: string;
  readonly folder: string;
  /** Writes the manifest again, with some of its text replaced. */
  writeManifest(...replacements: readonly (readonly [string, string])[]): Promise<void>;
  /** `slipway nightly`, with an environment of its own. */
  run(...args: string[]): Promise<CommandResult>;
  /** `slipway nightly merge`, in the same environment. */
  merge(...args: string[]): Promise<CommandResult>;
  readStatus(file?: string): Promise<Status>;
  /** From now on repositories are fetched from `git`, and not from its folder by the same addresses. */
  fetchOverHttp(): void;
  stop(): Promise<void>;
}

/** @param shared a registry that keeps running afterwards */
export async function startNightWorld(shared?: TestRegistry): Promise<NightWorld> {
  const folder = await createTemporaryFolder('night');
  const repositories = join(folder.path, 'repositories');
  const contentFolder = join(folder.path, 'content');
  await mkdir(contentFolder, { recursive: true });
  const [registry, git] = await Promise.all([shared ?? startRegistry(), startGitServer(repositories)]);
  const [binderHub, classHub] = [await startHub('binderhub'), await startHub('jupyterhub')];
  const image = `${registry.host}/course/env`;
  const digest = await registry.push('course/env', 'v1');
  await registry.push('course/env', 'v0', { kind: 'image', image: { text: 'older' } });
  const binder = createTestRepository(repositories, 'binder.git');
  binder.commit('main', { Dockerfile: `FROM ${image}:v1\n` });
  binder.commit('v0', { Dockerfile: `FROM ${image}:v0\n` });
  const content = createTestRepository(repositories, 'tutorials.git');
  content.commit('spring', { 'welcome.ipynb': '{}' });
  content.commit('main', { 'welcome.ipynb': '{}', 'deep/a b#c?.ipynb': '{}', 'README.md': 'hello' });

  const manifest = `version: 1
site: {title: Night, url: "https://night.example.org/", language: en}
hubs:
  binder: {type: binderhub, url: "http://${binderHub.host}", title: Binder}
  class: {type: jupyterhub, url: "http://${classHub.host}/hubs", title: Class hub, environments: [env]}
environments:
  env:
    title: Env
    image: ${image}
    tag: v1
    digest: ${digest}
    binder: {repository: "${git.url}/binder.git", ref: main}
    earlier:
      - {tag: v0, binder: {repository: "${git.url}/binder.git", ref: v0}}
  other:
    title: Other
    image: ${image}
    tag: v1
content:
  tutorials:
    title: Tutorials
    repository: ${git.url}/tutorials.git
    branch: main
    environment: env
    notebooks: {welcome.ipynb: {title: Welcome}}
    editions:
      spring: {label: Spring, branch: spring, tag: v0}
`;
  const writeManifest = async (...replacements: readonly (readonly [string, string])[]) => {
    const text = replacements.reduce((before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`The manifest has no ${from}`);
      return before.replace(from, to);
    }, manifest);
    await writeFile(join(contentFolder, 'catalog.yaml'), text);
  };
  await writeManifest();

  const statusFile = join(contentFolder, 'status.json');
  // A fetch over HTTP takes twice the processes.
  const folderConfig = writeInsteadOfConfig(join(folder.path, 'gitconfig'), `${git.url}/`, repositories);
  const environment = {
    SLIPWAY_CONTENT: contentFolder,
    SLIPWAY_CACHE: join(folder.path, 'cache'),
    GITHUB_STEP_SUMMARY: join(folder.path, 'summary.md'),
    HOME: folder.path,
    DOCKER_CONFIG: folder.path,
    GIT_CONFIG_GLOBAL: folderConfig,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const stop = async () => {
    await Promise.all([
      shared === undefined && registry.stop(),
      git.stop(),
      binderHub.stop(),
      classHub.stop(),
    ]);
    await folder.remove();
  };
  return {
    registry,
    git,
    binder,
    content,
    binderHub,
    classHub,
    digest,
    image,
    statusFile,
    folder: folder.path,
    writeManifest,
    fetchOverHttp() {
      environment.GIT_CONFIG_GLOBAL = '/dev/null';
    },
    run: (...args) => runCommandHere('nightly', args, environment),
    merge: (...args) => runCommandHere('nightly merge', args, environment),
    async readStatus(file = statusFile) {
      const status = parseStatus(await readFile(file, 'utf8'));
      if (!status.ok) throw new Error(status.failure.message);
      return status.value;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Well, below any path or `/hubs`. */
export async function startHub(kind: TestHub['kind']): Promise<TestHub> {
  const requests: string[] = [];
  const state = { kind, isWell: true };
  const server = await startHttpServer((request, response) => {
    const path = (request.url ?? '/').replace(/^\/hubs/, '');
    requests.push(path);
    if (!state.isWell) response.writeHead(502).end('Bad gateway');
    else if (state.kind === 'binderhub' && path === '/versions') response.end('{"binderhub": "1.0.0"}');
    else if (state.kind === 'binderhub' && path === '/health') response.end('{"ok": true, "checks": []}');
    else if (state.kind === 'jupyterhub' && path === '/hub/api/') response.end('{"version": "5.4.4"}');
    else if (state.kind === 'jupyterhub' && path === '/hub/health') response.end();
    else response.writeHead(404).end('<h1>404</h1>');
  });
  return {
    ...server,
    requests,
    get isWell() {
      return state.isWell;
    },
    set isWell(isWell) {
      state.isWell = isWell;
    },
    get kind() {
      return state.kind;
    },
    set kind(next) {
      state.kind = next;
    },
  };
}

/** The status as a nightly check some days earlier would have left it. */
export function moveBack(status: Status, days: number): Status {
  const shift = (_: string, value: unknown) => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value)) return value;
    const moved = new Date(Date.parse(value) - days * 86_400_000).toISOString();
    return value.length === 10 ? moved.slice(0, 10) : moved;
  };
  const parsed = parseStatus(JSON.stringify(status, shift));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}
