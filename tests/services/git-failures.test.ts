import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGitClient } from '../../src/io/git/client.ts';
import { createTestRepository, testGitEnvironment, writeInsteadOfConfig } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

let folder: TemporaryFolder;
let server: GitServer;
let served: string;

beforeAll(async () => {
  folder = await createTemporaryFolder('git-failures');
  served = `${folder.path}/served`;
  server = await startGitServer(served, {
    answer(path, request) {
      if (path.startsWith('/private/')) {
        const expected = `Basic ${Buffer.from('reader:s3cret').toString('base64')}`;
        return request.headers.authorization === expected ? undefined : 401;
      }
      if (path.startsWith('/hang/')) return 'hang';
      if (path.startsWith('/drip/')) return 'drip';
      const status = /^\/status\/(\d+)\//u.exec(path)?.[1];
      return status === undefined ? undefined : Number(status);
    },
  });
  createTestRepository(served, 'plain').commit('main', { 'a.ipynb': '{}' });
  createTestRepository(served, 'private/course').commit('main', { 'a.ipynb': '{}' });
  createTestRepository(served, 'empty');
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const createClient = (name: string, options: Partial<Parameters<typeof createGitClient>[0]> = {}) =>
  createGitClient({ cacheDir: `${folder.path}/cache-${name}`, env: testGitEnvironment(), ...options });

describe('what the far end says', () => {
  test.each([
    ['/missing', 'main', 'git/repository-missing'],
    ['/private/course', 'main', 'git/repository-missing'],
    ['/status/401/x', 'main', 'git/repository-missing'],
    ['/status/403/x', 'main', 'git/unreachable'],
    ['/status/404/x', 'main', 'git/repository-missing'],
    ['/status/429/x', 'main', 'git/unreachable'],
    ['/status/500/x', 'main', 'git/unreachable'],
    ['/status/503/x', 'main', 'git/unreachable'],
    ['/status/200/x', 'main', 'git/unreachable'],
    ['/empty', 'main', 'git/empty'],
    ['/plain', 'gone', 'git/ref-missing'],
    ['/plain', '1234567890123456789012345678901234567890', 'git/ref-missing'],
  ])('%s at %s is %s', async (path, ref, code) => {
    const result = await createClient('codes').fetchSnapshot(server.url + path, ref);
    expect(result).toMatchObject({ ok: false, failure: { code } });
    if (!result.ok) expect(result.failure.message).toMatch(/^[^\n]+[.)]$/u);
  });

  test.each([
    ['a host that does not exist', 'https://slipway.invalid/a/b'],
    ['nobody listens', 'http://127.0.0.1:9/a/b'],
  ])('%s', async (_, address) => {
    expect(await createClient('network').listRefs(address)).toMatchObject({
      ok: false,
      failure: { code: 'git/unreachable' },
    });
  });

  test('no TLS where TLS is expected', async () => {
    expect(
      await createClient('tls').listRefs(`${server.url.replace('http:', 'https:')}/plain`),
    ).toMatchObject({ ok: false, failure: { code: 'git/unreachable' } });
  });

  test('an empty repository has no refs', async () => {
    expect(await createClient('empty').listRefs(`${server.url}/empty`)).toEqual({
      ok: true,
      value: { branches: new Map(), tags: new Map() },
    });
  });

  test('git is not installed', async () => {
    expect(
      await createClient('none', { env: { PATH: folder.path } }).listRefs(`${server.url}/plain`),
    ).toMatchObject({
      ok: false,
      failure: { code: 'git/not-installed' },
    });
  });
});

describe('time and size', () => {
  test.each(['hang', 'drip'])(
    'a server that only %ss is given up, and nothing of git is left running',
    async (how) => {
      const client = createClient(how, { timeoutMs: 1500 });
      expect(await client.fetchSnapshot(`${server.url}/${how}/x`, 'main')).toMatchObject({
        ok: false,
        failure: { code: 'git/unreachable', message: expect.stringContaining('2 s') },
      });
      expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(`${server.url}/${how}/x`);
    },
  );

  test('a repository over the limit is not fetched, and leaves nothing behind', async () => {
    const bytes = Buffer.alloc(400_000);
    for (let index = 0; index < bytes.length; index += 1)
      bytes[index] = (index * index * 31 + (index >> 8)) & 255;
    const files = Object.fromEntries(
      Array.from({ length: 800 }, (_, index) => [
        `folder ${index}/a name of some length ${index}`,
        `${index}`,
      ]),
    );
    createTestRepository(served, 'many').commit('main', files);
    createTestRepository(served, 'big').commit('main', { 'a.ipynb': '{}', 'big.ipynb': bytes });
    const client = createClient('size', { maxTotalBytes: 20_000 });
    expect(await client.fetchSnapshot(`${server.url}/many`, 'main')).toMatchObject({
      ok: false,
      failure: { code: 'git/too-large' },
    });
    expect(readdirSync(`${folder.path}/cache-size/git`)).toEqual([]);
  });

  test('blobs over the limit are not kept', async () => {
    const client = createClient('blobs', { maxTotalBytes: 60_000 });
    createTestRepository(served, 'bigger').commit('main', {
      'a.ipynb': execFileSync('head', ['-c', '500000', '/dev/urandom']),
    });
    const snapshot = await client.fetchSnapshot(`${server.url}/bigger`, 'main');
    if (!snapshot.ok) throw new Error(snapshot.failure.message);
    const files = await client.listFiles(snapshot.value);
    if (!files.ok) throw new Error(files.failure.message);
    expect((await client.readFiles(snapshot.value, files.value, 1e9)).get('a.ipynb')).toMatchObject({
      ok: false,
      failure: { code: 'git/too-large' },
    });
  });
});

describe('what is refused before git runs', () => {
  test.each([
    ['--upload-pack=touch pwned;false', 'main'],
    ['--upload-pack=touch%20pwned', 'main'],
    ['ext::sh -c touch%20pwned', 'main'],
    ['ext::https://x/y', 'main'],
    ['file:///etc', 'main'],
    ['/etc', 'main'],
    ['git@github.com:OGGM/tutorials.git', 'main'],
    ['ssh://git@github.com/a/b', 'main'],
    ['git://github.com/a/b', 'main'],
    ['http://example.org/a/b', 'main'],
    ['http://127.0.0.1.example.org/a/b', 'main'],
    ['https://example.org', 'main'],
    ['https://example.org/a\n/b', 'main'],
    ['https://example.org/a?x', 'main'],
    ['https://reader:s3cret@example.org/a/b', 'main'],
    ['https://s3cret@example.org/a/b', 'main'],
    ['reader:s3cret@example.org/a/b', 'main'],
    ['https://reader:s3cret@[bad/a', 'main'],
    ['https://example.org/a/b', '-main'],
    ['https://example.org/a/b', '--upload-pack=touch pwned'],
    ['https://example.org/a/b', 'a..b'],
    ['https://example.org/a/b', 'main:refs/heads/x'],
    ['https://example.org/a/b', '+main^'],
    ['https://example.org/a/b', 'a\0b'],
    ['https://example.org/a/b', ''],
  ])('%j %j', async (address, ref) => {
    // Where git ran after all, it would be missing.
    const client = createClient('refused', { env: { PATH: '/nonexistent' } });
    const result = await client.fetchSnapshot(address, ref);
    expect(result).toMatchObject({ ok: false, failure: { code: 'git/refused' } });
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(existsSync('pwned')).toBe(false);
  });
});

describe("the user's own git configuration", () => {
  const address = 'https://git.slipway.invalid/';

  test('insteadOf may lead to files where it allows that by name', async () => {
    const config = writeInsteadOfConfig(`${folder.path}/allowing`, address, served);
    const client = createClient('instead', { env: testGitEnvironment(config) });
    expect(await client.fetchSnapshot(`${address}plain`, 'main')).toMatchObject({
      ok: true,
      value: { repository: `${address}plain`, isFromCache: false },
    });
    expect(await client.fetchSnapshot(`${address}none`, 'main')).toMatchObject({
      ok: false,
      failure: { code: 'git/repository-missing' },
    });
  });

  test('and not where it does not; ext is never allowed', async () => {
    const config = writeInsteadOfConfig(`${folder.path}/silent`, address, served, false);
    expect(
      await createClient('silent', { env: testGitEnvironment(config) }).listRefs(`${address}plain`),
    ).toMatchObject({
      ok: false,
      failure: { code: 'git/refused' },
    });
    const ext = `${folder.path}/ext`;
    writeFileSync(
      ext,
      `[url "ext::sh -c touch% ${folder.path}/pwned "]\n\tinsteadOf = ${address}\n[protocol "ext"]\n\tallow = always\n`,
    );
    expect(
      await createClient('ext', { env: testGitEnvironment(ext) }).listRefs(`${address}plain`),
    ).toMatchObject({
      ok: false,
      failure: { code: 'git/refused' },
    });
    expect(existsSync(`${folder.path}/pwned`)).toBe(false);
  });

  test('credential helpers open private repositories; a token in insteadOf is never told', async () => {
    const helper = `${folder.path}/helper`;
    writeFileSync(helper, '[credential]\n\thelper = "!echo username=reader; echo password=s3cret; :"\n');
    const client = createClient('helper', { env: testGitEnvironment(helper) });
    expect(await client.fetchSnapshot(`${server.url}/private/course`, 'main')).toMatchObject({ ok: true });

    const rewriting = `${folder.path}/token`;
    // Of one with a slash, git and curl take the first half for a host and say so.
    for (const token of [
      'reader:wr0ng-s3cret',
      'wr0ng-s3cret',
      'reader:s3cret/wr0ng',
      's3cret/wr0ng',
      's3cret/wr0ng:x',
    ]) {
      const withToken = server.url.replace('//', `//${token}@`);
      writeFileSync(rewriting, `[url "${withToken}/"]\n\tinsteadOf = ${address}\n`);
      for (const path of ['private/course', 'status/500/x', 'missing']) {
        const result = await createClient('token', { env: testGitEnvironment(rewriting) }).listRefs(
          address + path,
        );
        expect(result.ok).toBe(false);
        expect(JSON.stringify(result)).not.toMatch(/s3cret|wr0ng/);
      }
    }
  });

  test('nobody is asked for a password', async () => {
    const askpass = `${folder.path}/askpass`;
    writeFileSync(askpass, `#!/bin/sh\ntouch ${folder.path}/asked\n`, { mode: 0o755 });
    const config = `${folder.path}/asking`;
    writeFileSync(config, `[core]\n\taskPass = ${askpass}\n`);
    const env = { ...testGitEnvironment(config), GIT_ASKPASS: askpass, SSH_ASKPASS: askpass, DISPLAY: ':0' };
    await createClient('asking', { env }).listRefs(`${server.url}/private/course`);
    expect(existsSync(`${folder.path}/asked`)).toBe(false);
  });

  test('hooks, templates, file systems monitors and a surrounding GIT_DIR have no effect', async () => {
    const hooks = `${folder.path}/hooks`;
    mkdirSync(`${hooks}/hooks`, { recursive: true });
    for (const name of ['reference-transaction', 'post-checkout', 'post-merge', 'fsmonitor']) {
      writeFileSync(`${hooks}/hooks/${name}`, `#!/bin/sh\ntouch ${folder.path}/hooked\n`, { mode: 0o755 });
    }
    const config = `${folder.path}/hooking`;
    writeFileSync(
      config,
      `[core]\n\thooksPath = ${hooks}/hooks\n\tfsmonitor = ${hooks}/hooks/fsmonitor\n[init]\n\ttemplateDir = ${hooks}\n` +
        '[log]\n\tshowSignature = true\n\tshowRoot = false\n[color]\n\tui = always\n[diff]\n\trenames = copies\n[fetch]\n\tprune = true\n',
    );
    const env = {
      ...testGitEnvironment(config),
      GIT_DIR: '/nonexistent',
      GIT_WORK_TREE: '/nonexistent',
      GIT_TRACE: '1',
    };
    const client = createClient('hooking', { env });
    const snapshot = await client.fetchSnapshot(`${server.url}/plain`, 'main');
    if (!snapshot.ok) throw new Error(snapshot.failure.message);
    expect((await client.readChangeTimes(snapshot.value)).get('a.ipynb')).toBe('2025-03-01T12:00:00.000Z');
    expect(existsSync(`${folder.path}/hooked`)).toBe(false);
    expect(existsSync(`${snapshot.value.gitDir}/hooks`)).toBe(false);
  });
});
