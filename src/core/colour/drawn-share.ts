/** Of 256 values a channel may have: what a reader sees as another colour than the ground beside it. */
const SEEN_DIFFERENCE = 40;
/** Bits of a channel that tell colours apart when the most common one is looked for. */
const BITS = 4;
/** A picture with so much on it is full, whatever it shows. */
const FULL_SHARE = 0.05;
/** A row or a column of which so much is drawn on is a line: a frame, an axis or a grid. */
const LINE_SHARE = 0.35;

/**
 * How much of a picture is drawn on, from 0 to 1: the share of its pixels that plainly differ from its most common
 * colour, without the straight lines of a plot where there is little else.
 *
 * @param pixels red, green and blue, a byte each
 * @param width pixels in a row
 */
export function measureDrawnShare(pixels: Uint8Array, width: number): number {
  const total = Math.floor(pixels.length / 3);
  if (total === 0) return 0;
  const height = Math.ceil(total / width);
  const drawn = findDrawn(pixels);
  const share = drawn.length / total;
  if (share >= FULL_SHARE) return share;
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  for (const at of drawn) {
    const [row, column] = [Math.floor(at / width), at % width];
    rows[row] = (rows[row] ?? 0) + 1;
    columns[column] = (columns[column] ?? 0) + 1;
  }
  const isLine = (at: number) =>
    (rows[Math.floor(at / width)] ?? 0) > LINE_SHARE * width ||
    (columns[at % width] ?? 0) > LINE_SHARE * height;
  return drawn.filter((at) => !isLine(at)).length / total;
}

/** Numbers of the pixels that differ from the ground. */
function findDrawn(pixels: Uint8Array): readonly number[] {
  const [red, green, blue] = findGround(pixels);
  const drawn: number[] = [];
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const difference = Math.max(
      Math.abs((pixels[at] ?? 0) - red),
      Math.abs((pixels[at + 1] ?? 0) - green),
      Math.abs((pixels[at + 2] ?? 0) - blue),
    );
    if (difference > SEEN_DIFFERENCE) drawn.push(at / 3);
  }
  return drawn;
}

/** The most common colour, as the middle of those that are told apart. */
function findGround(pixels: Uint8Array): readonly [red: number, green: number, blue: number] {
  const drop = 8 - BITS;
  const counts = new Uint32Array(1 << (3 * BITS));
  let most = 0;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const key =
      (((pixels[at] ?? 0) >> drop) << (2 * BITS)) |
      (((pixels[at + 1] ?? 0) >> drop) << BITS) |
      ((pixels[at + 2] ?? 0) >> drop);
    counts[key] = (counts[key] ?? 0) + 1;
    if ((counts[key] ?? 0) > (counts[most] ?? 0)) most = key;
  }
  const middle = (value: number) => ((value & ((1 << BITS) - 1)) << drop) + (1 << (drop - 1));
  return [middle(most >> (2 * BITS)), middle(most >> BITS), middle(most)];
}
