import { distance } from 'fastest-levenshtein';

/** How far two names are apart: 0 for the same, 1 for nothing in common, counted in edits of the longer one. */
export function nameDistance(left: string, right: string): number {
  return distance(left, right) / Math.max(left.length, right.length, 1);
}
