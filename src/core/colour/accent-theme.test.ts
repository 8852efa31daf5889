import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contrastRatio,
  deriveAccentTheme,
  GROUNDS,
  MIN_TEXT_CONTRAST,
  parseHexColour,
  renderAccentStyles,
} from './accent-theme.ts';

const TOKENS = readFileSync(new URL('../../site/styles/tokens.css', import.meta.url), 'utf8');

describe('an accent colour', () => {
  test('can be read on every ground of the pages, in light and dark, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const theme = deriveAccentTheme(`#${number.toString(16).padStart(6, '0')}`);
        for (const scheme of ['light', 'dark'] as const) {
          const { accent, hover, onAccent } = theme[scheme];
          for (const colour of [accent, hover]) {
            for (const ground of [...Object.values(GROUNDS[scheme]), onAccent])
              expect(contrastRatio(colour, ground)).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
          }
        }
      }),
      { examples: [[0], [0xffffff], [0xffff00], [0x00ff00], [0x0000ff], [0xff00ff], [0x808080]] },
    );
  });

  test.each(['#0b5a77', '#7a1f1f', '#004400'])('stays as it is where it can be read: %s', (hex) => {
    const { light, given } = deriveAccentTheme(hex);
    expect(light.accent).toBe(hex);
    expect(given.isAdjusted).toBe(false);
  });

  test('is darkened on a light page where it is too pale, and says so', () => {
    const { light, given } = deriveAccentTheme('#f5c400');
    expect(given.isAdjusted).toBe(true);
    expect(given.onWhite).toBeLessThan(MIN_TEXT_CONTRAST);
    expect(light.accent).not.toBe('#f5c400');
  });

  test('replaces the tokens of the style sheet', () => {
    const styles = renderAccentStyles(deriveAccentTheme('#7a1f1f'));
    expect(styles).toContain('--color-accent:light-dark(#7a1f1f,');
    for (const [name = ''] of styles.matchAll(/--[a-z-]+/g)) expect(TOKENS).toContain(`${name}:`);
  });
});

test('the grounds are those of the style sheet', () => {
  for (const [token, key] of [
    ['bg', 'bg'],
    ['surface', 'surface'],
    ['raised', 'raised'],
    ['code-bg', 'code'],
  ] as const) {
    expect(TOKENS).toContain(`--color-${token}: light-dark(${GROUNDS.light[key]}, ${GROUNDS.dark[key]})`);
  }
});

describe.each(['light', 'dark'] as const)('on %s pages', (scheme) => {
  const pairs = new Map(
    [...TOKENS.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name, light, dark]) => [name, scheme === 'light' ? light : dark] as const,
    ),
  );
  const colourOf = (name: string) => pairs.get(name) ?? '';

  test.each(['text', 'muted', 'accent', 'accent-hover', 'ok', 'stale', 'failing'])(
    'text in the colour "%s" can be read on every ground',
    (name) => {
      for (const ground of ['bg', 'surface', 'raised', 'code-bg'])
        expect(contrastRatio(colourOf(name), colourOf(ground)), ground).toBeGreaterThanOrEqual(
          MIN_TEXT_CONTRAST,
        );
    },
  );

  test.each(['accent', 'accent-hover'])('text upon "%s" can be read', (name) => {
    expect(contrastRatio(colourOf('on-accent'), colourOf(name))).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
  });
});

test.each([
  ['#0B5A77', '#0b5a77'],
  ['#0af', '#00aaff'],
  [' #fff ', '#ffffff'],
  ['0b5a77', undefined],
  ['teal', undefined],
  ['#12345', undefined],
  ['#0b5a77ff', undefined],
])('"%s" is read as %s', (text, expected) => {
  expect(parseHexColour(text)).toBe(expected);
});
