import { expect, test } from 'vitest';
import { nightsSince } from './age.ts';
import { showsAnnouncement, THEME_SCRIPT } from './first-paint.ts';

test.each([
  ['2026-02-28T12:00:00Z', false],
  ['2026-03-01T00:00:00Z', true],
  ['2026-03-12T23:59:00Z', true],
  ['2026-03-13T00:00:00Z', false],
])('an announcement is shown in its days: %s', (at, expected) => {
  const announcement = { text: 'Exam', from: '2026-03-01T00:00:00.000Z', until: '2026-03-13T00:00:00.000Z' };
  expect(showsAnnouncement(announcement, at)).toBe(expected);
});

test('without days it is always shown, and none never is', () => {
  expect(showsAnnouncement({ text: 'Exam' }, '2026-03-01T00:00:00Z')).toBe(true);
  expect(showsAnnouncement(undefined, '2026-03-01T00:00:00Z')).toBe(false);
});

test.each([
  [53, false],
  [54, true],
  [undefined, false],
])('pages say before the first paint that a check of %s hours ago is too old', (hours, expected) => {
  const checkedAt = hours === undefined ? undefined : new Date(Date.now() - hours * 3_600_000).toISOString();
  const dataset: Record<string, string> = checkedAt === undefined ? {} : { checkedAt };
  const run = new Function('document', 'localStorage', THEME_SCRIPT);
  run({ documentElement: { dataset } }, { getItem: () => null });

  expect(dataset.oldCheck !== undefined).toBe(expected);
  expect(checkedAt !== undefined && nightsSince(checkedAt, new Date()) > 2).toBe(expected);
});
