import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLink, parseSeat, SEAT_COUNT } from './spread.ts';

const LINKS = [1, 2, 3].map((count) => `https://mybinder.org/v2/gh/course/binder-${count}/main?urlpath=lab`);
const everySeat = Array.from({ length: SEAT_COUNT }, (_, seat) => seat);

describe('several Binder repositories', () => {
  it('share a class about equally', () => {
    for (const links of [LINKS.slice(0, 2), LINKS]) {
      const shares = Map.groupBy(everySeat, (seat) => chooseLink(links, seat));
      expect(shares.size).toBe(links.length);
      for (const seats of shares.values()) {
        expect(seats.length).toBeGreaterThan((0.8 * SEAT_COUNT) / links.length);
        expect(seats.length).toBeLessThan((1.2 * SEAT_COUNT) / links.length);
      }
    }
  });

  it('give a reader the same one in any order, and another only where a new one is drawn', () => {
    fc.assert(
      fc.property(fc.nat(SEAT_COUNT - 1), (seat) => {
        const [added = '', ...before] = LINKS;
        const chosen = chooseLink(before, seat);
        expect(chooseLink(before.toReversed(), seat)).toBe(chosen);
        expect([chosen, added]).toContain(chooseLink(LINKS, seat));
      }),
    );
  });
});

it.each([
  [null, undefined],
  ['', undefined],
  ['1000', undefined],
  ['-1', undefined],
  ['7e2', undefined],
  ['0', 0],
  ['999', 999],
])('a stored seat %j is %j', (stored, seat) => {
  expect(parseSeat(stored)).toBe(seat);
});
