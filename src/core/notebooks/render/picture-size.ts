import type { ImageSize } from './images.ts';

/**
 * The size at which an output's picture is shown: that of its metadata (nbformat 4.0, `width` and `height` in
 * pixels), with the missing side in proportion, else its own.
 */
export function shownSize(
  own: ImageSize | undefined,
  metadata: Readonly<Record<string, unknown>>,
): ImageSize | undefined {
  const width = pixels(metadata.width);
  const height = pixels(metadata.height);
  if (width !== undefined && height !== undefined) return { width, height };
  if (own === undefined || own.width === 0 || own.height === 0) return undefined;
  if (width !== undefined)
    return { width, height: Math.max(1, Math.round((width * own.height) / own.width)) };
  if (height !== undefined)
    return { width: Math.max(1, Math.round((height * own.width) / own.height)), height };
  return own;
}

function pixels(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof number === 'number' && number >= 1 && number < 10_000 ? Math.round(number) : undefined;
}
