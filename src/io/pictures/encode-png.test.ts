import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodePng } from './encode-png.ts';

test.each([
  [1, 1],
  [7, 3],
  [300, 200],
  [7, 3],
])('%i × %i pixels are read again as they were', async (width, height) => {
  const pixels = Buffer.from(
    Array.from({ length: 3 * width * height }, (_, at) => (at * at + at * width) % 251),
  );
  // A reader that checks all of its sums.
  const { data, info } = await sharp(encodePng(pixels, { width, height }), { failOn: 'warning' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width, height, channels: 3 });
  expect(data.equals(pixels)).toBe(true);
});
