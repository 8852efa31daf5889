import type { ImageSize } from './images.ts';

/** CSS pixels of a unit (CSS Values 4, 6.2). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** Size in CSS pixels from `width` and `height` (px, pt, in, cm, mm), else from the view box. */
export function svgSize(attributes: ReadonlyMap<string, string>): ImageSize | undefined {
  const width = pixels(attributes.get('width'));
  const height = pixels(attributes.get('height'));
  if (width !== undefined && height !== undefined) return { width, height };
  const box = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , boxWidth = 0, boxHeight = 0] = box;
  if (!(boxWidth > 0 && boxHeight > 0)) return undefined;
  return { width: Math.ceil(boxWidth), height: Math.ceil(boxHeight) };
}

function pixels(length: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(px|pt|in|cm|mm)?\s*$/.exec(length?.slice(0, 40) ?? '');
  const factor = UNITS[match?.[2] ?? ''];
  return match === null || factor === undefined ? undefined : Math.ceil(Number(match[1]) * factor);
}
