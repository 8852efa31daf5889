import type { HighlighterCore } from 'shiki/core';
import { LIMITS } from '../limits.ts';
import { escapeText, html, joinHtml, raw } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';

/** Colours a text line by line. */
export type ColorLines = (code: string) => SafeHtml;

type Grammar = ReturnType<HighlighterCore['getLanguage']>;
/** Where a grammar is between two lines; null before the first. */
type State = Parameters<Grammar['tokenizeLine2']>[1];

interface ColoredLine {
  readonly markup: SafeHtml;
  readonly next: State;
}

const TOKEN_COLOR = /^var\(--tok-token-([a-z-]+)\)$/;
/** Names of the theme's colours that say the same to a reader. */
const CLASS_OF: Readonly<Record<string, string>> = {
  'string-expression': 'string',
  inserted: 'inserted',
  deleted: 'deleted',
};
/** Longer lines are hardly ever written twice. */
const KEPT_LINE_CHARS = 120;
const KEPT_LINES = 20_000;
/** The number of a token's colour in its metadata (vscode-textmate, `EncodedTokenMetadata`, `FOREGROUND_MASK`). */
const COLOR_MASK = 0xff8000;
const COLOR_SHIFT = 15;

/**
 * What Shiki's `codeToTokensBase` does, with a memory: a line depends on itself and on what was open before it. A
 * third of the lines of notebooks have been written before, mostly where nothing is open (imports, calls, brackets).
 *
 * @param theme whose colours are CSS variables named `--tok-token-…`
 */
export function createColorLines(core: HighlighterCore, language: string, theme: string): ColorLines {
  const grammar = core.getLanguage(language);
  const { theme: settings, colorMap } = core.setTheme(theme);
  const kinds = colorMap.map((color) =>
    tokenKind(settings.colorReplacements?.[color?.toLowerCase()] ?? color),
  );
  const firstLines = new Map<string, ColoredLine>();
  const outerLines = new Map<string, ColoredLine>();

  const color = (line: string, state: State): ColoredLine => {
    // A limit in time would make the result depend on the machine; a worker's limit is behind it.
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state, 0);
    return { markup: renderLine(line, tokens, kinds), next: ruleStack };
  };
  const recall = (line: string, state: State): ColoredLine => {
    const kept = state === null ? firstLines : state.depth === 1 ? outerLines : undefined;
    if (kept === undefined || line.length > KEPT_LINE_CHARS) return color(line, state);
    const known = kept.get(line);
    if (known !== undefined) return known;
    const colored = color(line, state);
    if (kept.size >= KEPT_LINES) kept.clear();
    kept.set(line, colored);
    return colored;
  };
  return (code) => {
    let state: State = null;
    const lines = code.split(/\r?\n/).map((line) => {
      if (line === '' || line.length >= LIMITS.highlightLineChars) return escapeText(line);
      const { markup, next } = recall(line, state);
      state = next;
      return markup;
    });
    return joinHtml(lines, '\n');
  };
}

/** @param tokens start and metadata of each, in turn */
function renderLine(line: string, tokens: Uint32Array, kinds: readonly (string | undefined)[]): SafeHtml {
  const parts: SafeHtml[] = [];
  let text = '';
  let kind: string | undefined;
  const flush = () => {
    if (text === '') return;
    const content = escapeText(text);
    parts.push(kind === undefined ? content : html`<span class="tok-${kind}">${raw(content)}</span>`);
    text = '';
  };
  for (let index = 0; index < tokens.length; index += 2) {
    const content = line.slice(tokens[index], tokens[index + 2] ?? line.length);
    const own = kinds[((tokens[index + 1] ?? 0) & COLOR_MASK) >>> COLOR_SHIFT];
    // Blanks have no colour of their own: they join what precedes them.
    if (own !== kind && content.trim() !== '') {
      flush();
      kind = own;
    }
    text += content;
  }
  flush();
  return joinHtml(parts);
}

function tokenKind(color: string | undefined): string | undefined {
  const name = color === undefined ? undefined : TOKEN_COLOR.exec(color)?.[1];
  return name === undefined || name === 'punctuation' ? undefined : (CLASS_OF[name] ?? name);
}
