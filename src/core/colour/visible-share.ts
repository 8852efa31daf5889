import { contrastRatio } from './accent-theme.ts';

/** The contrast that WCAG 2.2, success criterion 1.4.11, asks of graphics. */
const MIN_GRAPHIC_CONTRAST = 3;
/** What covers less of its pixel is an edge or a shadow. */
const OPAQUE_FROM = 128;

/**
 * How much of a picture stands out from a ground: the share of its opaque pixels that have enough contrast, from 0 to
 * 1; 1 for a picture without any.
 *
 * @param pixels red, green, blue and opacity, a byte each
 * @param ground `#rrggbb`
 */
export function measureVisibleShare(pixels: Uint8Array, ground: string): number {
  let opaque = 0;
  let seen = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < OPAQUE_FROM) continue;
    opaque += 1;
    const colour = `#${[...pixels.subarray(at, at + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrastRatio(colour, ground) >= MIN_GRAPHIC_CONTRAST) seen += 1;
  }
  return opaque === 0 ? 1 : seen / opaque;
}
