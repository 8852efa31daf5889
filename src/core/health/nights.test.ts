import { describe, expect, it } from 'vitest';
import type { ReasonCode } from '../reasons.ts';
import type { Verdict } from '../verdicts.ts';
import { groupNights, listMonthStarts } from './nights.ts';
import type { HistoryEntry } from './types.ts';

/** One nightly check a day from 1 November: `o` ok, `s` stale, `f` failing, `u` unknown, and a dot for none. */
function nights(letters: string): HistoryEntry[] {
  const verdicts: Record<string, Verdict> = { o: 'ok', s: 'stale', f: 'failing', u: 'unknown' };
  return [...letters].flatMap((letter, index) => {
    const verdict = verdicts[letter];
    const date = new Date(Date.UTC(2026, 10, 1 + index)).toISOString().slice(0, 10);
    return verdict === undefined ? [] : [{ date, verdict }];
  });
}

const show = (letters: string, days: number) =>
  groupNights(nights(letters), days).map(({ verdict, from, to, offset, length }) =>
    [verdict, from.slice(8), to.slice(8), offset, length].join(' '),
  );

describe('runs of nights', () => {
  it.each([
    ['', 30, []],
    ['o', 30, ['ok 01 01 0 1']],
    ['ooofo', 30, ['ok 01 03 0 3', 'failing 04 04 3 1', 'ok 05 05 4 1']],
    ['oo.oo', 30, ['ok 01 02 0 2', 'ok 04 05 3 2']],
    ['ssuuff', 3, ['unknown 04 04 0 1', 'failing 05 06 1 2']],
    ['o...s', 2, ['stale 05 05 0 1']],
  ])('of %s, the last %i days', (letters, days, expected) => {
    expect(show(letters, days)).toEqual(expected);
  });
});

it('a run ends where the reasons change, but not where their order does', () => {
  const night = (day: number, ...reasons: ReasonCode[]): HistoryEntry => ({
    date: `2026-11-0${day}`,
    verdict: 'failing',
    reasons,
  });
  const runs = groupNights(
    [
      night(1, 'image/missing', 'hub/unreachable'),
      night(2, 'hub/unreachable', 'image/missing'),
      night(3, 'hub/unreachable'),
    ],
    30,
  );
  expect(runs.map(({ from, to, reasons }) => [from.slice(8), to.slice(8), ...reasons])).toEqual([
    ['01', '02', 'image/missing', 'hub/unreachable'],
    ['03', '03', 'hub/unreachable'],
  ]);
});

describe('the beginnings of months', () => {
  it.each([
    ['nothing', [], []],
    ['one month', [['2026-11-02', 0, 20]], []],
    [
      'two turns of a month, with days missing',
      [
        ['2026-10-30', 0, 2],
        ['2026-11-04', 5, 30],
      ],
      ['2026-11-01 2', '2026-12-01 32'],
    ],
    ['a first day', [['2026-11-01', 0, 3]], []],
    [
      'the turn of the year and of a leap February',
      [['2027-12-31', 0, 63]],
      ['2028-01-01 1', '2028-02-01 32', '2028-03-01 61'],
    ],
  ] as const)('in %s', (_, runs, expected) => {
    const starts = listMonthStarts(runs.map(([from, offset, length]) => ({ from, offset, length })));
    expect(starts.map(({ date, offset }) => `${date} ${offset}`)).toEqual(expected);
  });
});
