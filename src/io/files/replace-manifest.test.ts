import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { replaceManifest } from './replace-manifest.ts';

test('of commands that change one manifest at once, one does and the others say why they did not', async () => {
  await using folder = await createTemporaryFolder('replace-manifest');
  const file = join(folder.path, 'catalog.yaml');
  await writeFile(file, 'version: 1\n');

  const texts = Array.from({ length: 8 }, (_, index) => `version: 1\n# ${index}\n`);
  const results = await Promise.all(texts.map((text) => replaceManifest(file, 'version: 1\n', text)));

  const written = texts.filter((_, index) => results[index]?.ok);
  expect(written).toEqual([await readFile(file, 'utf8')]);
  expect(
    results.filter((result) => !result.ok && result.failure.code === 'manifest/changed-meanwhile'),
  ).toHaveLength(7);
  expect(await readdir(folder.path)).toEqual(['catalog.yaml']);
});
