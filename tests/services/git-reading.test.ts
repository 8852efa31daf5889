import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGitClient } from '../../src/io/git/client.ts';
import { createGitCommands, hasSucceeded } from '../../src/io/git/commands.ts';
import type { GitClient, Snapshot, TreeFile } from '../../src/io/git/types.ts';
import { createTestRepository, testGitEnvironment, writeInsteadOfConfig } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { NASTY_BRANCHES, NASTY_PATHS, NASTY_TAGS } from '../support/nasty-names.ts';
import { chooseSample } from '../support/sample.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** What `server` serves, without a server: for what a fetch leaves behind, it takes half the processes. */
const FOLDER_URL = 'https://git.example.org';

let folder: TemporaryFolder;
let server: GitServer;
let client: GitClient;

beforeAll(async () => {
  folder = await createTemporaryFolder('git-reading');
  server = await startGitServer(`${folder.path}/served`);
  const config = writeInsteadOfConfig(`${folder.path}/gitconfig`, `${FOLDER_URL}/`, `${folder.path}/served`);
  client = createGitClient({ cacheDir: `${folder.path}/cache`, env: testGitEnvironment(config) });
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const makeRepository = (name: string) => createTestRepository(`${folder.path}/served`, name);

async function fetchOrThrow(name: string, ref: string, url = server.url): Promise<Snapshot> {
  const snapshot = await client.fetchSnapshot(`${url}/${name}`, ref);
  if (!snapshot.ok) throw new Error(snapshot.failure.message);
  return snapshot.value;
}

async function listOrThrow(snapshot: Snapshot, git = client): Promise<readonly TreeFile[]> {
  const files = await git.listFiles(snapshot);
  if (!files.ok) throw new Error(files.failure.message);
  return files.value;
}

describe('refs', () => {
  test('lists branches, peeled tags and the default branch', async () => {
    const repository = makeRepository('refs');
    const first = repository.commit('main', { a: '1' });
    const second = repository.commit('feature/main', { a: '2' });
    repository.git('tag', 'light', first);
    repository.git('tag', '-a', '-m', 'note', 'noted', first);
    expect(await client.listRefs(`${server.url}/refs`)).toEqual({
      ok: true,
      value: {
        branches: new Map([
          ['feature/main', second],
          ['main', first],
        ]),
        tags: new Map([
          ['light', first],
          ['noted', first],
        ]),
        defaultBranch: 'main',
      },
    });
  });

  test('fetches a branch, a tag, an annotated tag, a commit and HEAD into one repository', async () => {
    const repository = makeRepository('kinds');
    const first = repository.commit('main', { a: '1' });
    repository.git('tag', '-a', '-m', 'note', 'v1', first);
    repository.git('tag', 'plain', first);
    const second = repository.commit('main', { a: '2' });
    const gitDirs = new Set<string>();
    for (const [ref, commit] of [
      ['main', second],
      ['v1', first],
      ['plain', first],
      [first, first],
      ['HEAD', second],
    ] as const) {
      const snapshot = await fetchOrThrow('kinds', ref);
      expect(snapshot).toMatchObject({ ref, commit, isFromCache: false });
      gitDirs.add(snapshot.gitDir);
    }
    expect(gitDirs.size).toBe(1);
  });

  test('prefers a branch to a tag of the same name, and never takes a longer name for it', async () => {
    const repository = makeRepository('same-name');
    const tagged = repository.commit('main', { a: '1' });
    repository.git('tag', 'stable', tagged);
    const branched = repository.commit('stable', { a: '2' });
    repository.commit('feature/only-there', { a: '3' });
    expect(await fetchOrThrow('same-name', 'stable')).toMatchObject({ commit: branched });
    expect(await client.fetchSnapshot(`${server.url}/same-name`, 'only-there')).toMatchObject({
      ok: false,
      failure: { code: 'git/ref-missing', message: expect.stringContaining('"main"') },
    });
  });

  test('every legal name of a branch or tag (all: SLIPWAY_TEST_ALL)', async () => {
    const repository = makeRepository('names');
    const legal = [...NASTY_BRANCHES.keys()].filter((name) => name !== 'a/b/c/d');
    const names = chooseSample('SLIPWAY_TEST_ALL', legal, 6);
    const commits = new Map(names.map((name) => [name, repository.commit(name, { name })]));
    const [commit = ''] = commits.values();
    for (const tag of chooseSample('SLIPWAY_TEST_ALL', [...NASTY_TAGS.keys()], 4)) {
      repository.git('tag', tag, commit);
      commits.set(tag, commit);
    }
    for (const [name, commit] of commits) {
      expect(await fetchOrThrow('names', name)).toMatchObject({ ref: name, commit });
    }
  });

  test('a branch that became a folder of branches', async () => {
    const repository = makeRepository('folders');
    repository.commit('topic', { a: '1' });
    await fetchOrThrow('folders', 'topic');
    repository.git('branch', '-D', 'topic');
    const commit = repository.commit('topic/one', { a: '2' });
    expect(await fetchOrThrow('folders', 'topic/one')).toMatchObject({ commit, isFromCache: false });
  });

  test('a tag of something else than a commit', async () => {
    const repository = makeRepository('odd-tag');
    repository.commit('main', { a: '1' });
    repository.git('tag', 'blob', repository.git('rev-parse', 'main:a'));
    expect(await client.fetchSnapshot(`${server.url}/odd-tag`, 'blob')).toMatchObject({
      ok: false,
      failure: { code: 'git/ref-missing' },
    });
  });
});

describe('files', () => {
  test('lists and reads every legal name, and bytes as they are', async () => {
    const repository = makeRepository('nasty');
    const names = [...NASTY_PATHS.keys(), 'two\nlines.ipynb', '\nfirst.ipynb', 'empty.ipynb'];
    const bytes = Buffer.from([0, 255, 10, 13, 10, 0, 128, 10]);
    const contentOf = (name: string) =>
      name === 'empty.ipynb' ? Buffer.alloc(0) : Buffer.concat([Buffer.from(name), bytes]);
    repository.commit('main', Object.fromEntries(names.map((name) => [name, contentOf(name)])));
    const snapshot = await fetchOrThrow('nasty', 'main');
    const files = await listOrThrow(snapshot);
    expect(files.map(({ path }) => path).sort()).toEqual([...names].sort());
    const read = await client.readFiles(snapshot, files, 1000);
    for (const name of names) expect(read.get(name)).toEqual({ ok: true, value: contentOf(name) });
    const times = await client.readChangeTimes(snapshot);
    expect([...times.keys()].sort()).toEqual([...names].sort());
  });

  test('blobs come in one request, once, and only those that were asked for', async () => {
    const repository = makeRepository('lazy');
    const paths = Array.from({ length: 30 }, (_, index) => `${index}.ipynb`);
    repository.commit('main', Object.fromEntries(paths.map((path) => [path, `text of ${path}`])));
    repository.commit('main', { 'large.bin': Buffer.alloc(300_000, 'x'), '0.ipynb': 'changed' });
    const snapshot = await fetchOrThrow('lazy', 'main');
    const files = (await listOrThrow(snapshot)).filter(({ path }) => path.endsWith('.ipynb'));
    const countPosts = () => server.requests.filter((request) => request.startsWith('POST /lazy/')).length;
    const before = countPosts();
    const read = await client.readFiles(snapshot, files, 1000);
    expect(read.size).toBe(30);
    expect(read.get('0.ipynb')).toEqual({ ok: true, value: Buffer.from('changed') });
    // Protocol 2 asks for the refs by a POST of its own.
    expect(countPosts() - before).toBeLessThanOrEqual(2);
    const settled = server.requests.length;
    await client.readFiles(snapshot, files, 1000);
    await client.fetchFiles(snapshot, files);
    await client.readChangeTimes(snapshot);
    expect(server.requests).toHaveLength(settled);
    const present = execFileSync('git', [
      `--git-dir=${snapshot.gitDir}`,
      'cat-file',
      '--batch-all-objects',
      '--batch-check=%(objecttype)',
    ]);
    expect(present.toString().match(/blob/gu)).toHaveLength(30);
  });

  test('commands that only read cannot fetch behind our back', async () => {
    const repository = makeRepository('behind');
    repository.commit('main', { 'a.ipynb': 'x' });
    const snapshot = await fetchOrThrow('behind', 'main');
    const commands = createGitCommands(testGitEnvironment(), 10_000);
    const settled = server.requests.length;
    const blob = repository.git('rev-parse', 'main:a.ipynb');
    expect(
      hasSucceeded(await commands.runLocal([`--git-dir=${snapshot.gitDir}`, 'cat-file', '-p', blob])),
    ).toBe(false);
    expect(server.requests).toHaveLength(settled);
  });

  test('a file over the limit is a failure of its own', async () => {
    makeRepository('limits').commit('main', { 'small.ipynb': 'x', 'large.ipynb': 'x'.repeat(2000) });
    const snapshot = await fetchOrThrow('limits', 'main');
    const files = await listOrThrow(snapshot);
    const read = await client.readFiles(snapshot, files, 1000);
    expect(read.get('small.ipynb')).toMatchObject({ ok: true });
    expect(read.get('large.ipynb')).toMatchObject({ ok: false, failure: { code: 'git/too-large' } });
    expect((await client.fetchFiles(snapshot, files)).get('large.ipynb')).toEqual({ ok: true, value: 2000 });
  });

  test('links, submodules and unusable names are listed and never read', async () => {
    const repository = makeRepository('odd');
    repository.commit('main', { 'link.ipynb': { linkTo: '/etc/passwd' }, 'plain.ipynb': 'x' });
    const blob = repository.git('rev-parse', 'main:plain.ipynb');
    const tree = execFileSync('git', [`--git-dir=${repository.path}`, 'mktree', '-z', '--missing'], {
      input: Buffer.concat([
        Buffer.from(`160000 commit ${'1'.repeat(40)}\tsub\0`),
        Buffer.from(`100644 blob ${blob}\tcaf`),
        Buffer.from([0xe9]),
        Buffer.from('.ipynb\0'),
        Buffer.from(`120000 blob ${repository.git('rev-parse', 'main:link.ipynb')}\tlink.ipynb\0`),
        Buffer.from(`100644 blob ${blob}\t..\0`),
        Buffer.from(`100644 blob ${blob}\tplain.ipynb\0`),
      ]),
    })
      .toString()
      .trim();
    repository.git('update-ref', 'refs/heads/odd', repository.git('commit-tree', '-m', 'odd', tree));
    const snapshot = await fetchOrThrow('odd', 'odd');
    const files = await listOrThrow(snapshot);
    expect(Object.fromEntries(files.map(({ path, kind }) => [path, kind]))).toEqual({
      '..': 'unusable',
      'caf\ufffd.ipynb': 'unusable',
      'link.ipynb': 'symlink',
      'plain.ipynb': 'file',
      sub: 'submodule',
    });
    const read = await client.readFiles(snapshot, files, 1000);
    const readable = [...read].filter(([, result]) => result.ok).map(([path]) => path);
    expect(readable).toEqual(['plain.ipynb']);
  });
});

describe('times of change', () => {
  test('the newest commit of each path, in UTC; merges too', async () => {
    const repository = makeRepository('times');
    repository.commit('main', { 'a.ipynb': '1', 'b.ipynb': '1', 'c.ipynb': '1' }, '2024-01-01T00:00:00Z');
    repository.commit('main', { 'b.ipynb': '2' }, '2024-02-01T00:00:00+02:00');
    repository.commit('main', { 'c.ipynb': null, 'renamed.ipynb': '1' }, '2024-03-01T00:00:00Z');
    const times = await client.readChangeTimes(await fetchOrThrow('times', 'main', FOLDER_URL));
    expect(times.get('a.ipynb')).toBe('2024-01-01T00:00:00.000Z');
    expect(times.get('b.ipynb')).toBe('2024-01-31T22:00:00.000Z');
    expect(times.get('renamed.ipynb')).toBe('2024-03-01T00:00:00.000Z');
  });

  test('a change beyond the fetched history is not reported', async () => {
    const repository = makeRepository('deep');
    const dayOf = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString();
    repository.commit('main', { 'old.ipynb': '1', 'new.ipynb': '0' }, dayOf(0));
    const later = Array.from({ length: 69 }, (_, index) => index + 1);
    repository.commitAll(
      'main',
      later.map((index) => ({ files: { 'new.ipynb': String(index) }, date: dayOf(index) })),
    );
    const times = await client.readChangeTimes(await fetchOrThrow('deep', 'main', FOLDER_URL));
    expect(times).toEqual(new Map([['new.ipynb', dayOf(69)]]));
  });
});

describe('renames', () => {
  test('tells where a file went, without fetching a byte of any file', async () => {
    const repository = makeRepository('renames');
    repository.commit('main', {
      'week 1/intro.ipynb': 'intro',
      'other.ipynb': 'other',
      'gone.ipynb': 'gone',
    });
    repository.commit('main', { 'week 1/intro.ipynb': null, '01/ín\ntro #1.ipynb': 'intro' });
    repository.commit('main', { '01/ín\ntro #1.ipynb': 'intro, corrected', 'gone.ipynb': null });
    const snapshot = await fetchOrThrow('renames', 'main');
    const before = server.requests.length;
    const paths = ['week 1/intro.ipynb', 'other.ipynb', 'gone.ipynb', 'never.ipynb'];
    expect(await client.findRenames(snapshot, paths)).toEqual(
      new Map([['week 1/intro.ipynb', '01/ín\ntro #1.ipynb']]),
    );
    expect(server.requests.slice(before)).toEqual([]);
  });

  test('the end of a shallow history is no commit that added everything', async () => {
    const repository = makeRepository('renames-deep');
    repository.commit('main', { 'a.ipynb': 'a' });
    repository.commit('main', { 'a.ipynb': null, 'b.ipynb': 'a' });
    repository.commitAll(
      'main',
      Array.from({ length: 60 }, (_, count) => ({ files: { filler: String(count) } })),
    );
    const snapshot = await fetchOrThrow('renames-deep', 'main', FOLDER_URL);
    expect(await client.findRenames(snapshot, ['a.ipynb'])).toEqual(new Map());
  });

  test('a rename on a branch that was merged', async () => {
    const repository = makeRepository('renames-merged');
    const base = repository.commit('main', { 'a.ipynb': 'a', readme: '1' });
    repository.git('branch', 'side', base);
    const side = repository.commit('side', { 'a.ipynb': null, 'b.ipynb': 'a' });
    const main = repository.commit('main', { readme: '2' });
    const tree = repository.git('merge-tree', '--write-tree', main, side).split('\n')[0] ?? '';
    const merge = repository.git('commit-tree', '-m', 'merge', '-p', main, '-p', side, tree);
    repository.git('update-ref', 'refs/heads/main', merge);
    const snapshot = await fetchOrThrow('renames-merged', 'main', FOLDER_URL);
    expect(await client.findRenames(snapshot, ['a.ipynb'])).toEqual(new Map([['a.ipynb', 'b.ipynb']]));
  });
});

describe('a push by force', () => {
  const dayAt = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString();
  const fill = (from: number, count: number, name = 'filler') =>
    Array.from({ length: count }, (_, index) => ({
      files: { [name]: String(from + index) },
      date: dayAt(from + index),
    }));

  test.each([
    ['is seen where the whole history was fetched', 2],
    ['is seen where the history goes back further than what was fetched', 120],
  ])('%s', async (_, length) => {
    const name = `forced-${length}`;
    const repository = makeRepository(name);
    const kept = repository.commitAll('main', fill(0, length));
    const lost = repository.commit('main', { a: 'to be taken back' }, dayAt(length));
    await fetchOrThrow(name, 'main', FOLDER_URL);
    const continued = repository.commitAll('main', fill(length + 1, 3));
    const onward = await fetchOrThrow(name, 'main', FOLDER_URL);
    expect(onward.commit).toBe(continued);
    expect(await client.isRewritten(onward, lost)).toBe(false);

    repository.git('update-ref', 'refs/heads/main', kept);
    repository.commit('main', { a: 'in its place' }, dayAt(length + 5));
    const replaced = await fetchOrThrow(name, 'main', FOLDER_URL);
    expect(await client.isRewritten(replaced, lost)).toBe(true);
    expect(await client.isRewritten(replaced, kept)).toBe(false);
  });

  test('is not claimed of a commit before what was fetched, nor of one that nobody has', async () => {
    const repository = makeRepository('forced-old');
    const old = repository.commitAll('main', fill(0, 3));
    repository.commitAll('main', fill(3, 90));
    const snapshot = await fetchOrThrow('forced-old', 'main', FOLDER_URL);
    expect(await client.isRewritten(snapshot, old)).toBe(false);
    expect(await client.isRewritten(snapshot, 'f'.repeat(40))).toBe(false);
  });
});
