import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect, createTimeline, type Pair } from './search.ts';

const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString();

/** Five versions, one every four days, and twenty commits, one each day. */
const TIMELINE = createTimeline(
  [0, 4, 8, 12, 16].map((index) => day(index)),
  Array.from({ length: 20 }, (_, index) => day(index)),
);

describe('who broke a notebook', () => {
  it('walks from the oldest pair to the newest, one change at a time', () => {
    expect(TIMELINE).toHaveLength(24);
    expect(TIMELINE[0]).toEqual({ version: 0, commit: 0 });
    expect(TIMELINE.at(-1)).toEqual({ version: 4, commit: 19 });
    // The second version was built on the fourth day, after the commit of that day.
    expect(TIMELINE.slice(3, 6)).toEqual([
      { version: 0, commit: 3 },
      { version: 0, commit: 4 },
      { version: 1, commit: 4 },
    ]);
  });

  it.each<[string, (pair: Pair) => boolean, 'version' | 'commit', Pair]>([
    ['a bump', ({ version }) => version >= 3, 'version', { version: 3, commit: 12 }],
    ['a commit', ({ commit }) => commit >= 14, 'commit', { version: 3, commit: 14 }],
    [
      'a commit that needs a newer version than it has',
      ({ version, commit }) => version >= 2 && commit >= 9,
      'commit',
      { version: 2, commit: 9 },
    ],
  ])('finds %s among 5 versions and 20 commits in at most 7 runs', async (_, isBad, kind, firstBad) => {
    const report = await bisect(TIMELINE, async (pair) => (isBad(pair) ? 'bad' : 'good'));
    expect(report.outcome).toMatchObject({ kind, firstBad });
    expect(report.runs.length).toBeLessThanOrEqual(7);
  });

  it('says where there is nothing to find', async () => {
    const newest = await bisect(TIMELINE, async () => 'good');
    expect(newest).toMatchObject({ outcome: { kind: 'newest-is-good' }, runs: [{ answer: 'good' }] });
    const oldest = await bisect(TIMELINE, async () => 'bad');
    expect(oldest.outcome.kind).toBe('oldest-is-bad');
    const gone = await bisect(TIMELINE, async ({ version }) => (version === 0 ? 'skip' : 'bad'));
    expect(gone.outcome).toEqual({ kind: 'not-told', pair: { version: 0, commit: 0 } });
  });

  it('finds any break in any history within the bound, and runs no pair twice', async () => {
    const histories = fc
      .record({
        versions: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 }),
        commits: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }),
        hasDates: fc.boolean(),
        breakAt: fc.nat(),
      })
      .filter(({ versions, commits }) => versions.length + commits.length > 2);
    await fc.assert(
      fc.asyncProperty(histories, async ({ versions, commits, hasDates, breakAt }) => {
        const dates = (days: readonly number[]) =>
          days.toSorted((a, b) => a - b).map((index) => (hasDates ? day(index) : undefined));
        const path = createTimeline(dates(versions), dates(commits));
        const first = 1 + (breakAt % (path.length - 1));
        const bad = new Set(path.slice(first).map((pair) => JSON.stringify(pair)));
        const report = await bisect(path, async (pair) => (bad.has(JSON.stringify(pair)) ? 'bad' : 'good'));
        expect(report.outcome).toMatchObject({ lastGood: path[first - 1], firstBad: path[first] });
        expect(report.runs.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(path.length - 1)));
        const asked = report.runs.map(({ pair }) => JSON.stringify(pair));
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });
});
