/** A commit in a tag has no order: seven or more hexadecimal digits of both kinds. */
const COMMIT = /(?:^|[^a-z0-9])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{7,64}(?:$|[^a-z0-9])/i;

/** Whether a tag has numbers by which it can be older or newer than another of its pattern. */
export function isOrderedTag(tag: string): boolean {
  return /\d/.test(tag) && !COMMIT.test(tag);
}

/**
 * The highest tag of the same pattern (`20230310T1959-latest`, `v1.5.3`): equal but for its numbers,
 * which are compared from left to right. Undefined where none is higher.
 */
export function findNewerTag(tag: string, tags: readonly string[]): string | undefined {
  return listNewerTags(tag, tags)[0];
}

/** All tags of the same pattern that are higher, the highest first. */
export function listNewerTags(tag: string, tags: readonly string[]): readonly string[] {
  if (!isOrderedTag(tag)) return [];
  const pattern = patternOf(tag);
  return tags
    .filter((candidate) => patternOf(candidate) === pattern && compareNumbers(candidate, tag) > 0)
    .toSorted((a, b) => compareNumbers(b, a));
}

function patternOf(tag: string): string {
  return tag.replace(/\d+/g, '#');
}

function compareNumbers(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (const [index, number] of left.entries()) {
    const other = right[index] ?? 0n;
    if (number !== other) return number > other ? 1 : -1;
  }
  return 0;
}

function numbersOf(tag: string): bigint[] {
  return [...tag.matchAll(/\d+/g)].map(([digits]) => BigInt(digits));
}
