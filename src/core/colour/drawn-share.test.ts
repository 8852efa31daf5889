import { expect, test } from 'vitest';
import { measureDrawnShare } from './drawn-share.ts';

const SIDE = 100;
const INK = [31, 119, 180] as const;

/** A square picture of one colour, with a few pixels of ink. */
function draw(
  ground: readonly [number, number, number],
  isDrawn: (x: number, y: number) => boolean,
): Uint8Array {
  const pixels = Array.from({ length: SIDE * SIDE }, (_, at) =>
    isDrawn(at % SIDE, Math.floor(at / SIDE)) ? INK : ground,
  );
  return Uint8Array.from(pixels.flat());
}

const isFrame = (x: number, y: number) => x === 2 || y === SIDE - 3;
const isDot = (x: number, y: number) => x % 33 === 7 && y % 33 === 7;

test.each([
  ['one colour', draw([238, 238, 238], () => false), 0],
  ['a ground with shades of itself', Uint8Array.from([255, 255, 255, 255, 255, 255, 230, 230, 230]), 0],
  ['dots on white', draw([255, 255, 255], isDot), 9 / 10_000],
  ['dots on black', draw([0, 0, 0], isDot), 9 / 10_000],
  ['dots in a frame', draw([255, 255, 255], (x, y) => isDot(x, y) || isFrame(x, y)), 9 / 10_000],
  ['a quarter of it', draw([255, 255, 255], (_, y) => y < SIDE / 4), 1 / 4],
  ['nothing', new Uint8Array(), 0],
])('how much of a picture is drawn on: %s', (_, pixels, share) => {
  expect(measureDrawnShare(pixels, SIDE)).toBeCloseTo(share, 5);
});
