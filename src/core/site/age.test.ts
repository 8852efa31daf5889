import { expect, test } from 'vitest';
import { describeAge, describeDate, describeDay, isSameUtcDay, nightsSince } from './age.ts';

const now = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23T11:59:40Z', 'this minute'],
  ['2026-11-23T11:18:00Z', '42 minutes ago'],
  ['2026-11-23T03:23:00Z', '9 hours ago'],
  ['2026-11-22T03:23:00Z', 'yesterday'],
  ['2026-11-14T03:23:00Z', '9 days ago'],
  ['2026-03-02T03:23:00Z', '2 March 2026'],
  ['2026-12-24T03:23:00Z', '24 December 2026'],
])('%s is %s', (iso, words) => {
  expect(describeAge(iso, now, 'en')).toBe(words);
});

test.each([
  ['2026-11-22T23:59:00Z', 'en', 'Sunday 22 November'],
  ['2026-03-03T03:23:00Z', 'en-US', 'Tuesday, March 3'],
  ['2026-03-03T03:23:00Z', 'de', 'Dienstag, 3. März'],
  // A year ago it was another weekday.
  ['2025-11-23T03:23:00Z', 'en', '23 November 2025'],
  // A clock that is wrong.
  ['2026-12-24T03:23:00Z', 'en', '24 December 2026'],
])('%s is, in %s, %s', (iso, language, words) => {
  expect(describeDay(iso, now, language)).toBe(words);
});

test.each([
  ['2026-11-22T23:59:00Z', 'en', '22 November'],
  ['2026-03-03T03:23:00Z', 'de', '3. März'],
  ['2025-11-23T03:23:00Z', 'en', '23 November 2025'],
])('%s is in short, in %s, %s', (iso, language, words) => {
  expect(describeDate(iso, now, language)).toBe(words);
});

test.each([
  ['2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z', true],
  ['2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z', false],
  ['2026-11-23T00:00:00+02:00', '2026-11-22T12:00:00Z', true],
  ['2026-11-23T00:00:00Z', undefined, false],
])('%s and %s are of one day: %s', (left, right, isSame) => {
  expect(isSameUtcDay(left, right)).toBe(isSame);
});

test.each([
  ['2026-11-23T03:23:00Z', 1],
  ['2026-11-22T03:23:00Z', 2],
  // The night of the 23rd may still come.
  ['2026-11-21T11:00:00Z', 2],
  // Those of the 22nd and 23rd have not come.
  ['2026-11-21T03:23:00Z', 3],
  ['2026-11-20T11:00:00Z', 3],
  ['2026-12-24T03:23:00Z', -30],
  ['nonsense', 0],
])('since %s there have been %i nights', (iso, nights) => {
  expect(nightsSince(iso, now)).toBe(nights);
});
