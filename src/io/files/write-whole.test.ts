import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { writeWhole } from './write-whole.ts';

it('writes into a folder that is not there yet, and again', async () => {
  await using folder = await createTemporaryFolder('whole');
  const file = join(folder.path, 'a/b/status.json');
  await writeWhole(file, 'one');
  await writeWhole(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(await readdir(join(folder.path, 'a/b'))).toEqual(['status.json']);
});

it('takes away what killed runs left, and nothing else', async () => {
  await using folder = await createTemporaryFolder('strays');
  const hourAgo = new Date(Date.now() - 2 * 3_600_000);
  const old = ['status.json.123', 'status.json.bak', 'status.json.1.bak', 'other.json.123', 'status.json.'];
  for (const name of old) {
    await writeFile(join(folder.path, name), '');
    await utimes(join(folder.path, name), hourAgo, hourAgo);
  }
  // Another run may be writing this very moment.
  await writeFile(join(folder.path, 'status.json.456'), '');
  await mkdir(join(folder.path, 'status.json.789'));
  await writeWhole(join(folder.path, 'status.json'), 'whole');
  expect((await readdir(folder.path)).sort()).toEqual(
    [
      'status.json',
      'status.json.456',
      'status.json.789',
      ...old.filter((name) => name !== 'status.json.123'),
    ].sort(),
  );
});
