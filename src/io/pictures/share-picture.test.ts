import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createTemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseImageHeader } from '../../core/notebooks/render/images.ts';
import { SHARE_LAYOUT, titleWidth } from '../../core/site/share-picture.ts';
import { renderCover } from './resize.ts';
import { drawShareFrame, renderSharePicture } from './share-picture.ts';

const FRAME = {
  accent: '#0b5a77',
  direction: 'ltr',
  siteTitle: 'Harbour',
  collectionTitle: 'Tides',
} as const;
const GREEN_PX = { r: 0, g: 128, b: 0 };

async function makeCover(): Promise<Uint8Array> {
  const plot = sharp({ create: { width: 960, height: 540, channels: 3, background: GREEN_PX } });
  return (await renderCover(await plot.png().toBuffer()))?.bytes ?? new Uint8Array();
}

/** The smallest box around all that differs between two pictures, in pixels. */
async function findDifference(first: Buffer, second: Buffer) {
  const difference = await sharp(first)
    .removeAlpha()
    .composite([{ input: second, blend: 'difference' }])
    .png()
    .toBuffer();
  const { info } = await sharp(difference)
    .trim({ background: '#000000', threshold: 1 })
    .toBuffer({ resolveWithObject: true });
  const left = -(info.trimOffsetLeft ?? 0);
  const top = -(info.trimOffsetTop ?? 0);
  return { left, top, right: left + info.width, bottom: top + info.height };
}

describe('the picture beside a link', () => {
  test.each([
    ['a short title', 'Tides'],
    [
      'a long title',
      'On the seasonal and interannual variability of the tidal range, with an appendix. '.repeat(3),
    ],
    ['a title without a space', 'harmonic_constituents_of_the_semidiurnal_tide_'.repeat(8)],
    ['a title with the signs of markup', 'a < b & <b>c</b> "d"'],
    ['an Arabic title', 'المد والجزر: كم مرة يرتفع البحر في اليوم؟'],
  ])('has its size, and %s within its room', async (_, title) => {
    const cover = await makeCover();
    const frame = await drawShareFrame({ ...FRAME, isPictured: true });
    const picture = await renderSharePicture(frame, title, cover);
    expect(parseImageHeader(picture)).toMatchObject({ size: { width: 1200, height: 630 } });
    const bare = await renderSharePicture(frame, undefined, cover);
    const box = await findDifference(picture, bare);
    expect(box.left).toBeGreaterThanOrEqual(72);
    expect(box.right).toBeLessThanOrEqual(72 + titleWidth(true));
    expect(box.top).toBeGreaterThanOrEqual(130);
    expect(box.bottom).toBeLessThanOrEqual(520);
    expect(box.right - box.left).toBeGreaterThan(80);
  });

  test('has the mark of the site on its ground, without corners of another colour', async () => {
    const icon = await sharp({ create: { width: 180, height: 180, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
    const frame = await drawShareFrame({ ...FRAME, icon, isPictured: false });
    const { top, size } = SHARE_LAYOUT.icon;
    const colourAt = (x: number, y: number) => [
      ...frame.pixels.subarray(3 * (y * 1200 + x), 3 * (y * 1200 + x) + 3),
    ];
    const left = SHARE_LAYOUT.margin;
    expect(colourAt(left + size / 2, top + size / 2)).toEqual([255, 255, 255]);
    for (const [x, y] of [
      [left, top],
      [left + size - 1, top],
      [left, top + size - 1],
      [left + size - 1, top + size - 1],
    ] as const)
      expect(colourAt(x, y)).toEqual(colourAt(left - 4, top - 4));
  });

  test('shows a mark that is a tile in the colour of its ground', async () => {
    const tile = sharp({ create: { width: 180, height: 180, channels: 3, background: FRAME.accent } });
    const framed = { ...FRAME, siteTitle: undefined, isPictured: false };
    const [without, withTile] = await Promise.all([
      drawShareFrame(framed),
      tile
        .png()
        .toBuffer()
        .then((icon) => drawShareFrame({ ...framed, icon })),
    ]);
    const encode = ({ pixels }: { readonly pixels: Buffer }) =>
      sharp(pixels, { raw: { width: 1200, height: 630, channels: 3 } })
        .png()
        .toBuffer();
    const box = await findDifference(await encode(without), await encode(withTile));
    const { top, size } = SHARE_LAYOUT.icon;
    const left = SHARE_LAYOUT.margin;
    expect(box).toEqual({ left, top, right: left + size, bottom: top + size });
  });

  test('is turned round for a language that runs from right to left', async () => {
    const frame = await drawShareFrame({ ...FRAME, direction: 'rtl', isPictured: true });
    const cover = await makeCover();
    const picture = await renderSharePicture(frame, 'المد', cover);
    const box = await findDifference(picture, await renderSharePicture(frame, undefined, cover));
    expect(box.right).toBe(1200 - 72);
    const { data } = await sharp(picture)
      .extract({ left: 300, top: 315, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[1]).toBeGreaterThan((data[0] ?? 0) + 60);
  });

  test('is drawn with the fonts of the package where the machine has none, and never with boxes for letters', async () => {
    await using folder = await createTemporaryFolder('no-fonts');
    const config = join(folder.path, 'fonts.conf');
    await writeFile(
      config,
      `<?xml version="1.0"?><fontconfig><dir>${folder.path}</dir><cachedir>${folder.path}</cachedir></fontconfig>`,
    );
    const titles = [
      'Ärger & œuvre',
      'Παλίρροια',
      'Приливы',
      'المد والجزر',
      'גאות ושפל',
      'ज्वार',
      'Tides → 🌊',
      '潮汐',
    ];
    const script = `
      import { keepDrawable } from ${JSON.stringify(new URL('./draw-text.ts', import.meta.url).href)};
      const kept = [];
      for (const title of ${JSON.stringify(titles)}) kept.push((await keepDrawable(title)) ?? null);
      console.log(JSON.stringify(kept));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, FONTCONFIG_FILE: config },
    });
    expect(JSON.parse(stdout)).toEqual([...titles.slice(0, 6), 'Tides', null]);
  });
});
