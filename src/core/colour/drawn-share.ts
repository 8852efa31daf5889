/** Of 256 values a channel may have: what a reader sees as another colour than the ground beside it. */
const SEEN_DIFFERENCE = 40;
/** Bits of a channel that tell colours apart when the most common one is looked for. */
const BITS = 4;

/**
 * How much of a picture is drawn on: the share of its pixels that plainly differ from its most common colour, from 0
 * to 1.
 *
 * @param pixels red, green and blue, a byte each
 */
export function measureDrawnShare(pixels: Uint8Array): number {
  const total = Math.floor(pixels.length / 3);
  if (total === 0) return 0;
  const [red, green, blue] = findGround(pixels);
  let drawn = 0;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const difference = Math.max(
      Math.abs((pixels[at] ?? 0) - red),
      Math.abs((pixels[at + 1] ?? 0) - green),
      Math.abs((pixels[at + 2] ?? 0) - blue),
    );
    if (difference > SEEN_DIFFERENCE) drawn += 1;
  }
  return drawn / total;
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
