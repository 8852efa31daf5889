import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderDrawnCover, renderTouchIcon } from './resize.ts';

const TILE = '<rect width="48" height="48" rx="10" fill="#0b5a77"/>';
const SIGN = '<path d="M24 8 40 40H8z" fill="#f2b45a"/>';
const draw = (...parts: string[]) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">${parts.join('')}</svg>`,
  );

test.each([
  ['a tile with round corners', draw(TILE, SIGN), [11, 90, 119]],
  ['a sign without a ground', draw(SIGN), [255, 255, 255]],
  ['a wide one', draw('<rect y="12" width="48" height="24" fill="#0b5a77"/>'), [255, 255, 255]],
  [
    'a tile of two colours',
    draw('<rect width="48" height="24" fill="#0b5a77"/><rect y="24" width="48" height="24" fill="#a00"/>'),
    [255, 255, 255],
  ],
])('the icon of a home screen made of %s is one square to its corners', async (_, svg, corner) => {
  const icon = await renderTouchIcon(svg);
  expect(icon).toMatchObject({ width: 180, height: 180 });
  const { data, info } = await sharp(icon?.bytes).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  expect([...data.subarray(0, 3)]).toEqual(corner);
});

test('what is no picture has no icon', async () => {
  expect(await renderTouchIcon(Buffer.from('text'))).toBeUndefined();
});

const AXES = '<path d="M4 4V44H44" fill="none" stroke="#000" stroke-width=".1"/>';
const GREY = '<rect width="48" height="48" fill="#eee"/>';

test.each([
  ['a curve', draw(AXES, '<path d="M4 44 20 10 44 30" fill="none" stroke="#1f77b4"/>'), true],
  ['a grey picture', sharp(draw(AXES, SIGN)).greyscale().png().toBuffer(), true],
  ['an empty plot', draw(GREY, AXES), false],
  ['nothing but a ground', draw(GREY), false],
  ['no picture', Buffer.from('text'), false],
])('a cover of %s', async (_, picture, isShown) => {
  const cover = await renderDrawnCover(await picture);
  expect(cover?.width).toBe(isShown ? 480 : undefined);
});
