import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { identifyFolder, linkFiles } from './keep-files.ts';

test('gives the pages that are there to the new site, which has them when the old one is gone', async () => {
  await using folder = await createTemporaryFolder('keep');
  const place = (path: string) => join(folder.path, path);
  mkdirSync(place('old/notebooks/ebb'), { recursive: true });
  mkdirSync(place('new/notebooks/flow'), { recursive: true });
  writeFileSync(place('old/notebooks/ebb/index.html'), 'Ebb');
  writeFileSync(place('new/notebooks/flow/index.html'), 'made anew');
  const before = statSync(place('old/notebooks/ebb/index.html')).mtimeMs;
  const wanted = ['notebooks/ebb/index.html', 'notebooks/gone/index.html', 'notebooks/flow/index.html'];
  expect([...linkFiles(wanted, place('old'), place('new'))]).toEqual(['notebooks/ebb/index.html']);
  rmSync(place('old'), { recursive: true });
  expect(readFileSync(place('new/notebooks/ebb/index.html'), 'utf8')).toBe('Ebb');
  expect(statSync(place('new/notebooks/ebb/index.html'))).toMatchObject({ mtimeMs: before, nlink: 1 });
  expect(readFileSync(place('new/notebooks/flow/index.html'), 'utf8')).toBe('made anew');
});

test('tells a folder from another one of its name', async () => {
  await using folder = await createTemporaryFolder('identify');
  const place = (path: string) => join(folder.path, path);
  expect(identifyFolder(place('dist'))).toBeUndefined();
  mkdirSync(place('dist'));
  const first = identifyFolder(place('dist'));
  writeFileSync(place('dist/page'), 'x');
  expect(identifyFolder(place('dist'))).toBe(first);
  mkdirSync(place('other'));
  renameSync(place('dist'), place('away'));
  renameSync(place('other'), place('dist'));
  expect(identifyFolder(place('dist'))).not.toBe(first);
});
