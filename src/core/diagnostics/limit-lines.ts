/** Room for the sentence about what is left out. */
const RESERVED_BYTES = 200;

/**
 * Lines that together stay within a number of UTF-8 bytes, for readers that take no more. Where some have to
 * be left out, the last line says how many.
 *
 * @param maxBytes of the lines with their line breaks
 * @param describeRest the sentence about the lines that are left out; at most 200 bytes
 */
export function limitLines(
  lines: readonly string[],
  maxBytes: number,
  describeRest: (leftOutCount: number) => string,
): readonly string[] {
  const encoder = new TextEncoder();
  const ends: number[] = [];
  for (const line of lines) ends.push((ends.at(-1) ?? 0) + encoder.encode(line).length + 1);
  if ((ends.at(-1) ?? 0) <= maxBytes) return lines;
  const kept = ends.filter((end) => end <= maxBytes - RESERVED_BYTES).length;
  return [...lines.slice(0, kept), describeRest(lines.length - kept)];
}
