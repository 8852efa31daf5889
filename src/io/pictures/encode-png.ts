import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const BIT_DEPTH = 8;
const TRUE_COLOUR = 2;
const CHANNELS = 3;
/** Almost all is one colour, and the time of a build counts for more than the last kilobyte. */
const LEVEL = 2;

/** Kept from picture to picture: fresh memory of two megabytes costs more than writing it. */
let scanlines = Buffer.alloc(0);

/**
 * Pixels as a PNG (https://www.w3.org/TR/png-3/) of three channels, without filters. libvips writes the same, and takes twice
 * as long for what it does around the compression.
 *
 * @param pixels three bytes each: red, green, blue
 */
export function encodePng(
  pixels: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
): Buffer {
  const rowBytes = width * CHANNELS;
  // Each row begins with the kind of its filter, and 0 is none.
  const lineBytes = rowBytes + 1;
  if (scanlines.length !== lineBytes * height) scanlines = Buffer.alloc(lineBytes * height);
  for (let row = 0; row < height; row += 1)
    pixels.copy(scanlines, row * lineBytes + 1, row * rowBytes, (row + 1) * rowBytes);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BIT_DEPTH, TRUE_COLOUR], 8);
  return Buffer.concat([
    SIGNATURE,
    ...createChunk('IHDR', header),
    ...createChunk('IDAT', deflateSync(scanlines, { level: LEVEL })),
    ...createChunk('IEND', Buffer.alloc(0)),
  ]);
}

function createChunk(type: string, data: Buffer): readonly Buffer[] {
  const name = Buffer.from(type, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(data, crc32(name)));
  return [length, name, data, checksum];
}
