import type { Sharp } from 'sharp';
import { blend, blendWhite, type Mask, type Overlay } from '../../core/colour/blend.ts';
import { shortenAtWord } from '../../core/shorten.ts';
import { countLines } from '../../core/site/count-lines.ts';
import {
  placeCard,
  placeFromStart,
  renderOutline,
  renderRoundedSquare,
  renderShareGround,
  SHARE_LAYOUT,
  SHARE_PICTURE_SIZE,
  type ShareGround,
  titleWidth,
} from '../../core/site/share-picture.ts';
import { drawText, type TextStyle } from './draw-text.ts';
import { encodePng } from './encode-png.ts';
import { loadSharp } from './load-sharp.ts';

/** What all pictures of a collection share. */
export interface ShareFrame extends ShareGround {
  /** Of the site; absent where the title says it. */
  readonly siteTitle?: string | undefined;
  readonly collectionTitle?: string | undefined;
  /** The mark of the site: a square picture. */
  readonly icon?: Uint8Array | undefined;
}

/** A frame as pixels, on which each notebook's own part is drawn. */
export interface DrawnFrame extends ShareFrame {
  readonly pixels: Buffer;
}

const TITLE_SIZES_PX = [76, 64, 54, 46, 38] as const;
/** One line: two would be higher. */
const LINE = { sizesPx: [30, 26], maxHeightPx: 46, align: 'left' } as const;
const MAX_TITLE_LENGTH = 140;

/** Kept from picture to picture: fresh memory of two megabytes costs more than drawing in it. */
const canvases: Buffer[] = [];

/** @throws libvips' errors */
export async function drawShareFrame(frame: ShareFrame): Promise<DrawnFrame> {
  const sharp = await loadSharp();
  const { direction, icon, siteTitle, collectionTitle } = frame;
  const { margin, icon: mark, collection } = SHARE_LAYOUT;
  const width = SHARE_PICTURE_SIZE.width - 2 * margin;
  const afterIcon = icon === undefined ? margin : margin + mark.size + mark.gap;
  const pixels = await sharp(Buffer.from(renderShareGround(frame)))
    .removeAlpha()
    .raw()
    .toBuffer();
  if (icon !== undefined) {
    const round = Buffer.from(renderRoundedSquare(mark.size, mark.radius));
    const outline = Buffer.from(renderOutline(mark.size, mark.radius));
    const picture = await readPixels(
      sharp(icon)
        .resize({ width: mark.size, height: mark.size })
        .ensureAlpha()
        .composite([{ input: round, blend: 'dest-in' }, { input: outline }]),
    );
    blend(pixels, SHARE_PICTURE_SIZE.width, picture, placeFromStart(direction, margin, mark.size), mark.top);
  }
  if (siteTitle !== undefined) {
    const line = await fitText(siteTitle, { ...LINE, widthPx: width - (afterIcon - margin) });
    drawFromStart(pixels, line, direction, afterIcon, mark.top + mark.size / 2);
  }
  if (collectionTitle !== undefined) {
    const line = await fitText(collectionTitle, { ...LINE, widthPx: width });
    drawFromStart(pixels, line, direction, margin, collection.middle);
  }
  return { ...frame, pixels };
}

/**
 * The picture of one page, as PNG.
 *
 * @param title absent where no font of this machine has its letters
 * @param cover picture for the card, as `renderCover` makes it
 * @throws libvips' errors
 */
export async function renderSharePicture(
  { pixels, direction, isPictured }: DrawnFrame,
  title: string | undefined,
  cover?: Uint8Array,
): Promise<Buffer> {
  const sharp = await loadSharp();
  const { card, margin, title: room } = SHARE_LAYOUT;
  const drawn = canvases.pop() ?? Buffer.allocUnsafe(pixels.length);
  drawn.set(pixels);
  if (title !== undefined) {
    const text = await fitText(shortenAtWord(title, MAX_TITLE_LENGTH), {
      sizesPx: TITLE_SIZES_PX,
      widthPx: titleWidth(isPictured),
      maxHeightPx: room.bottom - room.top,
      align: direction === 'rtl' ? 'right' : 'left',
    });
    drawFromStart(drawn, text, direction, margin, (room.top + room.bottom) / 2);
  }
  if (cover !== undefined) {
    const picture = await readPixels(sharp(cover));
    blend(
      drawn,
      SHARE_PICTURE_SIZE.width,
      picture,
      placeCard(direction) + card.padding,
      card.top + card.padding,
    );
  }
  const png = encodePng(drawn, SHARE_PICTURE_SIZE);
  canvases.push(drawn);
  return png;
}

/** Cut so often, even the longest text is short enough for one line. */
const MAX_CUTS = 10;

interface TextRoom extends Pick<TextStyle, 'align' | 'widthPx'> {
  /** Largest first. */
  readonly sizesPx: readonly number[];
  readonly maxHeightPx: number;
}

/** Of the height of its font; the last line has none below it. */
const LINE_HEIGHT = 1.3;

/**
 * The text in the largest size in which it fits; where it does not even in the smallest, cut at a word. Sizes that are
 * certainly too large are not tried.
 */
async function fitText(text: string, { sizesPx, maxHeightPx, ...room }: TextRoom): Promise<Mask> {
  const fits = ({ width, height }: Mask) => width <= room.widthPx && height <= maxHeightPx;
  const mayFit = (sizePx: number) =>
    sizePx * (1 + LINE_HEIGHT * (countLines(text, sizePx, room.widthPx) - 1)) <= maxHeightPx;
  const smallest = sizesPx.at(-1) ?? 0;
  for (const sizePx of sizesPx) {
    if (sizePx !== smallest && !mayFit(sizePx)) continue;
    const drawn = await drawText(text, { ...room, sizePx });
    if (fits(drawn)) return drawn;
  }
  let shorter = text;
  for (let cut = 0; cut < MAX_CUTS; cut++) {
    shorter = shortenAtWord(shorter, Math.max(8, Math.floor(shorter.length * 0.75)));
    const drawn = await drawText(shorter, { ...room, sizePx: smallest });
    if (fits(drawn)) return drawn;
  }
  throw new Error(`A text cannot be drawn within ${room.widthPx} × ${maxHeightPx} pixels.`);
}

async function readPixels(picture: Sharp): Promise<Overlay> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** @param middle of its height */
function drawFromStart(
  canvas: Buffer,
  text: Mask,
  direction: ShareGround['direction'],
  start: number,
  middle: number,
): void {
  const left = placeFromStart(direction, start, text.width);
  blendWhite(canvas, SHARE_PICTURE_SIZE.width, text, left, Math.round(middle - text.height / 2));
}
