import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { checkOutFolder, listGuardedPaths } from './out-folder.ts';

/** What a site of any version holds. */
const SITE = {
  'catalog.json': JSON.stringify({
    version: 1,
    generated_at: '2026-01-01T00:00:00Z',
    site: { title: 'Tides', url: 'https://tides.example.org/', language: 'en' },
    hubs: [],
    environments: [],
    notebooks: [],
  }),
  'status.json': '{"version":1,"checked_at":null}',
  '404.html': '<h1>Not found</h1>',
  'index.html': '<h1>Tides</h1>',
};

let folder: TemporaryFolder;
const place = (path: string) => join(folder.path, path);
const write = async (path: string, text = '') => {
  await mkdir(dirname(place(path)), { recursive: true });
  await writeFile(place(path), text);
};
const writeSite = async (path: string, without?: string) => {
  for (const [name, text] of Object.entries(SITE)) if (name !== without) await write(`${path}/${name}`, text);
};
const check = (outDir: string) =>
  checkOutFolder(outDir, [
    ...listGuardedPaths({
      packageFolder: place('engine'),
      workFolder: place('course'),
      homeFolder: place('home'),
      contentFolder: place('course/content'),
      pagesFolder: place('course/content/pages'),
      cacheFolder: place('course/.cache'),
    }),
    { path: place('course/content/dist/notebooks'), what: 'the notebooks of "tides"' },
  ]);

beforeEach(async () => {
  folder = await createTemporaryFolder('out');
  await write('course/content/catalog.yaml', 'version: 1');
  await write('course/content/pages/home.md', '# Home');
  await write('course/content/dist/notebooks/tides.ipynb', '{}');
  await write('course/.git/HEAD', 'ref: refs/heads/main');
  await write('course/.cache/site/model.json', '{}');
  await write('engine/src/index.ts');
  await write('engine/public/favicon.svg');
  await write('photos/2019.jpg', 'the only copy');
  await mkdir(place('home'));
  await mkdir(place('empty'));
  await writeSite('course/dist');
});
afterEach(() => folder.remove());

describe('a folder that a site may take the place of', () => {
  it.each([
    'course/new',
    'course/new/and/deeper',
    'course/dist',
    'course/dist/',
    'course/content/../dist',
    'course/content/site',
    'empty',
  ])('%s', async (path) => {
    expect(await check(`${folder.path}/${path}`)).toEqual({
      ok: true,
      value: place(path).replace(/\/$/, ''),
    });
  });

  it('is the one that a symbolic link leads to, so that the link stays', async () => {
    await symlink(place('course/dist'), place('link'));
    await symlink(place('empty'), place('parent'));
    expect(await check(place('link'))).toEqual({ ok: true, value: place('course/dist') });
    expect(await check(place('parent/site'))).toEqual({ ok: true, value: place('empty/site') });
  });
});

describe('a folder that a site may not take the place of', () => {
  it.each([
    ['', 'names no folder'],
    [' ', 'names no folder'],
    ['/', 'holds the working folder'],
    ['.', 'holds the working folder'],
    ['course', 'holds the working folder'],
    ['course/', 'holds the working folder'],
    ['course/content/..', 'holds the working folder'],
    ['course/content', 'holds the manifest'],
    ['course/content/pages', 'holds the pages of the catalogue'],
    ['course/content/pages/site', 'is inside the pages of the catalogue'],
    ['course/content/dist', 'holds the notebooks of "tides"'],
    ['course/content/dist/notebooks', 'holds the notebooks of "tides"'],
    ['course/.cache', 'holds the cache'],
    ['course/.cache/site', 'holds the cache'],
    ['course/.cache/site/new', 'is inside the cache'],
    ['course/.git/site', 'is inside the folder in which git keeps a repository'],
    ['engine', "holds Slipway's own sources"],
    ['engine/src', "holds Slipway's own sources"],
    ['engine/public', 'holds the files that every site gets'],
    ['engine/public/site', 'is inside the files that every site gets'],
    ['home', 'holds your home folder'],
    ['photos', 'is not empty, and what is in it was not made by Slipway'],
    ['photos/2019.jpg', 'it is a file'],
    ['photos/2019.jpg/site', 'there is a file on the way to it'],
    [
      process.platform === 'linux' ? '/dev/shm' : '/',
      process.platform === 'linux' ? 'file system of its own' : 'holds',
    ],
  ])('%s: %s', async (path, why) => {
    const outDir = path.startsWith('/') || path.trim() === '' ? path : `${folder.path}/${path}`;
    const checked = await check(outDir);
    expect(checked.ok ? 'allowed' : checked.failure).toContain(why);
    expect(checked.ok ? '' : checked.failure).toMatch(
      / Choose another --outDir; nothing was built or removed\.$/,
    );
  });

  it('is known by whatever link leads to it', async () => {
    await symlink(place('course'), place('one'));
    await symlink(place('one/content'), place('two'));
    await symlink(place('photos'), place('three'));
    await symlink(place('nowhere'), place('four'));
    for (const [link, why] of [
      ['one', 'holds the working folder'],
      ['two', 'holds the manifest'],
      ['three', 'not made by Slipway'],
      ['four', 'symbolic link that leads nowhere'],
    ] as const) {
      const checked = await check(place(link));
      expect(checked.ok ? 'allowed' : checked.failure).toContain(why);
    }
    expect(await readdir(place('photos'))).toEqual(['2019.jpg']);
  });

  it.each([
    ['a manifest that is reached by a link', 'outside/course', 'holds the manifest'],
    ['what a link in it leads out to', 'course/content', 'holds'],
  ])('holds %s', async (_, path, why) => {
    await mkdir(place('outside'));
    await symlink(place('course'), place('outside/course'));
    const checked = await checkOutFolder(place(path), [
      { path: place('outside/course/content/catalog.yaml'), what: 'the manifest' },
    ]);
    expect(checked.ok ? 'allowed' : checked.failure).toContain(why);
  });

  it.each([
    ['a copy of the published files', (path: string) => writeSite(path, '404.html')],
    ['a site without its catalogue', (path: string) => writeSite(path, 'catalog.json')],
    [
      'a clone of the published branch',
      async (path: string) => {
        await writeSite(path);
        await write(`${path}/.git/HEAD`);
      },
    ],
    [
      'a work tree of the published branch',
      async (path: string) => {
        await writeSite(path);
        await write(`${path}/.git`, 'gitdir: elsewhere');
      },
    ],
    ['a file that git or a system left', (path: string) => write(`${path}/.gitkeep`)],
    ['another catalogue', (path: string) => write(`${path}/catalog.json`, '{"version": 1, "notebooks": []}')],
  ])('%s', async (_, fill) => {
    await fill('course/out');
    const before = await readdir(place('course/out'));
    expect((await check(place('course/out'))).ok).toBe(false);
    expect(await readdir(place('course/out'))).toEqual(before);
  });
});
