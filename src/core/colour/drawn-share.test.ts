import { expect, test } from 'vitest';
import { measureDrawnShare } from './drawn-share.ts';

const repeat = (colour: readonly number[], count: number) =>
  Array.from({ length: count }, () => colour).flat();

test.each([
  ['one colour', repeat([238, 238, 238], 100), 0],
  ['a ground with shades of itself', [...repeat([255, 255, 255], 90), ...repeat([230, 230, 230], 10)], 0],
  ['a line on white', [...repeat([255, 255, 255], 95), ...repeat([31, 119, 180], 5)], 0.05],
  ['a line on black', [...repeat([0, 0, 0], 95), ...repeat([200, 0, 0], 5)], 0.05],
  ['nothing', [], 0],
])('how much of a picture is drawn on: %s', (_, pixels, share) => {
  expect(measureDrawnShare(Uint8Array.from(pixels))).toBeCloseTo(share);
});
