import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { digestFile } from '../files/digest.ts';
import {
  type CompiledPages,
  copySiteFiles,
  FILE_FOLDER,
  MODULE_FOLDER,
  openCompiledStore,
} from './compiled-pages.ts';

const KEY = 'a'.repeat(64);

async function compile(
  folder: string,
  text: string,
  sources: readonly string[] = [],
): Promise<CompiledPages> {
  for (const [path, content] of [
    [`${MODULE_FOLDER}/entry.mjs`, `import './chunks/page.mjs';`],
    [`${MODULE_FOLDER}/chunks/page.mjs`, text],
    [`${FILE_FOLDER}/_astro/page.css`, 'a{}'],
  ] as const) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return {
    folder,
    entry: 'entry.mjs',
    styles: [],
    astro: '7.3.5',
    sources: sources.map((file) => [file, digestFile(file)] as const),
  };
}

it('gives a site the files beside its pages', async () => {
  await using folder = await createTemporaryFolder('compiled');
  const compiled = await compile(join(folder.path, 'scratch'), '');
  const stored = openCompiledStore(join(folder.path, 'pages')).store(KEY, compiled);
  copySiteFiles(stored, join(folder.path, 'dist'));
  expect(await readFile(join(folder.path, 'dist/_astro/page.css'), 'utf8')).toBe('a{}');
  expect(existsSync(join(folder.path, 'scratch'))).toBe(false);
});

it('finds what is whole, and nothing where a file was cut, is gone, or a source has changed', async () => {
  await using folder = await createTemporaryFolder('compiled');
  const source = join(folder.path, 'term.ts');
  const store = openCompiledStore(join(folder.path, 'pages'));
  const damage: readonly (() => Promise<void>)[] = [
    () => writeFile(join(folder.path, 'pages', KEY, MODULE_FOLDER, 'entry.mjs'), ''),
    () => rm(join(folder.path, 'pages', KEY, FILE_FOLDER, '_astro/page.css')),
    () => writeFile(join(folder.path, 'pages', KEY, 'record.json'), '{"entry"'),
    () => writeFile(source, 'changed'),
  ];
  for (const spoil of damage) {
    await writeFile(source, 'as it was');
    store.store(KEY, await compile(join(folder.path, 'scratch'), '', [source]));
    expect(store.find(KEY)).toMatchObject({ entry: 'entry.mjs', folder: join(folder.path, 'pages', KEY) });
    await spoil();
    expect(store.find(KEY)).toBeUndefined();
  }
});

it('keeps what another build has stored meanwhile', async () => {
  await using folder = await createTemporaryFolder('compiled');
  const store = openCompiledStore(join(folder.path, 'pages'));
  store.store(KEY, await compile(join(folder.path, 'first'), 'first'));
  const second = store.store(KEY, await compile(join(folder.path, 'second'), 'second'));
  expect(second.folder).toBe(join(folder.path, 'pages', KEY));
  expect(await readFile(join(second.folder, MODULE_FOLDER, 'chunks/page.mjs'), 'utf8')).toBe('first');
  expect(existsSync(join(folder.path, 'second'))).toBe(false);
});
