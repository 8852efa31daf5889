import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { findCatalogue } from './find-catalogue.ts';

async function find(files: readonly string[], named?: string) {
  await using folder = await createTemporaryFolder('find');
  for (const path of files) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), 'version: 1');
  }
  const found = findCatalogue(folder.path, named);
  return found.ok ? found.value.manifestFile : found.failure;
}

describe('the manifest', () => {
  it.each([
    ['in content', ['content/catalog.yaml'], undefined, 'content/catalog.yaml'],
    ['in the working folder', ['catalog.yaml'], undefined, 'catalog.yaml'],
    [
      'beside a folder content that holds none',
      ['catalog.yaml', 'content/a.ipynb'],
      undefined,
      'catalog.yaml',
    ],
    ['with the other ending', ['content/catalog.yml'], undefined, 'content/catalog.yml'],
    [
      'in the folder that is named',
      ['course/catalog.yaml', 'content/catalog.yaml'],
      'course',
      'course/catalog.yaml',
    ],
    ['that is named itself', ['course/catalog.yaml'], 'course/catalog.yaml', 'course/catalog.yaml'],
    ['nowhere', [], undefined, 'catalog.yaml'],
    ['nowhere, beside a folder content', ['content/a.ipynb'], undefined, 'content/catalog.yaml'],
    ['not in the folder that is named', ['catalog.yaml'], 'course', 'course/catalog.yaml'],
  ])('%s', async (_, files, named, expected) => {
    expect(await find(files, named)).toBe(expected);
  });

  it.each([
    [['catalog.yaml', 'content/catalog.yaml'], /--content content or --content \.\.$/],
    [['catalog.yaml', 'catalog.yml'], /^Remove one of them/],
  ])('is not guessed where there are two: %j', async (files, hint) => {
    expect(await find(files)).toMatchObject({ code: 'manifest/two', hint: expect.stringMatching(hint) });
  });
});
