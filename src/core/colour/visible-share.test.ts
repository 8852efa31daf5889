import { expect, test } from 'vitest';
import { measureVisibleShare } from './visible-share.ts';

const BLACK = [0, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const RED = [165, 38, 29, 255];
const SHADOW = [0, 0, 0, 40];

test.each([
  ['black on white', [BLACK], '#ffffff', 1],
  ['black on black', [BLACK, SHADOW], '#12181b', 0],
  ['black and white on black', [BLACK, WHITE], '#12181b', 0.5],
  ['a shadow alone', [SHADOW], '#12181b', 1],
  ['a strong red on white', [RED], '#ffffff', 1],
  ['nothing', [], '#ffffff', 1],
])('%s stands out to its share', (_, pixels, ground, share) => {
  expect(measureVisibleShare(Uint8Array.from(pixels.flat()), ground)).toBe(share);
});
