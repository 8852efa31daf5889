import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Content } from '../../core/catalog/types.ts';
import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import { quoteWords } from '../../core/details.fixture.ts';
import { failureOf } from '../../core/details.ts';
import { LIMITS } from '../../core/notebooks/limits.ts';
import { fail, ok } from '../../core/result.ts';
import { createDirectoryReader } from '../../io/directory/reader.ts';
import type { GitClient, GitFailure, TreeFile } from '../../io/git/types.ts';
import { loadContents } from './load-content.ts';
import type { LoadedContent } from './loaded-content.ts';

interface FakeRepository {
  readonly files?: Readonly<Record<string, { kind?: TreeFile['kind']; text?: string; sizeBytes?: number }>>;
  readonly failure?: GitFailure;
  readonly isFromCache?: boolean;
}

const unreachable: GitFailure = failureOf('git/unreachable', quoteWords('It could not be reached'));

/** git with repositories in memory; counts what was asked of it. */
function createFakeGit(repositories: Readonly<Record<string, FakeRepository>>) {
  const calls = { fetches: 0, reads: [] as string[][], fetchedFiles: [] as string[][] };
  const filesOf = (repository: string) => repositories[repository]?.files ?? {};
  const client: GitClient = {
    listRefs: async () => fail(unreachable),
    async fetchSnapshot(repository, ref) {
      calls.fetches += 1;
      const found = repositories[repository];
      const failure = found === undefined ? unreachable : found.failure;
      if (failure !== undefined && found?.isFromCache !== true) return fail(failure);
      const isFromCache = failure !== undefined;
      const snapshot = { repository, ref, commit: 'c'.repeat(40), gitDir: '/none', isFromCache };
      return ok(failure === undefined ? snapshot : { ...snapshot, failure });
    },
    listFiles: async ({ repository }) =>
      ok(
        Object.entries(filesOf(repository)).map(([path, { kind }]) => ({
          path,
          kind: kind ?? 'file',
          blobId: `id of ${path}`,
        })),
      ),
    async fetchFiles({ repository }, files) {
      calls.fetchedFiles.push(files.map(({ path }) => path));
      return new Map(
        files.map(({ path }) => {
          const file = filesOf(repository)[path];
          return [path, ok(file?.sizeBytes ?? file?.text?.length ?? 0)];
        }),
      );
    },
    async readFiles({ repository }, files) {
      calls.reads.push(files.map(({ path }) => path));
      return new Map(files.map(({ path }) => [path, ok(Buffer.from(filesOf(repository)[path]?.text ?? ''))]));
    },
    readChangeTimes: async () => new Map([['a.ipynb', '2025-01-01T00:00:00.000Z']]),
    findRenames: async () => new Map(),
    isRewritten: async () => false,
  };
  return { client, calls };
}

const repository = 'https://example.org/course';
const createContent = (changes: Partial<Content> = {}): Content => ({
  id: 'course',
  title: 'Course',
  repository,
  branch: 'main',
  environment: 'python',
  language: 'en',
  tags: [],
  include: ['**/*.ipynb'],
  exclude: [],
  repositoryPath: '',
  notebooks: [],
  editions: [],
  ...changes,
});

let contentFolder: string;
beforeEach(() => {
  contentFolder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-content-')));
});
afterEach(() => rmSync(contentFolder, { recursive: true, force: true }));

const load = (contents: readonly Content[], git: GitClient) =>
  loadContents(
    { contents },
    { git, directories: createDirectoryReader({ env: { PATH: process.env.PATH } }), contentFolder },
  );

async function loadOne(content: Content, git: GitClient): Promise<LoadedContent> {
  const [loaded] = await load([content], git);
  if (loaded === undefined) throw new Error('Nothing was loaded.');
  return loaded;
}

const readAll = async (loaded: LoadedContent, paths?: readonly string[]) => {
  const read: Record<string, string> = {};
  for await (const { path, bytes } of loaded.readNotebooks(paths)) {
    read[path] = bytes.ok ? bytes.value.toString() : bytes.failure.code;
  }
  return read;
};

describe('from a repository', () => {
  test('notebooks with what git knows of them, and every file for links', async () => {
    const { client, calls } = createFakeGit({
      [repository]: {
        files: {
          'a.ipynb': { text: 'A' },
          'b.ipynb': { text: 'B' },
          'image.png': { text: 'P' },
          link: { kind: 'symlink' },
        },
      },
    });
    const loaded = await loadOne(createContent({ notebooks: [{ path: 'b.ipynb' }] }), client);
    expect(loaded).toMatchObject({ source: 'git', commit: 'c'.repeat(40), missing: [], warnings: [] });
    expect(loaded.failure).toBeUndefined();
    expect(loaded.notebooks).toEqual([
      { path: 'b.ipynb', blobId: 'id of b.ipynb', sizeBytes: 1 },
      { path: 'a.ipynb', blobId: 'id of a.ipynb', sizeBytes: 1, changedAt: '2025-01-01T00:00:00.000Z' },
    ]);
    expect(loaded.files).toContainEqual({ path: 'link', kind: 'symlink' });
    expect(calls.fetchedFiles).toEqual([['b.ipynb', 'a.ipynb']]);
    expect(calls.reads).toEqual([]);
    expect(await readAll(loaded)).toEqual({ 'b.ipynb': 'B', 'a.ipynb': 'A' });
    expect(await readAll(loaded, ['a.ipynb', 'gone.ipynb'])).toEqual({
      'a.ipynb': 'A',
      'gone.ipynb': 'content/file-missing',
    });
    const files = await loaded.readFiles(['image.png', '../x'], 100);
    expect(files.get('image.png')).toEqual({ ok: true, value: Buffer.from('P') });
    expect(files.get('../x')).toMatchObject({ ok: false, failure: { code: 'content/file-missing' } });
  });

  test('reads a few megabytes at a time', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${index}.ipynb`);
    const { client, calls } = createFakeGit({
      [repository]: {
        files: Object.fromEntries(names.map((name) => [name, { text: name, sizeBytes: 6_000_000 }])),
      },
    });
    const loaded = await loadOne(createContent(), client);
    expect(Object.keys(await readAll(loaded))).toEqual(names);
    expect(Math.max(...calls.reads.map((paths) => paths.length))).toBe(2);
  });

  test('a notebook over the limit is listed, with the reason, and never read', async () => {
    const { client, calls } = createFakeGit({
      [repository]: {
        files: { 'a.ipynb': { text: 'A' }, 'huge.ipynb': { sizeBytes: LIMITS.notebookBytes + 1 } },
      },
    });
    const loaded = await loadOne(createContent(), client);
    expect(loaded.notebooks[1]).toMatchObject({ path: 'huge.ipynb', failure: { code: 'git/too-large' } });
    expect(loaded.warnings.map(({ code }) => code)).toEqual(['content/notebook-unreadable']);
    expect(await readAll(loaded)).toEqual({ 'a.ipynb': 'A', 'huge.ipynb': 'git/too-large' });
    expect(calls.reads).toEqual([['a.ipynb']]);
  });

  const createMany = (count: number, more: FakeRepository['files'] = {}) =>
    createFakeGit({
      [repository]: {
        files: {
          ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.ipynb`, {}])),
          ...more,
        },
      },
    });

  test.each([
    ['that the manifest allows', { maxNotebooks: 3 }, 3, 5],
    ['of every content', {}, CONTENT_LIMITS.notebooks, CONTENT_LIMITS.notebooks + 2],
  ])('no more notebooks than the number %s, those that it names first', async (_, changes, limit, count) => {
    const { client, calls } = createMany(count - 1, { 'z/named.ipynb': {} });
    const content = createContent({ ...changes, notebooks: [{ path: 'z/named.ipynb' }] });
    const loaded = await loadOne(content, client);
    expect(loaded.notebooks).toHaveLength(limit);
    expect(loaded.notebooks.slice(0, 2).map(({ path }) => path)).toEqual(['z/named.ipynb', '0.ipynb']);
    expect(loaded.notices).toEqual([{ kind: 'notebooks', count: 2, limit }]);
    expect(loaded.warnings).toEqual([
      {
        code: 'content/too-much',
        message: `${repository} at main has ${count} notebooks that match, of which the first ${limit} are listed; narrow "include", or set "max_notebooks" to more.`,
      },
    ]);
    // What is not listed is not fetched either.
    expect(calls.fetchedFiles.flat()).toHaveLength(limit);
  });

  test('more than that where the manifest says so, and nothing is said', async () => {
    const { client } = createMany(CONTENT_LIMITS.notebooks + 2);
    const loaded = await loadOne(createContent({ maxNotebooks: 5_000 }), client);
    expect(loaded.notebooks).toHaveLength(CONTENT_LIMITS.notebooks + 2);
    expect([loaded.notices, loaded.warnings]).toEqual([[], []]);
  });

  test('as many files for links as one content may have, and says how many are beyond', async () => {
    const { client } = createMany(CONTENT_LIMITS.files + 7);
    const loaded = await loadOne(createContent({ include: ['0.ipynb'] }), client);
    expect(loaded.notices).toEqual([{ kind: 'files', count: 7, limit: CONTENT_LIMITS.files }]);
    expect(loaded.warnings).toMatchObject([{ code: 'content/too-much' }]);
  });

  test('one repository and branch is fetched once', async () => {
    const { client, calls } = createFakeGit({ [repository]: { files: { 'a.ipynb': {}, 'x/b.ipynb': {} } } });
    const loaded = await load(
      [
        createContent({ id: 'one', include: ['*.ipynb'] }),
        createContent({ id: 'two', include: ['x/*.ipynb'] }),
        createContent({ id: 'three', branch: 'other' }),
      ],
      client,
    );
    expect(calls.fetches).toBe(2);
    expect(
      loaded.map(({ content, notebooks }) => [content.id, ...notebooks.map(({ path }) => path)]),
    ).toEqual([
      ['one', 'a.ipynb'],
      ['two', 'x/b.ipynb'],
      ['three', 'a.ipynb', 'x/b.ipynb'],
    ]);
  });

  test('one that cannot be fetched is a failure, or with an earlier copy a warning; the others load', async () => {
    const cached = 'https://example.org/cached';
    const { client } = createFakeGit({
      [repository]: { files: { 'a.ipynb': {} } },
      [cached]: { files: { 'a.ipynb': {} }, failure: unreachable, isFromCache: true },
    });
    const progress: string[] = [];
    const loaded = await loadContents(
      {
        contents: [
          createContent({ id: 'gone', repository: 'https://example.org/gone' }),
          createContent({ id: 'cached', repository: cached }),
          createContent({ id: 'fine' }),
        ],
      },
      { git: client, directories: createDirectoryReader({ env: process.env }), contentFolder },
      ({ contentId, phase }) => progress.push(`${contentId} ${phase}`),
    );
    expect(
      loaded.map(({ failure, warnings }) => [failure?.code, ...warnings.map(({ code }) => code)]),
    ).toEqual([['git/unreachable'], [undefined, 'content/from-cache'], [undefined]]);
    const [gone] = loaded;
    expect(gone === undefined ? [] : await readAll(gone)).toEqual({});
    expect((await gone?.readFiles(['a'], 1))?.get('a')).toMatchObject({ ok: false });
    expect(progress.toSorted()).toEqual(
      ['gone', 'cached', 'fine'].flatMap((id) => [`${id} finished`, `${id} started`]).toSorted(),
    );
  });

  test('nothing matches, names that are not there, names that cannot be used', async () => {
    const { client } = createFakeGit({
      [repository]: {
        files: { 'a.txt': {}, 'link.ipynb': { kind: 'symlink' }, 'caf\ufffd.ipynb': { kind: 'unusable' } },
      },
    });
    const loaded = await loadOne(
      createContent({ notebooks: [{ path: 'gone.ipynb' }, { path: 'link.ipynb' }] }),
      client,
    );
    expect(loaded.missing).toEqual(['gone.ipynb', 'link.ipynb']);
    expect(loaded.notebooks).toEqual([]);
    expect(loaded.warnings.map(({ code }) => code)).toEqual([
      'content/notebook-missing',
      'content/notebook-missing',
      'content/no-notebooks',
      'content/unusable-names',
    ]);
  });
});

describe('from a folder beside the manifest', () => {
  const { client } = createFakeGit({});
  const write = (path: string, text = 'x') => {
    mkdirSync(dirname(join(contentFolder, path)), { recursive: true });
    writeFileSync(join(contentFolder, path), text);
  };

  test('paths are those of the repository', async () => {
    write('course/1.ipynb', 'one');
    write('course/sub/2.ipynb', 'two');
    write('course/_draft.ipynb');
    write('course/plot.png', 'image');
    write('secret.ipynb');
    symlinkSync('../secret.ipynb', join(contentFolder, 'course', 'link.ipynb'));
    const loaded = await loadOne(
      createContent({
        directory: './course',
        repositoryPath: 'content/course',
        include: ['content/course/**/*.ipynb'],
        exclude: ['**/_*'],
        notebooks: [{ path: 'content/course/sub/2.ipynb' }, { path: '1.ipynb' }],
      }),
      client,
    );
    expect(loaded.source).toBe('directory');
    expect(loaded.notebooks).toEqual([
      { path: 'content/course/sub/2.ipynb', sizeBytes: 3 },
      { path: 'content/course/1.ipynb', sizeBytes: 3 },
    ]);
    expect(loaded.missing).toEqual(['1.ipynb']);
    expect(await readAll(loaded)).toEqual({
      'content/course/sub/2.ipynb': 'two',
      'content/course/1.ipynb': 'one',
    });
    const files = await loaded.readFiles(
      ['content/course/plot.png', 'content/course/../secret.ipynb', 'content/course/link.ipynb', 'plot.png'],
      100,
    );
    expect([...files.values()].map((file) => (file.ok ? file.value.toString() : file.failure.code))).toEqual([
      'image',
      'directory/outside',
      'directory/refused',
      'content/file-missing',
    ]);
  });

  test('a folder that is not there, or not inside', async () => {
    expect(await loadOne(createContent({ directory: './gone' }), client)).toMatchObject({
      source: 'directory',
      failure: { code: 'directory/missing' },
    });
    expect(await loadOne(createContent({ directory: '..' }), client)).toMatchObject({
      failure: { code: 'directory/outside' },
    });
  });
});
