import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGitClient } from '../../src/io/git/client.ts';
import type { GitClient, Snapshot } from '../../src/io/git/types.ts';
import {
  createTestRepository,
  removeRepository,
  type TestRepository,
  testGitEnvironment,
  writeInsteadOfConfig,
} from '../support/git-repository.ts';
import { type GitServer, type GitServerOptions, startGitServer } from '../support/git-server.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** What `server` serves, without a server: for what becomes of the cache, it takes half the processes. */
const FOLDER_URL = 'https://git.example.org';

let folder: TemporaryFolder;
let server: GitServer;
let repository: TestRepository;
let gitConfig: string;
let client: GitClient;
const servers: GitServer[] = [];

beforeEach(async () => {
  folder = await createTemporaryFolder('git-cache');
  repository = createTestRepository(`${folder.path}/served`, 'course');
  repository.commit('main', { 'a.ipynb': 'first', 'b.ipynb': 'other' });
  gitConfig = writeInsteadOfConfig(`${folder.path}/gitconfig`, `${FOLDER_URL}/`, `${folder.path}/served`);
  server = await start();
  client = createClient();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((running) => running.stop()));
  await folder.remove();
});

async function start(options: GitServerOptions = {}): Promise<GitServer> {
  const started = await startGitServer(`${folder.path}/served`, options);
  servers.push(started);
  return started;
}

const createClient = (options: Partial<Parameters<typeof createGitClient>[0]> = {}) =>
  createGitClient({ cacheDir: `${folder.path}/cache`, env: testGitEnvironment(gitConfig), ...options });

async function fetchOrThrow(git = client, ref = 'main', url = server.url): Promise<Snapshot> {
  const snapshot = await git.fetchSnapshot(`${url}/course`, ref);
  if (!snapshot.ok) throw new Error(snapshot.failure.message);
  return snapshot.value;
}

async function readAll(snapshot: Snapshot, git = client): Promise<Record<string, string>> {
  const files = await git.listFiles(snapshot);
  if (!files.ok) throw new Error(files.failure.message);
  const read = await git.readFiles(snapshot, files.value, 1e6);
  return Object.fromEntries(
    [...read].map(([path, result]) => [path, result.ok ? result.value.toString() : result.failure.code]),
  );
}

describe('a remote that is unchanged or moves on', () => {
  test('an unchanged branch costs a list of refs, a known commit nothing', async () => {
    const { commit } = await fetchOrThrow();
    await fetchOrThrow(client, commit);
    const before = server.requests.length;
    await fetchOrThrow(createClient());
    const requests = server.requests.slice(before);
    expect(requests.filter((request) => request.startsWith('GET '))).toHaveLength(1);
    expect(requests.length).toBeLessThanOrEqual(2);
    const settled = server.requests.length;
    await fetchOrThrow(createClient(), commit);
    expect(server.requests).toHaveLength(settled);
  });

  test('a new commit, and a history written anew', async () => {
    await readAll(await fetchOrThrow());
    repository.commit('main', { 'a.ipynb': 'second' });
    expect(await readAll(await fetchOrThrow())).toEqual({ 'a.ipynb': 'second', 'b.ipynb': 'other' });
    repository.commit('fresh', { 'c.ipynb': 'third' });
    repository.git('update-ref', 'refs/heads/main', 'refs/heads/fresh');
    expect(await readAll(await fetchOrThrow())).toEqual({ 'c.ipynb': 'third' });
  });

  test('two refs at once share one repository', async () => {
    repository.commit('other', { 'x.ipynb': 'x' });
    const [main, other, again] = await Promise.all([
      fetchOrThrow(),
      fetchOrThrow(client, 'other'),
      fetchOrThrow(),
    ]);
    expect(new Set([main.gitDir, other.gitDir, again.gitDir]).size).toBe(1);
    expect(await readAll(main)).toHaveProperty(['a.ipynb'], 'first');
    expect(await readAll(other)).toEqual({ 'x.ipynb': 'x' });
  });
});

describe('when the far end fails', () => {
  test('an earlier fetch stands in, and says so', async () => {
    const fresh = await fetchOrThrow();
    await readAll(fresh);
    await server.stop();
    const cached = await fetchOrThrow(createClient());
    expect(cached).toMatchObject({
      commit: fresh.commit,
      isFromCache: true,
      failure: { code: 'git/unreachable' },
    });
    expect(await readAll(cached)).toEqual({ 'a.ipynb': 'first', 'b.ipynb': 'other' });
    expect(await client.fetchSnapshot(`${server.url}/course`, 'never-seen')).toMatchObject({
      ok: false,
      failure: { code: 'git/unreachable' },
    });
  });

  test('a file that was never read is a failure of its own', async () => {
    await fetchOrThrow();
    await server.stop();
    const offline = createClient({ isOffline: true });
    const cached = await fetchOrThrow(offline);
    expect(cached.isFromCache).toBe(true);
    expect(await readAll(cached, offline)).toEqual({
      'a.ipynb': 'git/unreachable',
      'b.ipynb': 'git/unreachable',
    });
  });

  test('the default branch was renamed: the old name stands in, the sentence names the new one', async () => {
    await fetchOrThrow();
    repository.git('branch', '-m', 'main', 'trunk');
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
    expect(await fetchOrThrow()).toMatchObject({
      isFromCache: true,
      failure: { code: 'git/ref-missing', message: expect.stringContaining('"trunk"') },
    });
  });

  test('the repository was removed', async () => {
    await fetchOrThrow();
    removeRepository(repository);
    expect(await fetchOrThrow()).toMatchObject({
      isFromCache: true,
      failure: { code: 'git/repository-missing' },
    });
  });
});

describe('a damaged cache is made again', () => {
  const damages: readonly (readonly [string, (gitDir: string) => void])[] = [
    ['packs lost', (gitDir) => rmSync(join(gitDir, 'objects', 'pack'), { recursive: true })],
    [
      'an empty folder',
      (gitDir) => {
        rmSync(gitDir, { recursive: true });
        mkdirSync(gitDir);
      },
    ],
    ['HEAD cut off', (gitDir) => writeFileSync(join(gitDir, 'HEAD'), '')],
    ['a configuration that is none', (gitDir) => writeFileSync(join(gitDir, 'config'), '[[[')],
    [
      'locks of a process that was killed',
      (gitDir) => {
        writeFileSync(join(gitDir, 'shallow.lock'), '');
        writeFileSync(join(gitDir, 'objects', 'pack', 'tmp_pack_1'), 'x');
        writeFileSync(`${gitDir}.lock`, '999999999');
      },
    ],
    [
      'a copy that was half made',
      (gitDir) => {
        rmSync(gitDir, { recursive: true });
        mkdirSync(`${gitDir}.new-1`);
      },
    ],
  ];

  test.each(damages)('%s', async (_, damage) => {
    const { gitDir } = await fetchOrThrow(client, 'main', FOLDER_URL);
    damage(gitDir);
    repository.commit('main', { 'a.ipynb': 'second' });
    const snapshot = await fetchOrThrow(createClient(), 'main', FOLDER_URL);
    expect(snapshot.isFromCache).toBe(false);
    expect(await readAll(snapshot, createClient())).toEqual({ 'a.ipynb': 'second', 'b.ipynb': 'other' });
    expect(readdirSync(`${folder.path}/cache/git`)).toHaveLength(1);
  });

  test('the cache folder cannot be written', async () => {
    writeFileSync(`${folder.path}/cache`, 'a file');
    expect(await client.fetchSnapshot(`${server.url}/course`, 'main')).toMatchObject({
      ok: false,
      failure: { code: 'git/failed', message: expect.stringContaining('SLIPWAY_CACHE') },
    });
  });
});

test('two processes at once', async () => {
  const script = `
    const { createGitClient } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/io/git/client.ts'))});
    const client = createGitClient({ cacheDir: process.argv[1], env: process.env });
    for (const ref of ['main', 'one', 'two']) {
      const snapshot = await client.fetchSnapshot(process.argv[2], ref);
      if (!snapshot.ok || snapshot.value.isFromCache) throw new Error(JSON.stringify(snapshot));
      const files = await client.listFiles(snapshot.value);
      const read = await client.readFiles(snapshot.value, files.value, 1e6);
      if (![...read.values()].every((file) => file.ok)) throw new Error(JSON.stringify([...read]));
    }`;
  repository.commit('one', { 'x.ipynb': 'x' });
  repository.commit('two', { 'y.ipynb': 'y' });
  const runs = Array.from({ length: 3 }, () => {
    const args = ['--input-type=module', '-e', script, `${folder.path}/cache`, `${server.url}/course`];
    const child = spawn(process.execPath, args, {
      env: testGitEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    return new Promise<string>((resolve) =>
      child.on('close', (status) => resolve(status === 0 ? '' : errors)),
    );
  });
  expect(await Promise.all(runs)).toEqual(['', '', '']);
  expect(readdirSync(`${folder.path}/cache/git`)).toHaveLength(1);
});

describe('servers of other kinds', () => {
  const kinds: readonly (readonly [string, GitServerOptions, boolean])[] = [
    ['without filters', {}, false],
    ['of the first protocol', { hasProtocol2: false }, true],
    ['of the first protocol, without filters', { hasProtocol2: false }, false],
    ['of plain files', { answer: () => 'dumb' }, false],
  ];
  test.each(kinds)('%s', async (_, options, hasFilter) => {
    repository.git('config', 'uploadpack.allowFilter', String(hasFilter));
    repository.git('update-server-info');
    const other = await start(options);
    const snapshot = await fetchOrThrow(client, 'main', other.url);
    expect(await readAll(snapshot)).toEqual({ 'a.ipynb': 'first', 'b.ipynb': 'other' });
    expect((await client.readChangeTimes(snapshot)).size).toBe(2);
    expect(execFileSync('git', [`--git-dir=${snapshot.gitDir}`, 'count-objects', '-v']).toString()).toContain(
      'count',
    );
  });
});
