// One collator with a fixed locale: the order of a catalogue must not depend on the machine that builds it.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares as people sort: `2` before `10`, case aside; equal only for equal strings. */
export function compareNatural(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}

/** Compares paths segment by segment, so that the files of one folder stay together. */
export function comparePaths(left: string, right: string): number {
  const leftSegments = left.split('/');
  const rightSegments = right.split('/');
  for (const [index, segment] of leftSegments.entries()) {
    const other = rightSegments[index];
    if (other === undefined) return 1;
    const order = compareNatural(segment, other);
    if (order !== 0) return order;
  }
  return leftSegments.length - rightSegments.length;
}
