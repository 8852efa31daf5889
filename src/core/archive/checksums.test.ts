import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatChecksums, parseChecksums } from './checksums.ts';

const SUM = 'a'.repeat(64);

it('reads the checksums that it writes', () => {
  const path = fc
    .stringMatching(/^[a-z0-9 ._-]{1,12}(?:\/[a-z0-9 _-]{1,12}){0,3}$/)
    .filter((text) => !/^\.\.?(?:\/|$)/.test(text));
  const sums = fc.dictionary(path, fc.stringMatching(/^[0-9a-f]{64}$/));
  fc.assert(
    fc.property(sums, (record) => {
      const checksums = new Map(Object.entries(record));
      expect(parseChecksums(formatChecksums(checksums))).toEqual(checksums);
    }),
  );
});

it.each(['', `${SUM}  a/b\n`])('takes %j', (text) => {
  expect(parseChecksums(text)).toBeDefined();
});

it.each([`${SUM}  ../a\n`, `${SUM}  /etc/passwd\n`, `${SUM} a\n`, `${SUM.slice(1)}  a\n`, 'x'])(
  'refuses %j',
  (text) => {
    expect(parseChecksums(text)).toBeUndefined();
  },
);
