import { expect, test } from 'vitest';
import { en } from '../texts/en.ts';
import { adviseStudent } from './advice.ts';

test.each([
  ['ok', true, undefined],
  ['stale', true, 'You can use it'],
  ['stale', false, 'You can use it'],
  ['failing', false, 'Read it here, or come back'],
  // The other button says it.
  ['failing', true, undefined],
  ['unknown', false, 'Try it: it may still start.'],
  ['unknown', true, 'another hub or an older version'],
] as const)('for %s, with another way: %s, is told %s', (verdict, hasOtherWay, part) => {
  const advice = adviseStudent(verdict, hasOtherWay, en);

  expect(advice).toEqual(part === undefined ? undefined : expect.stringContaining(part));
});
