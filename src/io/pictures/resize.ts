import type { Sharp } from 'sharp';
import { measureDrawnShare } from '../../core/colour/drawn-share.ts';
import { loadSharp } from './load-sharp.ts';

/** A picture that is published, with its size for the page. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Covers in lists: 16 to 9, twice as large as they are shown on most screens. */
export const COVER_SIZE = { width: 480, height: 270 } as const;
/** What a picture may have for it to be read at all: a bomb is given up, not unpacked. */
const MAX_PIXELS = 50_000_000;
const TIMEOUT_SECONDS = 20;
/** A thin curve covers more; the dots of a plot that has five of them do not. */
const MIN_DRAWN_SHARE = 0.005;
const HERO_WIDTH = 1120;
const TOUCH_ICON_PX = 180;
const TOUCH_ICON_PADDING_PX = 18;
const THUMBNAIL_PX = 64;
/** Of the 256 values of a channel: what a lossy format makes of one colour. */
const COLOUR_TOLERANCE = 6;
const OPAQUE_FROM = 250;

/** The whole of a picture on a white card. Undefined for what cannot be read as a picture. */
export function renderCover(bytes: Uint8Array): Promise<Picture | undefined> {
  return render(bytes, (image) => encodeCover(drawCard(image)));
}

/** As `renderCover`; also undefined for a picture that shows next to nothing, such as an empty plot. */
export async function renderDrawnCover(bytes: Uint8Array): Promise<Picture | undefined> {
  const card = await render(bytes, (image) => drawCard(image).toColourspace('srgb').raw());
  if (card === undefined || measureDrawnShare(card.bytes, card.width) < MIN_DRAWN_SHARE) return undefined;
  const { width, height } = card;
  const sharp = await loadSharp();
  const cover = encodeCover(sharp(card.bytes, { raw: { width, height, channels: 3 } }));
  return { bytes: await cover.toBuffer(), width, height };
}

function drawCard(image: Sharp): Sharp {
  return image
    .resize({ ...COVER_SIZE, fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' });
}

function encodeCover(card: Sharp): Sharp {
  return card.webp({ quality: 78, effort: 2 });
}

/** A picture for the start page, no wider than it can be shown. */
export function renderHero(bytes: Uint8Array): Promise<Picture | undefined> {
  return render(bytes, (image) =>
    image.resize({ width: HERO_WIDTH, withoutEnlargement: true }).webp({ quality: 80, effort: 2 }),
  );
}

/**
 * A square PNG for the home screens of phones, which need one without transparency: a picture that is itself a tile
 * fills it with the tile's colour, and any other has white around it.
 */
export async function renderTouchIcon(bytes: Uint8Array): Promise<Picture | undefined> {
  const ground = await findTileColour(bytes);
  const padding = ground === undefined ? TOUCH_ICON_PADDING_PX : 0;
  const background = ground ?? '#ffffff';
  const side = TOUCH_ICON_PX - 2 * padding;
  return render(bytes, (image) =>
    image
      .resize({ width: side, height: side, fit: 'contain', background })
      .extend({ top: padding, bottom: padding, left: padding, right: padding, background })
      .flatten({ background })
      .png({ compressionLevel: 9 }),
  );
}

/** A small version of a picture, as red, green, blue and opacity; undefined for what cannot be read as a picture. */
export async function readThumbnail(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const picture = await render(bytes, (image) =>
    image
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'contain', background: '#ffffff00' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw(),
  );
  return picture?.bytes;
}

/** The colour that a square picture has in the middle of all of its edges; undefined where they differ or are clear. */
async function findTileColour(bytes: Uint8Array): Promise<string | undefined> {
  const side = THUMBNAIL_PX;
  const pixels = await readThumbnail(bytes);
  if (pixels === undefined) return undefined;
  const [first, ...others] = [
    [side / 2, 1],
    [side / 2, side - 2],
    [1, side / 2],
    [side - 2, side / 2],
  ].map(([x = 0, y = 0]) => [...pixels.subarray(4 * (y * side + x), 4 * (y * side + x) + 4)]);
  const isSame = (colour: readonly number[]) =>
    colour.every((value, channel) => Math.abs(value - (first?.[channel] ?? 0)) <= COLOUR_TOLERANCE);
  if (first === undefined || (first[3] ?? 0) < OPAQUE_FROM || !others.every(isSame)) return undefined;
  return `#${Buffer.from(first.slice(0, 3)).toString('hex')}`;
}

/** Size of a picture in pixels; undefined for what is none. */
export async function measurePicture(
  bytes: Uint8Array,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  try {
    const { width, height } = await (await open(bytes)).metadata();
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

async function open(bytes: Uint8Array): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: MAX_PIXELS }).timeout({ seconds: TIMEOUT_SECONDS });
}

async function render(bytes: Uint8Array, change: (image: Sharp) => Sharp): Promise<Picture | undefined> {
  try {
    const { data, info } = await change(await open(bytes)).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
}
