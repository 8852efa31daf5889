import { expect, test } from 'vitest';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { detailOf, failureOf } from '../../core/details.ts';
import { fail, ok } from '../../core/result.ts';
import { HARBOUR_MANIFEST } from '../../core/site/harbour.fixture.ts';
import { loadSharp } from '../../io/pictures/load-sharp.ts';
import { checkNamedPictures } from './check-pictures.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>';
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n';

async function createPng(): Promise<Buffer> {
  const sharp = await loadSharp();
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * index) % 251));
  return sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
}

async function check(image: string, bytes: Buffer | undefined) {
  const manifest = HARBOUR_MANIFEST.replace(
    '    editions:',
    `    image: ${image}\n    notebooks:\n      a.ipynb: {image: ${image}}\n      gone.ipynb: {image: ${image}}\n    editions:`,
  );
  const { catalog, positionOf } = parseCatalog(manifest, 'catalog.yaml');
  const content = catalog?.contents[0];
  if (content === undefined) throw new Error('the manifest has to be sound');
  const missing = failureOf('content/file-missing', detailOf('file-missing', { path: image }));
  return checkNamedPictures(
    {
      content,
      files: [],
      notebooks: [{ path: 'a.ipynb' }],
      missing: ['gone.ipynb'],
      warnings: [],
      readFiles: async (paths) =>
        new Map(paths.map((path) => [path, bytes === undefined ? fail(missing) : ok(bytes)])),
    },
    positionOf,
  );
}

test('pictures that can be shown are not mentioned', async () => {
  expect(await check('cover.svg', Buffer.from(SVG))).toEqual([]);
  expect(await check('cover.png', await createPng())).toEqual([]);
});

test.each([
  ['is not there', async () => undefined, 'is not in the repository'],
  ['is a text', async () => Buffer.from('a text'), 'cannot be read as a picture'],
  ['is cut off', async () => (await createPng()).subarray(0, 400), 'cannot be read as a picture'],
  ['is a pointer', async () => Buffer.from(POINTER), 'is stored in Git LFS'],
])('one that %s is a warning wherever a listed notebook or the collection names it', async (_, read, why) => {
  const diagnostics = await check('figures/cover.png', await read());
  const collection = HARBOUR_MANIFEST.split('\n').indexOf('    editions:') + 1;
  expect(diagnostics.map(({ position, severity }) => [position.line, severity])).toEqual([
    [collection, 'warning'],
    [collection + 2, 'warning'],
  ]);
  for (const { message } of diagnostics) expect(message).toContain(`"figures/cover.png" ${why}`);
});
