import { describe, expect, it } from 'vitest';
import { en } from '../texts/en.ts';
import { describeDay, describeHealth } from './sentences.ts';
import type { LaunchHealth } from './summary.ts';
import { EFFECTS } from './verdicts.ts';

const now = '2026-11-24T08:00:00Z';
const health: LaunchHealth = {
  verdict: 'failing',
  reasons: [{ code: 'image/missing', message: 'The image x is gone.', since: '2026-11-17T03:23:00Z' }],
  checkedAt: '2026-11-24T03:23:00Z',
  since: '2026-11-17T03:23:00Z',
  lastOkAt: '2026-11-16T03:23:00Z',
  lastKnown: undefined,
};

it('has something to do for every reason', () => {
  expect(Object.keys(en.health.forMaintainers).sort()).toEqual(Object.keys(EFFECTS).sort());
});

describe('a paragraph', () => {
  it('says what, since when, why, and what to do', () => {
    expect(describeHealth(health, 'mybinder.org', now, 'en-GB')).toEqual({
      what: 'mybinder.org will not start this today.',
      since: 'Since Tuesday 17 November:',
      why: ['The image x is gone.'],
      whatToDo: en.health.forStudents.failing,
      before: 'It last worked on Monday 16 November.',
    });
  });

  it('says what was last known', () => {
    const lastKnown = { verdict: 'stale', at: '2026-03-02T03:23:00Z' } as const;
    const { before } = describeHealth({ ...health, verdict: 'unknown', lastKnown }, 'x', now, 'en-GB');
    expect(before).toBe('Last known: Old, on Monday 2 March.');
  });

  it('does not pretend that somebody looked', () => {
    const { what, why } = describeHealth({ ...health, checkedAt: undefined }, 'x', now, 'en');
    expect({ what, why }).toEqual({ what: en.health.notChecked, why: [] });
  });
});

it.each([
  ['2026-11-24T03:23:00Z', 'today'],
  ['2026-11-23T22:00:00Z', 'last night'],
  ['2026-11-20T22:00:00Z', 'on Friday 20 November'],
  ['2025-11-20T22:00:00Z', /2025/],
])('%s is %s', (time, expected) => {
  expect(describeDay(time, now, 'en-GB', en.health.on)).toEqual(
    expected instanceof RegExp ? expect.stringMatching(expected) : expected,
  );
});
