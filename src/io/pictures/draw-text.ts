import { fileURLToPath } from 'node:url';
import type { Mask } from '../../core/colour/blend.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { loadSharp } from './load-sharp.ts';

/** One family, of which each file has other scripts: Latin, Greek, Cyrillic and Devanagari, then these two. */
const FONTS = [
  '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
  '@expo-google-fonts/noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf',
] as const;
const FAMILIES = 'Noto Sans, Noto Sans Arabic, Noto Sans Hebrew Semi-Bold';
/** Pango counts in points; at this resolution a point is a pixel. */
const DPI = 72;

export interface TextStyle {
  /** Height of the font, in pixels. */
  readonly sizePx: number;
  /** Where lines are broken. */
  readonly widthPx: number;
  readonly align?: 'left' | 'right';
}

/** Makes the fonts known to libvips; every script that they lack is drawn with what the machine has. */
async function loadFonts(): Promise<void> {
  const sharp = await loadSharp();
  for (const font of FONTS) {
    const fontfile = fileURLToPath(import.meta.resolve(font));
    await sharp({ text: { text: 'x', font: FAMILIES, fontfile, dpi: DPI } })
      .raw()
      .toBuffer();
  }
}

const load = memoizeAsync<void>();

/**
 * Draws text in one colour, which takes half as long as in four channels.
 *
 * @returns what is drawn: the margins of the letters are not part of it
 * @throws where libvips cannot
 */
export async function drawText(text: string, { sizePx, widthPx, align }: TextStyle): Promise<Mask> {
  await load('fonts', loadFonts);
  const sharp = await loadSharp();
  const { escapeHtml } = await import('../../core/notebooks/safe-html.ts');
  const { data, info } = await sharp({
    text: {
      text: escapeHtml(text),
      font: `${FAMILIES} ${sizePx}`,
      width: widthPx,
      dpi: DPI,
      wrap: 'word-char',
      ...(align !== undefined && { align }),
    },
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

const PROBE: TextStyle = { sizePx: 40, widthPx: 400 };

/** Whether this machine can draw at all: libvips may be missing, or unable to write letters. */
export function canDrawText(): Promise<boolean> {
  return drawText('x', PROBE).then(
    () => true,
    () => false,
  );
}

/** What the fonts of this package draw for certain: their scripts, and punctuation that all of them have. */
const CERTAIN =
  /[\s\u0020-\u007e\u00a0-\u00ff\u2010-\u2015\u2018-\u201f\u2026]|\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Devanagari}|\p{Script=Arabic}|\p{Script=Hebrew}|\p{M}/u;
/** Not assigned, so every machine draws the box for a missing letter: it is wider for five digits. */
const UNASSIGNED = { four: '\u0378', five: '\u{1fffd}' } as const;

const probe = memoizeAsync<Mask>();

/** Whether this machine has a font for a character, or would draw a box in its place. */
async function isDrawable(character: string): Promise<boolean> {
  const measure = (text: string) => probe(text, () => drawText(text, PROBE));
  const box = await measure(character.length === 1 ? UNASSIGNED.four : UNASSIGNED.five);
  const drawn = await measure(character);
  return drawn.width !== box.width || drawn.height !== box.height;
}

/**
 * What of a text can be drawn here: without symbols that no font has. Undefined where letters are missing, for a text
 * with boxes in it is worse than none.
 */
export async function keepDrawable(text: string): Promise<string | undefined> {
  let kept = '';
  for (const character of text) {
    if (CERTAIN.test(character) || (await isDrawable(character))) kept += character;
    else if (/[\p{L}\p{N}]/u.test(character)) return undefined;
  }
  const words = kept.replace(/\s+/g, ' ').trim();
  return words === '' ? undefined : words;
}
