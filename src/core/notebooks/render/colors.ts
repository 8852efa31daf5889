import type { Element } from 'hast';
import { type Content, propertyOf, textOf } from './tree.ts';

/*
 * Colours that carry meaning, such as those of pandas' Styler. Styles never reach the page; a colour becomes the
 * nearest of a few that the stylesheet has for light and dark.
 */

/** Hues in degrees, where each name ends. */
const HUES: readonly (readonly [until: number, name: string])[] = [
  [18, 'red'],
  [45, 'orange'],
  [70, 'yellow'],
  [165, 'green'],
  [200, 'teal'],
  [260, 'blue'],
  [295, 'purple'],
  [340, 'pink'],
  [360, 'red'],
];
/** Names of CSS that people write (CSS Color 4, 6.1), as hexadecimal numbers. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ red: 'ff0000', green: '008000', blue: '0000ff', yellow: 'ffff00', orange: 'ffa500', purple: '800080' },
  ...{ pink: 'ffc0cb', cyan: '00ffff', aqua: '00ffff', magenta: 'ff00ff', fuchsia: 'ff00ff', lime: '00ff00' },
  ...{ teal: '008080', navy: '000080', maroon: '800000', olive: '808000', brown: 'a52a2a', gold: 'ffd700' },
  ...{ gray: '808080', grey: '808080', silver: 'c0c0c0', lightgray: 'd3d3d3', lightgrey: 'd3d3d3' },
  ...{
    lightgreen: '90ee90',
    lightblue: 'add8e6',
    lightyellow: 'ffffe0',
    lightcoral: 'f08080',
    salmon: 'fa8072',
  },
  ...{ darkred: '8b0000', darkgreen: '006400', darkblue: '00008b', darkorange: 'ff8c00', crimson: 'dc143c' },
  ...{ tomato: 'ff6347', coral: 'ff7f50', violet: 'ee82ee', indigo: '4b0082', steelblue: '4682b4' },
  ...{
    royalblue: '4169e1',
    dodgerblue: '1e90ff',
    skyblue: '87ceeb',
    forestgreen: '228b22',
    firebrick: 'b22222',
  },
};
const MAX_STYLE_CHARS = 200_000;

/** Values of the two properties in a style. */
const INK = /(?:^|;)\s*color\s*:\s*([^;!]{1,60})/gi;
const GROUND = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]{1,60})/gi;
const NONE: readonly string[] = [];

/** Classes for the colours that an element gives itself: of its text, and behind it. */
export function colorClasses(node: Element): readonly string[] {
  const style = propertyOf(node, 'style') ?? '';
  const ink = lastValue(style, INK) ?? propertyOf(node, 'color');
  const ground = lastValue(style, GROUND) ?? propertyOf(node, 'bgcolor') ?? propertyOf(node, 'bgColor');
  if (ink === undefined && ground === undefined) return NONE;
  const classes: string[] = [];
  const text = ink === undefined ? undefined : parseColor(ink);
  if (text !== undefined && text.hue !== 'gray') classes.push(`ink-${text.hue}`);
  const tint = ground === undefined ? undefined : parseColor(ground);
  if (tint !== undefined && tint.lightness < 0.985 && tint.lightness > 0.02) {
    classes.push(`tint-${tint.hue}`, `tint-${tint.lightness > 0.83 ? 1 : tint.lightness > 0.6 ? 2 : 3}`);
  }
  return classes;
}

/** Gives the elements of a tree the styles that its style sheets have for their ids, as pandas' Styler writes them. */
export function inlineStyles(content: Content): Content {
  const rules = new Map<string, string>();
  readSheets(content, rules);
  return rules.size === 0 ? content : applyRules(content, rules);
}

function readSheets(content: Content, rules: Map<string, string>): void {
  for (const node of content) {
    if (node.type !== 'element') continue;
    if (node.tagName !== 'style') readSheets(node.children, rules);
    else {
      const sheet = node.children
        .map((child) => (child.type === 'text' ? child.value : textOf(child)))
        .join('');
      for (const [, selectors = '', body = ''] of sheet
        .slice(0, MAX_STYLE_CHARS)
        .matchAll(/(?<![^{}])([^{}]+)\{([^{}]*)\}/g))
        for (const selector of selectors.split(',')) {
          const id = /^\s*#([\w-]+)\s*$/.exec(selector)?.[1];
          if (id !== undefined) rules.set(id, `${rules.get(id) ?? ''};${body.replace(/\s+/g, ' ')}`);
        }
    }
  }
}

function applyRules(content: Content, rules: ReadonlyMap<string, string>): Content {
  return content.map((node) => {
    if (node.type !== 'element') return node;
    const rule = rules.get(propertyOf(node, 'id') ?? '');
    const properties =
      rule === undefined
        ? node.properties
        : { ...node.properties, style: `${rule};${propertyOf(node, 'style') ?? ''}` };
    return { ...node, properties, children: applyRules(node.children, rules) };
  });
}

function lastValue(style: string, declaration: RegExp): string | undefined {
  return style === '' ? undefined : [...style.matchAll(declaration)].at(-1)?.[1]?.trim();
}

function parseColor(written: string): { readonly hue: string; readonly lightness: number } | undefined {
  const name = written.toLowerCase();
  const hex = Object.hasOwn(NAMED, name) ? NAMED[name] : /^#([\da-f]{3,8})$/.exec(name)?.[1];
  const channels =
    hex !== undefined
      ? hexChannels(hex)
      : (/^rgba?\(([^()]*)\)$/
          .exec(name)?.[1]
          ?.split(/[\s,/]+/)
          .map(Number) ?? []);
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN, alpha = 1] = channels;
  if (![red, green, blue].every((channel) => channel >= 0 && channel <= 255) || alpha === 0) return undefined;
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 510;
  const span = most - least;
  if (span < 10) return { hue: 'gray', lightness };
  const sector =
    most === red
      ? (green - blue) / span
      : most === green
        ? 2 + (blue - red) / span
        : 4 + (red - green) / span;
  const degrees = (sector * 60 + 360) % 360;
  return { hue: HUES.find(([until]) => degrees < until)?.[1] ?? 'red', lightness };
}

function hexChannels(hex: string): readonly number[] {
  const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16));
}
