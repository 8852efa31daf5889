import { checksum } from '../checksum.ts';

/** Seats among which readers are drawn: enough to spread a class evenly, too few to tell who somebody is. */
export const SEAT_COUNT = 1_000;

/**
 * Which of several links a reader gets: always the same one, and, where a link is added or taken away, another only
 * where that is needed (rendezvous hashing).
 *
 * @param seat a whole number from 0, less than `SEAT_COUNT`, drawn once for each reader
 */
export function chooseLink(links: readonly string[], seat: number): string | undefined {
  const scored = links.map((link) => ({ link, score: checksum(`${seat} ${link}`) }));
  return scored.toSorted((left, right) => (left.score < right.score ? -1 : 1))[0]?.link;
}

/** As it is stored; the catalogues of one origin keep theirs apart by their base path. */
export function seatKey(base: string): string {
  return `slipway-seat:${base}`;
}

/** Reads what was stored, by us or by anybody; undefined for what is no seat. */
export function parseSeat(stored: string | null): number | undefined {
  if (stored === null || !/^\d{1,3}$/.test(stored)) return undefined;
  return Number(stored);
}
