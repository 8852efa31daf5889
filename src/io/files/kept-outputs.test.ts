import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import {
  nameKeptOutputs,
  pruneKeptOutputs,
  readKeptOutputs,
  removeOldOutputs,
  storeKeptOutputs,
} from './kept-outputs.ts';

const DAY_MS = 86_400_000;

test('outputs stay while a status names them, and so does everything else in the folder', async () => {
  await using folder = await createTemporaryFolder('outputs');
  const [named = '', other = ''] = [
    await storeKeptOutputs(folder.path, 'a'),
    await storeKeptOutputs(folder.path, 'b'),
  ];
  writeFileSync(join(folder.path, 'notes.json'), '');
  await pruneKeptOutputs(folder.path, new Set([named]));
  expect(readdirSync(folder.path).sort()).toEqual([nameKeptOutputs(named), 'notes.json'].sort());
  expect(await readKeptOutputs(folder.path, other, 9)).toBeUndefined();
  await pruneKeptOutputs(join(folder.path, 'absent'), new Set());
});

test('outputs in the cache stay for a month', async () => {
  await using folder = await createTemporaryFolder('outputs');
  const digest = await storeKeptOutputs(folder.path, 'a');
  const writtenAt = new Date('2026-10-01T00:00:00Z');
  utimesSync(join(folder.path, nameKeptOutputs(digest)), writtenAt, writtenAt);
  await removeOldOutputs(folder.path, writtenAt.getTime() + 29 * DAY_MS);
  expect(await readKeptOutputs(folder.path, digest, 9)).toBe('a');
  await removeOldOutputs(folder.path, writtenAt.getTime() + 31 * DAY_MS);
  expect(readdirSync(folder.path)).toEqual([]);
});

test.each([
  ['changed', 'b', 9],
  ['too large', 'a', 0],
])('outputs that are %s are not read', async (_, text, maxBytes) => {
  await using folder = await createTemporaryFolder('outputs');
  const digest = await storeKeptOutputs(folder.path, 'a');
  writeFileSync(join(folder.path, nameKeptOutputs(digest)), text);
  expect(await readKeptOutputs(folder.path, digest, maxBytes)).toBeUndefined();
  // A status is somebody else's file: it names no other folder.
  expect(await readKeptOutputs(folder.path, 'sha256:../notes', 9)).toBeUndefined();
});
