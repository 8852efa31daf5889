/**
 * A site's own accent colour, made readable. Whatever hex a manifest gives, the hue and as much as possible of
 * its strength are kept, and only the lightness moves until every pair of colours that meets on a page has the
 * contrast that WCAG 2.2 asks of text (4.5:1). Colours are moved in OKLCH (Björn Ottosson, "A perceptual color
 * space for image processing"), where equal steps look equal.
 */

/** The contrast that WCAG 2.2, success criterion 1.4.3, asks of text. */
export const MIN_TEXT_CONTRAST = 4.5;

/** Grounds that accent-coloured text is written on. Beside `styles/tokens.css`, which a test compares. */
export const GROUNDS = {
  light: { bg: '#fcfcfa', surface: '#f2f4f1', raised: '#ffffff', code: '#f4f6f3' },
  dark: { bg: '#12181b', surface: '#1a2226', raised: '#182024', code: '#192125' },
} as const;

export interface AccentColours {
  /** Links, buttons, marks. */
  readonly accent: string;
  readonly hover: string;
  /** Text upon `accent`, and upon `hover`. */
  readonly onAccent: string;
}

export interface AccentTheme {
  readonly light: AccentColours;
  readonly dark: AccentColours;
  /** Contrast of the colour as it was given with a white page, and whether another was taken in its place there. */
  readonly given: { readonly onWhite: number; readonly isAdjusted: boolean };
}

type Rgb = readonly [red: number, green: number, blue: number];
interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}

/** `#0b5a77` or `#05a` as `#rrggbb` in lower case; undefined for anything else. */
export function parseHexColour(text: string): string | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  return digits.length === 6 ? `#${digits}` : `#${[...digits].map((digit) => digit + digit).join('')}`;
}

/** Contrast of two colours, from 1 to 21, as WCAG 2.2 defines it. */
export function contrastRatio(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * @param hex as `parseHexColour` gives it
 */
export function deriveAccentTheme(hex: string): AccentTheme {
  const base = toOklch(hex);
  const light = makeReadable(base, Object.values(GROUNDS.light), -1);
  const dark = makeReadable(base, Object.values(GROUNDS.dark), 1);
  return {
    light: { accent: light.hex, hover: shift(light.colour, -0.06), onAccent: '#ffffff' },
    dark: {
      accent: dark.hex,
      hover: shift(dark.colour, 0.06),
      onAccent: toHex({ lightness: 0.19, chroma: Math.min(base.chroma, 0.03), hue: base.hue }),
    },
    given: { onWhite: contrastRatio(hex, '#ffffff'), isAdjusted: light.hex !== hex },
  };
}

/** The custom properties of `styles/tokens.css` that an accent replaces, as one rule. */
export function renderAccentStyles({ light, dark }: AccentTheme): string {
  const pair = (name: string, key: keyof AccentColours) =>
    `--color-${name}:light-dark(${light[key]},${dark[key]});`;
  return `:root{${pair('accent', 'accent')}${pair('accent-hover', 'hover')}${pair('on-accent', 'onAccent')}}`;
}

/** The nearest lightness, darker or lighter, at which a colour can be read on every ground. */
function makeReadable(
  base: Oklch,
  grounds: readonly string[],
  direction: 1 | -1,
): { readonly colour: Oklch; readonly hex: string } {
  const STEP = 0.005;
  let colour = base;
  let hex = toHex(colour);
  while (grounds.some((ground) => contrastRatio(hex, ground) < MIN_TEXT_CONTRAST)) {
    const lightness = colour.lightness + direction * STEP;
    if (lightness < 0 || lightness > 1) break;
    colour = { ...colour, lightness };
    hex = toHex(colour);
  }
  return { colour, hex };
}

function shift(colour: Oklch, by: number): string {
  return toHex({ ...colour, lightness: Math.min(1, Math.max(0, colour.lightness + by)) });
}

/** The colour as a screen can show it: what sRGB does not reach is made paler, never another hue. */
function toHex(colour: Oklch): string {
  let { chroma } = colour;
  let rgb = toLinear({ ...colour, chroma });
  while (chroma > 0.001 && rgb.some((channel) => channel < -0.0005 || channel > 1.0005)) {
    chroma *= 0.95;
    rgb = toLinear({ ...colour, chroma });
  }
  const digits = rgb.map((channel) =>
    Math.round(255 * encodeGamma(Math.min(1, Math.max(0, channel))))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = readLinear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function readLinear(hex: string): Rgb {
  const channel = (start: number) => decodeGamma(Number.parseInt(hex.slice(start, start + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
}

function decodeGamma(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encodeGamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function toOklch(hex: string): Oklch {
  const [red, green, blue] = readLinear(hex);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

function toLinear({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
