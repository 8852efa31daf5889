/**
 * A part of a long table, spread over all of it and the same in every run; the whole of it where an environment
 * variable is set, or the rows `from-to` where it says so (from 0, the last left out): a long table can be gone
 * through in several runs.
 */
export function chooseSample<Item>(variable: string, items: readonly Item[], count: number): readonly Item[] {
  const wanted = process.env[variable];
  const [, from, to] = /^(\d+)-(\d+)$/.exec(wanted ?? '') ?? [];
  if (from !== undefined) return items.slice(Number(from), Number(to));
  if (wanted !== undefined || items.length <= count) return items;
  // A step without a common divisor with the table's periods meets every row and every column.
  const step = items.length / count;
  return Array.from({ length: count }, (_, index) => items[Math.floor(index * step + (index % step))]).filter(
    (item) => item !== undefined,
  );
}
