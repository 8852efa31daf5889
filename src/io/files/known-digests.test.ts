import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { openKnownDigests } from './known-digests.ts';

test('keeps what was added or found, and forgets what was not asked for', async () => {
  await using folder = await createTemporaryFolder('known');
  const first = openKnownDigests(folder.path);
  first.add('a', '1');
  first.add('b', '2');
  await first.store();

  const second = openKnownDigests(folder.path);
  expect(second.find('a')).toBe('1');
  expect(second.find('c')).toBeUndefined();
  await second.store();

  expect(openKnownDigests(folder.path).find('a')).toBe('1');
  expect(openKnownDigests(folder.path).find('b')).toBeUndefined();
});

test.each(['', '[["a","1"]', '{"a":"1"}', '[["a",1],["a"],null]'])(
  'knows nothing of a damaged file: %s',
  async (text) => {
    await using folder = await createTemporaryFolder('known');
    writeFileSync(join(folder.path, 'known-digests.json'), text);
    expect(openKnownDigests(folder.path).find('a')).toBeUndefined();
  },
);

test('is no fault where nothing can be written', async () => {
  await using folder = await createTemporaryFolder('known');
  mkdirSync(join(folder.path, 'known-digests.json'));
  const digests = openKnownDigests(folder.path);
  digests.add('a', '1');
  await expect(digests.store()).resolves.toBeUndefined();
});
