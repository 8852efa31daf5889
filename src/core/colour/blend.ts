/** Pixels in rows from the top. */
interface Raster {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Red, green, blue and how much of them covers what is behind, a byte each. */
export interface Overlay extends Raster {}

/** How much of a colour covers what is behind, a byte a pixel. */
export interface Mask extends Raster {}

const CHANNELS = 3;
const OPAQUE = 255;
const WHITE = 255;

/**
 * Draws pixels over others, in place. What is beyond an edge is left out. libvips does the same for a whole picture at
 * a time, which takes ten times as long where little of it changes.
 *
 * @param ground three bytes a pixel: red, green, blue
 * @param groundWidth in pixels
 */
export function blend(
  ground: Uint8Array,
  groundWidth: number,
  overlay: Overlay,
  left: number,
  top: number,
): void {
  const { pixels } = overlay;
  for (const { from, to, count } of overlap(ground, groundWidth, overlay, left, top)) {
    let at = 4 * from;
    for (let byte = to; byte < to + CHANNELS * count; byte += CHANNELS, at += 4) {
      paint(ground, byte, pixels[at + CHANNELS], pixels[at], pixels[at + 1], pixels[at + 2]);
    }
  }
}

/** Draws white over pixels as `blend` does, as much of it as a mask says. */
export function blendWhite(
  ground: Uint8Array,
  groundWidth: number,
  mask: Mask,
  left: number,
  top: number,
): void {
  const { pixels } = mask;
  for (const { from, to, count } of overlap(ground, groundWidth, mask, left, top)) {
    for (let column = 0, byte = to; column < count; column += 1, byte += CHANNELS) {
      paint(ground, byte, pixels[from + column], WHITE, WHITE, WHITE);
    }
  }
}

/** The rows that are on the ground: the first pixel above, the first byte below, and the number of pixels. */
function* overlap(ground: Uint8Array, groundWidth: number, above: Raster, left: number, top: number) {
  const groundHeight = ground.length / CHANNELS / groundWidth;
  const firstColumn = Math.max(0, -left);
  const count = Math.min(above.width, groundWidth - left) - firstColumn;
  const endRow = Math.min(above.height, groundHeight - top);
  for (let row = Math.max(0, -top); row < endRow; row += 1) {
    const from = row * above.width + firstColumn;
    yield { from, to: CHANNELS * ((top + row) * groundWidth + left + firstColumn), count };
  }
}

/** Covers one pixel. */
function paint(ground: Uint8Array, byte: number, cover = 0, red = 0, green = 0, blue = 0): void {
  if (cover === 0) return;
  ground[byte] = mix(ground[byte], red, cover);
  ground[byte + 1] = mix(ground[byte + 1], green, cover);
  ground[byte + 2] = mix(ground[byte + 2], blue, cover);
}

function mix(behind = 0, before: number, cover: number): number {
  return Math.round(behind + ((before - behind) * cover) / OPAQUE);
}
