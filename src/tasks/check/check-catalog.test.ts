import { describe, expect, test } from 'vitest';
import { change, EXAMPLE } from '../../core/catalog/example.fixture.ts';
import { EXAMPLE_REPOSITORY } from '../../core/catalog/example.ts';
import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { quoteWords } from '../../core/details.fixture.ts';
import { failureOf } from '../../core/details.ts';
import { listClaims } from '../../core/published/claims.ts';
import { parsePublishedCatalog } from '../../core/published/parse.ts';
import { fail, ok } from '../../core/result.ts';
import { assembleSite } from '../../core/site/assemble.ts';
import { buildCatalogDocument } from '../../core/site/documents.ts';
import type { GitClient, GitFailure } from '../../io/git/types.ts';
import type { CheckedContent } from '../content/checked-content.ts';
import { type CheckPorts, checkCatalog } from './check-catalog.ts';
import type { ServicePorts } from './check-services.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const FILES = ['courses/a.ipynb', 'courses/b.ipynb', 'notebooks/c.ipynb'];
const LESSONS = Array.from({ length: 27 }, (_, index) => `lessons/${index}.ipynb`);
const DOCKERFILE = 'FROM ghcr.io/example/hydro:1.10\n';

interface World {
  /** Repository → branches and tags, or why there are none. */
  readonly refs?: readonly string[] | GitFailure;
  /** Those of `refs` that are tags. */
  readonly tags?: readonly string[];
  /** Binder ref → path → text. */
  readonly binder?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly files?: readonly string[];
  /** Folders beside them that are other repositories. */
  readonly submodules?: readonly string[];
  readonly notebooks?: readonly string[];
  /** What the repository holds; default `files`. */
  readonly pushed?: readonly string[];
  readonly readFiles?: CheckedContent['readFiles'];
  readonly failure?: CheckedContent['failure'];
  readonly warnings?: CheckedContent['warnings'];
  readonly services?: ServicePorts;
  readonly renames?: CheckedContent['renames'];
}

const SOUND_BINDER = {
  '2026-11': { Dockerfile: DOCKERFILE },
  '1e3': { Dockerfile: 'FROM ghcr.io/example/hydro:007' },
};

function createPorts(world: World = {}): CheckPorts {
  const {
    refs = ['on', 'null', 'main'],
    tags = [],
    files = FILES,
    submodules = [],
    notebooks = files,
    pushed = files,
  } = world;
  const binder: NonNullable<World['binder']> = world.binder ?? SOUND_BINDER;
  const missing: GitFailure = failureOf('git/ref-missing', quoteWords('There is no such ref'));
  const git: GitClient = {
    listRefs: async () =>
      'code' in refs
        ? fail(refs)
        : ok({
            branches: new Map(refs.filter((ref) => !tags.includes(ref)).map((ref) => [ref, COMMIT])),
            tags: new Map(tags.map((tag) => [tag, COMMIT])),
            defaultBranch: 'main',
          }),
    fetchSnapshot: async (repository, ref) => {
      if (!/binder/.test(repository) && 'code' in refs) return fail(refs);
      const known = /binder/.test(repository) ? Object.keys(binder) : 'code' in refs ? [] : refs;
      return known.includes(ref)
        ? ok({ repository, ref, commit: COMMIT, gitDir: '', isFromCache: false })
        : fail(missing);
    },
    listFiles: async ({ repository, ref }) =>
      ok(
        (/binder/.test(repository) ? Object.keys(binder[ref] ?? {}) : pushed).map((path) => ({
          path,
          kind: 'file' as const,
          blobId: path,
        })),
      ),
    fetchFiles: async () => new Map(),
    readFiles: async ({ ref }, wanted) =>
      new Map(wanted.map(({ path }) => [path, ok(Buffer.from(binder[ref]?.[path] ?? ''))])),
    readChangeTimes: async () => new Map(),
    findRenames: async () => new Map(),
    isRewritten: async () => false,
  };
  const loadContents = async (catalog: Catalog): Promise<CheckedContent[]> =>
    catalog.contents.map((content) => ({
      content,
      files: [
        ...files.map((path) => ({ path, kind: 'file' as const })),
        ...submodules.map((path) => ({ path, kind: 'submodule' as const })),
      ],
      notebooks: notebooks.map((path) => ({ path })),
      missing: content.notebooks.map(({ path }) => path).filter((path) => !files.includes(path)),
      warnings: world.warnings ?? [],
      ...(world.readFiles === undefined ? {} : { readFiles: world.readFiles }),
      ...(world.renames === undefined ? {} : { renames: world.renames }),
      ...(world.failure === undefined ? {} : { failure: world.failure }),
    }));
  return { git, loadContents, ...(world.services === undefined ? {} : { services: world.services }) };
}

/** `[code, line, severity]` of everything that is found. */
async function check(text: string, world?: World): Promise<unknown[]> {
  const diagnostics = await checkCatalog(text, 'catalog.yaml', createPorts(world));
  return diagnostics.map(({ code, severity, position }) => [code, position.line, severity]);
}

const cloned = change('    directory: ./tutorials\n    repository_path: courses/\n', '');

describe('checkCatalog', () => {
  test('says of a notebook and of a pattern in a submodule that another repository is there', async () => {
    const text = change('include: ["', 'include: ["extra/*", "').replace(
      'courses/b.ipynb:',
      'extra/b.ipynb:',
    );
    const diagnostics = await checkCatalog(text, 'catalog.yaml', createPorts({ submodules: ['extra'] }));
    const codes = ['content/notebook-missing', 'content/pattern-without-match'];
    const advised = diagnostics.filter(({ hint }) => /^"extra" is a submodule/.test(hint ?? ''));
    expect(advised.map(({ code }) => code).toSorted()).toEqual(codes);
  });

  test('finds nothing where everything is there', async () => {
    expect(await check(EXAMPLE)).toEqual([]);
  });

  test('looks at nothing else when the manifest itself is wrong, or without ports', async () => {
    const diagnostics = await checkCatalog(
      change('tag: 1.10', 'tag: latest'),
      'catalog.yaml',
      createPorts({ refs: [] }),
    );

    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest/latest-tag']);
    expect(await checkCatalog(EXAMPLE, 'catalog.yaml')).toEqual([]);
  });

  test.each<[string, string, World, unknown[]]>([
    [
      'a notebook that is not there',
      EXAMPLE,
      { files: FILES.slice(1) },
      [
        ['content/notebook-missing', 57, 'error'],
        ['manifest/unknown-notebook', 61, 'error'],
      ],
    ],
    [
      'twenty-seven notebooks without the folder that they are in',
      change('      courses/b.ipynb:\n', LESSONS.map((name) => `      ${name}:\n`).join('')),
      { files: [...FILES, ...LESSONS.map((name) => `courses/${name}`)] },
      [['content/notebook-missing', 56, 'error']],
    ],
    [
      'a notebook that is excluded',
      EXAMPLE,
      { notebooks: ['courses/a.ipynb', 'notebooks/c.ipynb'] },
      [['content/notebook-excluded', 56, 'warning']],
    ],
    [
      'a pattern without a match',
      change('include: ["', 'include: ["lectures/*", "'),
      {},
      [['content/pattern-without-match', 51, 'warning']],
    ],
    [
      'files of one id',
      EXAMPLE,
      { files: [...FILES, 'notebooks/C.ipynb'] },
      [['content/id-collision', 55, 'warning']],
    ],
    [
      'a branch that is not there, though the files are read beside the manifest',
      EXAMPLE,
      { refs: ['null'] },
      [['content/ref-missing', 46, 'error']],
    ],
    ['the branch of an edition', EXAMPLE, { refs: ['on'] }, [['content/ref-missing', 59, 'error']]],
    [
      'a path that an edition leads from',
      change('tag: 007}', 'tag: 007, paths: {courses/c.ipynb: c.ipynb}}'),
      {},
      [['content/unknown-path', 59, 'error']],
    ],
    [
      "the example's placeholder, once, however often it is there and whatever its host says",
      EXAMPLE.replaceAll(/https:\/\/github\.com\/example\/(?:binder|tutorials)/g, EXAMPLE_REPOSITORY),
      { refs: failureOf('git/repository-missing', quoteWords('There is no such repository')) },
      [['manifest/example-repository', 29, 'error']],
    ],
    [
      'a retired notebook that is there',
      `${EXAMPLE}retired: {tutorials/b: Gone.}\n`,
      {},
      [['manifest/retired-but-present', 62, 'error']],
    ],
    [
      'nothing to use in place of a retired one',
      `${EXAMPLE}retired: {tutorials/x: {instead: tutorials/welcom}}\n`,
      {},
      [['manifest/unknown-notebook', 62, 'error']],
    ],
    [
      'nothing, where a former id is to be used instead, or a move leads to a retired notebook',
      `${change(': tutorials/welcome', ': tutorials/gone')}retired:\n  tutorials/x: {instead: tutorials/old-name}\n  tutorials/gone: Gone.\n`,
      {},
      [],
    ],
    [
      'a repository that is not there',
      EXAMPLE,
      { refs: failureOf('git/repository-missing', quoteWords('Gone')) },
      [['content/repository-missing', 45, 'error']],
    ],
    [
      'a repository that cannot be reached',
      EXAMPLE,
      { refs: failureOf('git/unreachable', quoteWords('Time-out')) },
      [['content/unreachable', 45, 'warning']],
    ],
    [
      'a clone that failed for its branch',
      cloned,
      { refs: ['null'], failure: failureOf('git/ref-missing', quoteWords('No')) },
      [['content/ref-missing', 46, 'error']],
    ],
    [
      'a clone that failed for the network',
      cloned,
      { failure: failureOf('git/unreachable', quoteWords('No')) },
      [['content/unreachable', 45, 'warning']],
    ],
    [
      'a folder that is not there',
      EXAMPLE,
      { failure: failureOf('directory/missing', quoteWords('No')) },
      [['directory/missing', 53, 'error']],
    ],
    [
      'a copy that stands in',
      EXAMPLE,
      { warnings: [{ code: 'content/from-cache', message: 'Old.' }] },
      [['content/from-cache', 45, 'warning']],
    ],
    [
      'a move to nowhere',
      change(': tutorials/welcome', ': tutorials/welcom'),
      {},
      [['manifest/unknown-notebook', 61, 'error']],
    ],
    [
      'a move from what is there',
      change('tutorials/old-name:', 'tutorials/b:'),
      {},
      [['manifest/moved-but-present', 61, 'error']],
    ],
  ])('tells of %s', async (_, text, world, expected) => {
    expect(await check(text, world)).toEqual(expected);
  });

  test.each<[string, Readonly<Record<string, string>> | undefined, string, number, string]>([
    ['a ref that is not there', undefined, 'binder/ref-missing', 30, 'error'],
    ['no Dockerfile', { 'environment.yml': '' }, 'binder/dockerfile-missing', 30, 'error'],
    [
      'a Dockerfile that does not count',
      { Dockerfile: DOCKERFILE, 'binder/x': '' },
      'binder/dockerfile-missing',
      30,
      'error',
    ],
    [
      'two folders',
      { 'binder/Dockerfile': DOCKERFILE, '.binder/Dockerfile': DOCKERFILE },
      'binder/dockerfile-missing',
      30,
      'error',
    ],
    ['FROM FROM', { Dockerfile: `FROM ${DOCKERFILE}` }, 'binder/dockerfile-invalid', 30, 'error'],
    ['another tag', { Dockerfile: 'FROM ghcr.io/example/hydro:1.9' }, 'binder/pin-differs', 30, 'warning'],
    [
      'another image',
      { 'binder/Dockerfile': 'FROM docker.io/example/hydro:1.10' },
      'binder/pin-differs',
      30,
      'warning',
    ],
    [
      'another digest',
      { Dockerfile: `FROM ghcr.io/example/hydro:1.10@${DIGEST}` },
      'binder/pin-differs',
      30,
      'warning',
    ],
    ['no tag', { Dockerfile: 'FROM ghcr.io/example/hydro' }, 'binder/unpinned', 30, 'warning'],
  ])('tells of a Binder repository with %s', async (_, files, code, line, severity) => {
    const { '2026-11': __, ...earlier } = SOUND_BINDER;
    const binder = files === undefined ? earlier : { ...earlier, '2026-11': files };

    expect(await check(EXAMPLE, { binder })).toEqual([[code, line, severity]]);
  });

  test('looks at every Binder repository of a list', async () => {
    const text = change(
      'binder:\n      repository: https://github.com/example/binder\n      ref: 2026-11\n',
      'binder:\n      - {repository: https://github.com/example/binder, ref: 2026-11}\n      - {repository: https://github.com/example/binder-2, ref: other}\n',
    );
    const binder = { ...SOUND_BINDER, other: { Dockerfile: 'FROM ghcr.io/example/hydro:1.9' } };
    expect(await check(text, { binder })).toEqual([['binder/pin-differs', 30, 'warning']]);
  });

  const built = EXAMPLE.replace('https://github.com/example/tutorials', 'https://github.com/example/binder')
    .replace('    branch: on\n', '    branch: 2026-11\n    pull: none\n')
    .replace('hubs: [class, binder]', 'hubs: [binder]')
    .replace(', environment: shiny', '');

  test.each<[string, Readonly<Record<string, string>>, unknown[]]>([
    ['a Dockerfile that copies its files', { 'binder/Dockerfile': `${DOCKERFILE}\nCOPY . /home/jovyan` }, []],
    [
      'a Dockerfile that copies nothing',
      { Dockerfile: DOCKERFILE },
      [['content/not-in-image', 47, 'warning']],
    ],
    [
      'a Dockerfile of another tag',
      { Dockerfile: 'FROM ghcr.io/example/hydro:1.9\nCOPY . /home/jovyan' },
      [['binder/pin-differs', 30, 'warning']],
    ],
    [
      'no Dockerfile but another specification',
      { 'environment.yml': '' },
      [['binder/no-image', 30, 'warning']],
    ],
    ['nothing to build', {}, [['binder/dockerfile-missing', 30, 'error']]],
  ])('tells of notebooks in the image, with %s', async (_, files, expected) => {
    const notebooks = Object.fromEntries(FILES.map((path) => [path, '']));
    const binder = { ...SOUND_BINDER, '2026-11': { ...notebooks, ...files } };
    const pushed = [...FILES, ...Object.keys(files)];

    expect(await check(built, { binder, pushed, refs: ['2026-11', 'null', 'main'] })).toEqual(expected);
  });

  test('accepts the Dockerfile in binder/ and the pinned digest in place of the tag', async () => {
    const text = change('sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', DIGEST);
    const binder = {
      ...SOUND_BINDER,
      '2026-11': { 'binder/Dockerfile': `FROM ghcr.io/example/hydro@${DIGEST}` },
    };

    expect(await check(text, { binder })).toEqual([]);
  });

  test('suggests the branch and the file that were probably meant', async () => {
    const world = { refs: ['ons', 'null'], files: ['courses/b.ipynb', 'other/a.ipynb', 'notebooks/c.ipynb'] };
    const diagnostics = await checkCatalog(EXAMPLE, 'catalog.yaml', createPorts(world));

    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      'Did you mean "ons"?',
      'Did you mean "other/a.ipynb"?',
      undefined,
    ]);
  });

  test('says where a renamed notebook is now, and which branch took the place of master', async () => {
    const world = {
      refs: ['master2', 'main', 'null'],
      files: ['courses/b.ipynb', 'other/a.ipynb', 'week 1/begin.ipynb', 'notebooks/c.ipynb'],
      renames: new Map([['courses/a.ipynb', 'week 1/begin.ipynb']]),
    };
    const text = change('branch: on', 'branch: master');
    const diagnostics = await checkCatalog(text, 'catalog.yaml', createPorts(world));

    expect(diagnostics.slice(0, 2).map(({ hint }) => hint)).toEqual([
      'The default branch of the repository is "main".',
      'Write "week 1/begin.ipynb" here, or remove the entry.',
    ]);
  });

  test('looks whether the image of a Dockerfile is there where that is another', async () => {
    const services: ServicePorts = {
      now: () => new Date('2026-11-23T03:23:41Z'),
      registry: {
        checkPresence: async ({ tag }) => (tag === '1.9' ? 'missing' : 'present'),
        checkImage: async () => ({ kind: 'rate-limited', registry: 'ghcr.io', detail: quoteWords('later') }),
      },
      hubs: { checkHub: async () => ({ kind: 'healthy' }) },
    };
    const binder = { ...SOUND_BINDER, '2026-11': { Dockerfile: 'FROM ghcr.io/example/hydro:1.9' } };

    expect(await check(EXAMPLE, { binder, services })).toContainEqual(['image/missing', 30, 'error']);
  });

  test('says that a Dockerfile could not be read where only our own limits are at fault', async () => {
    const binder = { ...SOUND_BINDER, '2026-11': { Dockerfile: `#${'x'.repeat(2_000_000)}\n${DOCKERFILE}` } };

    expect(await check(EXAMPLE, { binder })).toEqual([['binder/unreachable', 29, 'warning']]);
  });

  test('warns of tags on hubs that keep what nbgitpuller cannot update', async () => {
    const tags = ['on', 'null'];
    const hub = '    sign_in: true\n';
    const anyImage = `${hub}    start: {form: fields, options: {image: "{image}:{tag}"}}\n`;
    const forgetful = `${hub}    expect: {kept: false}\n`;
    const tagged = (line: number) => ['content/tag-kept', line, 'warning'];

    expect(await check(EXAMPLE, { tags })).toEqual([tagged(46)]);
    expect(await check(change(hub, anyImage), { tags })).toEqual([tagged(47), tagged(60)]);
    expect(await check(change(hub, forgetful), { tags })).toEqual([]);
    const onBinder = change('hubs: [class, binder]', 'hubs: [binder]').replace(', environment: shiny', '');
    expect(await check(onBinder, { tags })).toEqual([]);
  });

  test('asks each repository for its refs once', async () => {
    const ports = createPorts();
    let asked = 0;
    const git = {
      ...ports.git,
      listRefs: (repository: string) => ports.git.listRefs(repository).finally(() => (asked += 1)),
    };
    await checkCatalog(EXAMPLE, 'catalog.yaml', { ...ports, git });

    expect(asked).toBe(1);
  });

  test('says how to pin, which images are gone and which hubs are none', async () => {
    const services: ServicePorts = {
      now: () => new Date('2026-11-23T03:23:41Z'),
      registry: {
        checkPresence: async () => 'present',
        checkImage: async ({ tag }) =>
          tag === '0x10'
            ? { kind: 'missing', what: 'tag', pin: 'none' }
            : {
                kind: 'present',
                digest: DIGEST,
                pin: 'none',
                facts: { kind: 'unreachable', registry: 'ghcr.io', detail: quoteWords('time-out') },
              },
      },
      hubs: {
        checkHub: async ({ type }) =>
          type === 'jupyterhub'
            ? { kind: 'wrong-kind', expected: 'jupyterhub', found: 'binderhub' }
            : { kind: 'healthy' },
      },
    };
    const diagnostics = await checkCatalog(EXAMPLE, 'catalog.yaml', createPorts({ services }));

    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'hub/wrong-kind', severity: 'error' }),
    );
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'image/missing',
        severity: 'error',
        hint: 'Push the image again, or name a tag that exists.',
      }),
    );
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'registry/unreachable',
        severity: 'warning',
        hint: 'Run the check again later; with --offline it asks nobody.',
      }),
    );
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'image/not-pinned', hint: `Add "digest: ${DIGEST}" beside the tag.` }),
    );
  });

  test('tells that an image is too old', async () => {
    const services: ServicePorts = {
      now: () => new Date('2026-11-23T03:23:41Z'),
      registry: {
        checkPresence: async () => 'present',
        checkImage: async () => ({
          kind: 'present',
          digest: DIGEST,
          pin: 'same',
          facts: {
            kind: 'facts',
            createdAt: '2020-01-01T00:00:00Z',
            sizeBytes: 1,
            platforms: ['linux/amd64'],
            labels: {},
            user: '1000',
          },
        }),
      },
      hubs: { checkHub: async () => ({ kind: 'healthy' }) },
    };

    // Only the current version of the first environment says from when on it is too old.
    const found = await check(EXAMPLE, { services });
    expect(found.filter((row) => Array.isArray(row) && row[0] === 'image/too-old')).toEqual([
      ['image/too-old', 25, 'warning'],
    ]);
  });
});

const SOUND_NOTEBOOK = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });
/** @param texts path → what the file holds, where that is no sound notebook */
const readTexts =
  (texts: Readonly<Record<string, string>>): NonNullable<CheckedContent['readFiles']> =>
  async (paths) =>
    new Map(paths.map((path) => [path, ok(Buffer.from(texts[path] ?? SOUND_NOTEBOOK))]));

describe('launch links', () => {
  test.each<[string, string, unknown[]]>([
    ['a folder that ends in .ipynb', 'courses/x.ipynb/c.ipynb', ['link/notebook-folder', 55, 'warning']],
    ['a name with a backslash', 'courses/a\\c.ipynb', ['link/bad-path', 55, 'warning']],
    ['a hidden folder', 'courses/.x/c.ipynb', ['link/hidden-folder', 55, 'warning']],
  ])('are composed: %s leaves no button, and is reported once', async (_, path, expected) => {
    expect(await check(EXAMPLE, { files: [...FILES, path] })).toEqual([expected]);
  });

  test('are composed of the manifest alone, too', async () => {
    const text = change('example/tutorials', 'example/tutorials.ipynb').replaceAll(
      '[class, binder]',
      '[class]',
    );
    const found = await checkCatalog(text, 'catalog.yaml');
    expect(found.map(({ code, position }) => [code, position.line])).toEqual([['link/notebook-folder', 45]]);
    const raw = change('https://github.com/example/tutorials', 'https://git.example.org/group/raw/course');
    expect(await checkCatalog(raw, 'catalog.yaml')).toEqual([]);
  });
});

describe('a check asks what a night asks', () => {
  test.each<[string, string, World, unknown[]]>([
    [
      'a folder that is somewhere else in the repository',
      EXAMPLE,
      { pushed: FILES.map((path) => `content/${path.replace('courses/', '')}`) },
      [['content/notebook-missing', 54, 'error']],
    ],
    [
      'a repository_path that was forgotten',
      change('    repository_path: courses/\n', ''),
      { pushed: FILES.map((path) => `courses/${path}`) },
      [['content/notebook-missing', 53, 'error']],
    ],
    [
      'a notebook that has yet to be pushed',
      EXAMPLE,
      { files: [...FILES, 'courses/new.ipynb'], pushed: FILES },
      [['content/notebook-missing', 54, 'warning']],
    ],
    [
      'a host that leads somewhere that is refused',
      EXAMPLE,
      { refs: failureOf('git/refused', quoteWords('No')) },
      [['content/unreachable', 45, 'warning']],
    ],
    [
      'a repository that is too large to look at',
      cloned,
      { failure: failureOf('git/too-large', quoteWords('No')) },
      [['content/unreachable', 45, 'warning']],
    ],
    [
      'a repository without commits',
      cloned,
      { failure: failureOf('git/empty', quoteWords('No')) },
      [['content/ref-missing', 45, 'error']],
    ],
    [
      'a content without a notebook',
      cloned,
      {
        files: FILES,
        notebooks: [],
        warnings: [{ code: 'content/no-notebooks', message: 'No file matches.' }],
      },
      [
        ['content/no-notebooks', 51, 'error'],
        ['content/notebook-excluded', 54, 'warning'],
        ['content/notebook-excluded', 55, 'warning'],
      ],
    ],
  ])('tells of %s', async (_, text, world, expected) => {
    const found = await check(text, world);
    expect(found.filter((row) => !JSON.stringify(row).includes('manifest/'))).toEqual(expected);
  });

  test('says where the folder is', async () => {
    const pushed = FILES.map((path) => `content/${path.replace('courses/', '')}`);
    const [found] = await checkCatalog(EXAMPLE, 'catalog.yaml', createPorts({ pushed }));

    expect(found?.hint).toContain('write "repository_path: content" beside "directory"');
    expect(found?.message).toMatch(/does not hold .* at on\. The same is true of 2 others\.$/);
  });

  const conflict = `{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n]}`;
  test.each<[string, string, string, 'error' | 'warning']>([
    ['merge conflicts', conflict, 'notebook/not-json', 'error'],
    ['a cut file', SOUND_NOTEBOOK.slice(0, -9), 'notebook/truncated', 'error'],
    ['an empty file', '', 'notebook/empty', 'error'],
    ['a page in its place', '<html></html>', 'notebook/not-json', 'error'],
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
      'notebook/lfs-pointer',
      'warning',
    ],
  ])('names a notebook that is damaged: %s', async (_, text, code, severity) => {
    const world = { readFiles: readTexts({ 'courses/b.ipynb': text }) };

    expect(await check(EXAMPLE, world)).toEqual([[code, 56, severity]]);
    // In a repository it is a warning.
    expect(await check(cloned, world)).toEqual([[code, 54, 'warning']]);
  });
});

test('names pictures that are pointers of Git LFS, and only those that a notebook shows', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n';
  const texts = {
    'courses/b.ipynb': JSON.stringify({
      nbformat: 4,
      cells: [{ cell_type: 'markdown', source: '![a](img/tide.png) ![b](img/sound.png)' }],
    }),
    'courses/img/tide.png': pointer,
    'courses/img/sound.png': 'PNG',
    'courses/img/other.png': pointer,
  };
  const attributes = { '.gitattributes': '*.png filter=lfs diff=lfs merge=lfs -text' };
  const world = (readable: Readonly<Record<string, string>>) => ({
    files: [...FILES, ...Object.keys(readable)],
    notebooks: FILES,
    pushed: [...FILES, ...Object.keys(readable)],
    readFiles: readTexts(readable),
  });

  const found = await checkCatalog(EXAMPLE, 'catalog.yaml', createPorts(world({ ...texts, ...attributes })));
  expect(found.filter(({ code }) => code === 'content/image-in-lfs').map(({ message }) => message)).toEqual([
    'courses/img/tide.png: This picture, which courses/b.ipynb shows, is stored in Git LFS, so the repository itself holds only a pointer to it: the page will be without the picture.',
  ]);
  expect(JSON.stringify(await check(EXAMPLE, world(texts)))).not.toContain('image-in-lfs');
});

describe('before a publication', () => {
  const publish = (text: string) => {
    const { catalog } = parseCatalog(text, 'catalog.yaml');
    if (catalog === undefined) throw new Error('it has to be sound');
    const contents = catalog.contents.map((content) => ({
      content,
      notebooks: [...createNotebookIds(content, FILES).ids].map(([path, id]) => ({
        id,
        path,
        sizeBytes: 1,
        outcome: { ok: false as const, problem: { code: 'notebook/away' as const, message: 'Away.' } },
      })),
    }));
    const { model } = assembleSite(catalog, contents, null, '2026-11-23T05:00:00Z');
    const parsed = parsePublishedCatalog(JSON.stringify(buildCatalogDocument(model)));
    if (!parsed.ok) throw new Error(parsed.failure.message);
    return listClaims(parsed.value);
  };
  const severities = async (text: string, world: World, before?: string) => {
    const claims = before === undefined ? new Set<string>() : publish(before);
    const found = await checkCatalog(text, 'catalog.yaml', createPorts(world), async () => claims);
    return [...new Set(found.map(({ severity }) => severity))];
  };
  const { '2026-11': __, ...withoutBinder } = SOUND_BINDER;
  const gone = failureOf('git/repository-missing', quoteWords('Gone'));

  test.each<[string, World, string, string]>([
    ['the Binder ref', { binder: withoutBinder }, 'ref: 2026-11', 'ref: 2026-10'],
    ['the branch of an edition', { refs: ['on'] }, 'branch: null', 'branch: spring'],
    [
      'the repository of a content',
      { refs: gone },
      'github.com/example/tutorials',
      'github.com/example/other',
    ],
    ['its branch', { refs: ['null'] }, 'branch: on', 'branch: off'],
    ['a notebook that is named', { files: FILES.slice(1) }, 'courses/a.ipynb', 'courses/z.ipynb'],
    ['where its folder is', { pushed: FILES.map((path) => `x/${path}`) }, 'branch: on', 'branch: off'],
  ])(
    '%s stops it where the manifest says so anew, and not where the world has changed',
    async (_, world, now, then) => {
      expect(EXAMPLE).toContain(now);

      expect(await severities(EXAMPLE, world)).toContain('error');
      expect(await severities(EXAMPLE, world, EXAMPLE.replaceAll(now, then))).toContain('error');
      expect(await severities(EXAMPLE, world, EXAMPLE)).toEqual(['warning']);
    },
  );

  test('what nobody could tell stops nothing', async () => {
    const refs = failureOf('git/unreachable', quoteWords('Time-out'));
    expect(await severities(EXAMPLE, { refs })).toEqual(['warning']);
  });

  test('a notebook that nobody has pushed stops it', async () => {
    const world = { files: [...FILES, 'courses/new.ipynb'], pushed: FILES };
    expect(await severities(EXAMPLE, world, EXAMPLE)).toEqual(['error']);
  });
});
