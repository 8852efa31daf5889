import fc from 'fast-check';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createColorLines } from './colored-lines.ts';

const THEME = 'lines';
/** Lines that open something, that close it, and that are the same inside and outside of it. */
const LINES = {
  python: [
    '"""',
    "'''",
    'import numpy as np',
    'f(x)',
    'f(',
    ')',
    '',
    '  # a note',
    'x = "a" \\',
    '\t',
    'π = 3',
  ],
  r: ['x <- "a', 'b"', 'library(x)', '', 'f <- function(a) {', '}', '# a note'],
  javascript: ['/*', '*/', '`a ${', '}`', 'const a = 1;', 'f(', ')', '', '// note'],
} as const;

let core: HighlighterCore;

beforeAll(async () => {
  core = await createHighlighterCore({
    langs: Object.keys(LINES).map((name) => bundledLanguages[name as keyof typeof LINES]),
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '--tok-', fontStyle: false })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
});

const KINDS: Readonly<Record<string, string | undefined>> = {
  'string-expression': 'string',
  punctuation: undefined,
};

/** The kind of each visible character, as Shiki itself colours it. */
function expectedKinds(code: string, lang: string): (string | undefined)[] {
  return core.codeToTokensBase(code, { lang, theme: THEME, tokenizeTimeLimit: 0 }).flatMap((line) =>
    line.flatMap(({ content, color }) => {
      const name = /^var\(--tok-token-([a-z-]+)\)$/.exec(color ?? '')?.[1] ?? 'punctuation';
      const kind = name in KINDS ? KINDS[name] : name;
      return [...content].filter((character) => character.trim() !== '').map(() => kind);
    }),
  );
}

function kindsOf(markup: string): (string | undefined)[] {
  return [...markup.matchAll(/<span class="tok-([a-z-]+)">([^<]*)<\/span>|([^<]+)/g)].flatMap(
    ([, kind, colored, plain]) =>
      [...(colored ?? plain ?? '').replaceAll(/&[a-z#\d]+;/g, 'x')]
        .filter((character) => character.trim() !== '')
        .map(() => kind),
  );
}

describe.each(Object.entries(LINES))('lines of %s', (language, lines) => {
  test('are coloured as Shiki colours them, whatever was coloured before', () => {
    const color = createColorLines(core, language, THEME);
    const text = fc.array(fc.constantFrom(...lines), { maxLength: 12 }).map((each) => each.join('\n'));

    fc.assert(
      fc.property(text, (code) => {
        expect(kindsOf(color(code))).toEqual(expectedKinds(code, language));
      }),
    );
  });
});

test('a line that was written before is not read again, and one within a text is', () => {
  const grammar = core.getLanguage('python');
  const tokenizeLine2 = vi.fn(grammar.tokenizeLine2.bind(grammar));
  const color = createColorLines(
    { ...core, getLanguage: () => ({ ...grammar, tokenizeLine2 }) as unknown as typeof grammar },
    'python',
    THEME,
  );
  const colored = color('x = 1\nf(x)\nf(x)');
  expect(tokenizeLine2).toHaveBeenCalledTimes(2);

  expect(color('x = 1\nf(x)\nf(x)')).toBe(colored);
  expect(tokenizeLine2).toHaveBeenCalledTimes(2);
  expect(color('"""\nf(x)\n"""')).not.toContain('tok-function');
  expect(tokenizeLine2).toHaveBeenCalledTimes(5);
});
