import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { writeSitemap } from './write-sitemap.ts';

const HOME = 'https://example.org/tides/';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await createTemporaryFolder('sitemap');
});
afterAll(() => folder.remove());

test('the index names a file, and the file every address', async () => {
  const target = join(folder.path, 'good');
  mkdirSync(target);
  await writeSitemap([HOME, `${HOME}help/`], HOME, target);
  expect(readFileSync(join(target, 'sitemap-index.xml'), 'utf8')).toContain(`${HOME}sitemap-0.xml`);
  expect(readFileSync(join(target, 'sitemap-0.xml'), 'utf8')).toContain(`<loc>${HOME}help/</loc>`);
});

test('a file that cannot be written is an error of the caller, and does not end the process', async () => {
  const target = join(folder.path, 'bad');
  mkdirSync(join(target, 'sitemap-0.xml'), { recursive: true });
  // So many that the error comes while they are still being handed over.
  const addresses = Array.from({ length: 2_000 }, (_, index) => `${HOME}notebooks/${index}/`);
  await expect(writeSitemap(addresses, HOME, target)).rejects.toMatchObject({ code: 'EISDIR' });
});
