import { expect, test } from 'vitest';
import { blend, blendWhite } from './blend.ts';

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

const ground = () => Uint8Array.from([RED, RED, RED, RED].flat());
const overlay = (...pixels: readonly (readonly number[])[]) => ({
  pixels: Uint8Array.from(pixels.flat()),
  width: pixels.length,
  height: 1,
});

test.each([
  ['what covers', [overlay([...BLUE, 255]), 0, 0], [BLUE, RED, RED, RED]],
  ['what is clear', [overlay([...BLUE, 0]), 0, 0], [RED, RED, RED, RED]],
  ['what covers by half', [overlay([...BLUE, 128]), 1, 0], [RED, [127, 0, 128], RED, RED]],
  ['another row', [overlay([...BLUE, 255]), 1, 1], [RED, RED, RED, BLUE]],
  ['what is beyond the right edge', [overlay([...BLUE, 255], [...BLUE, 255]), 1, 0], [RED, BLUE, RED, RED]],
  ['what is beyond the left edge', [overlay([...BLUE, 255], [...BLUE, 255]), -1, 1], [RED, RED, BLUE, RED]],
  ['what is below', [overlay([...BLUE, 255]), 0, 2], [RED, RED, RED, RED]],
] as const)('%s', (_, [source, left, top], expected) => {
  const pixels = ground();
  blend(pixels, 2, source, left, top);
  expect([...pixels]).toEqual(expected.flat());
});

test('white covers as much as a mask says, within the edges', () => {
  const pixels = ground();
  blendWhite(pixels, 2, { pixels: Uint8Array.of(255, 0, 51, 255), width: 2, height: 2 }, 0, 0);
  expect([...pixels]).toEqual([[255, 255, 255], RED, [255, 51, 51], [255, 255, 255]].flat());
  const edge = ground();
  blendWhite(edge, 2, { pixels: Uint8Array.of(255, 255), width: 2, height: 1 }, 1, 1);
  expect([...edge]).toEqual([RED, RED, RED, [255, 255, 255]].flat());
});
