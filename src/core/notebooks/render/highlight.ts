import { createCssVariablesTheme, createHighlighterCore, type LanguageRegistration } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';
import { LIMITS } from '../limits.ts';
import { escapeText, html, joinHtml, raw } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';

/** Colours code by classes (`tok-keyword`), so that the stylesheet decides on light and dark. */
export interface Highlighter {
  /** Makes languages ready. Names that are not known are left out. */
  load(languages: Iterable<string>): Promise<void>;
  /** Inner HTML of a `<code>` element; plain text where the language is not loaded or the code too long. */
  highlight(code: string, language: string): SafeHtml;
}

const THEME = 'slipway';
const TOKEN_COLOR = /^var\(--tok-token-([a-z-]+)\)$/;
/** Names of the theme's colours that say the same to a reader. */
const CLASS_OF: Readonly<Record<string, string>> = {
  'string-expression': 'string',
  inserted: 'inserted',
  deleted: 'deleted',
};
/**
 * Languages whose grammars bring a dozen others for what may stand inside a string (30 with Ruby).
 * Compiling those takes a tenth of a second in each process, for cells of a few lines.
 */
const GUESTLESS: ReadonlySet<string> = new Set(['julia', 'perl', 'ruby']);
/** What notebooks call a language, where the highlighter has another name for it. */
const ALIASES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  console: 'bash',
  cython: 'python',
  fortran: 'fortran-free-form',
  gnuplot: 'text',
  ipython: 'python',
  ipython3: 'python',
  octave: 'matlab',
  pycon: 'python',
  py3: 'python',
  python2: 'python',
  python3: 'python',
  rscript: 'r',
  sage: 'python',
  sos: 'python',
  zsh: 'bash',
};

/**
 * Builds the highlighter. Grammars are compiled here and not taken from `@shikijs/langs-precompiled`: there the end of a
 * triple-quoted string, a back-reference, never matches, and all code after a docstring counts as
 * comment (seen with 4.4.3). The JavaScript engine colours a few identifiers beyond ASCII otherwise
 * than Oniguruma does, about one cell in seventy; the text is the same.
 *
 * Once per process is enough, as grammars and their regular expressions are shared.
 */
export async function createHighlighter(): Promise<Highlighter> {
  const core = await createHighlighterCore({
    langs: [],
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '--tok-', fontStyle: false })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const loaded = new Set<string>();
  return {
    async load(languages) {
      for (const language of languages) {
        const name = grammarName(language);
        if (loaded.has(name) || !isBundled(name)) continue;
        const { default: grammars } = await bundledLanguages[name]();
        await core.loadLanguage(GUESTLESS.has(name) ? withoutGuests(grammars) : grammars);
        loaded.add(name);
      }
    },
    highlight(code, language) {
      const name = grammarName(language);
      if (!loaded.has(name) || code.length > LIMITS.highlightChars) return escapeText(code);
      const lines = core.codeToTokensBase(code, {
        lang: name,
        theme: THEME,
        tokenizeMaxLineLength: LIMITS.highlightLineChars,
        // A limit in time would make the result depend on the machine; a worker's limit stands behind.
        tokenizeTimeLimit: 0,
      });
      return joinHtml(lines.map(lineHtml), '\n');
    },
  };
}

/** The language itself, which stands behind those that it brings along. */
function withoutGuests(grammars: readonly LanguageRegistration[]): LanguageRegistration[] {
  return grammars.slice(-1).map((grammar) => ({ ...grammar, embeddedLangs: [] }));
}

function lineHtml(tokens: readonly { readonly content: string; readonly color?: string }[]): SafeHtml {
  const parts: SafeHtml[] = [];
  let text = '';
  let kind: string | undefined;
  const flush = () => {
    if (text === '') return;
    const content = escapeText(text);
    parts.push(kind === undefined ? content : html`<span class="tok-${kind}">${raw(content)}</span>`);
    text = '';
  };
  for (const token of tokens) {
    const own = tokenKind(token.color);
    // Blanks have no colour of their own: they join what stands before them.
    if (own !== kind && token.content.trim() !== '') {
      flush();
      kind = own;
    }
    text += token.content;
  }
  flush();
  return joinHtml(parts);
}

function tokenKind(color: string | undefined): string | undefined {
  const name = color === undefined ? undefined : TOKEN_COLOR.exec(color)?.[1];
  return name === undefined || name === 'punctuation' ? undefined : (CLASS_OF[name] ?? name);
}

function grammarName(language: string): string {
  const lower = language.toLowerCase();
  return Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? lower) : lower;
}

function isBundled(name: string): name is keyof typeof bundledLanguages {
  return Object.hasOwn(bundledLanguages, name);
}
