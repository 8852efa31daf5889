import {
  createCssVariablesTheme,
  createHighlighterCore,
  type LanguageRegistration,
  type RegexEngine,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { bundledLanguages } from 'shiki/langs';
import { LIMITS } from '../limits.ts';
import { escapeText } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { type ColorLines, createColorLines } from './colored-lines.ts';

/**
 * Colours code by classes (`tok-keyword`), so that the stylesheet decides on light and dark. Inner HTML of a
 * `<code>` element; plain text where the language is not known or the code too long.
 */
export type Highlight = (code: string, language: string) => SafeHtml;

export interface Highlighter {
  /**
   * Makes ready what one notebook needs.
   *
   * @param own what its cells are written in
   * @param languages all that it contains; names that are not known count as plain text
   */
  forNotebook(own: string, languages: Iterable<string>): Promise<Highlight>;
}

const THEME = 'slipway';
/**
 * Languages whose grammars bring a dozen others for what a string may contain (30 with Ruby).
 * Compiling those takes a tenth of a second in each process, for cells of a few lines.
 */
const WITHOUT_EMBEDDED: ReadonlySet<string> = new Set(['julia', 'perl', 'ruby']);
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
 * comment (seen with 4.4.3).
 *
 * The cells of a notebook go through JavaScript's regular expressions, which run twice as fast as Oniguruma but take
 * a tenth of a second to translate a large grammar. That is lost on the few lines of a shell magic or a fenced
 * block of HTML: languages that are guests in a notebook go through Oniguruma. The two colour a few
 * identifiers beyond ASCII otherwise, about one cell in seventy; the text is the same.
 *
 * Once per process is enough, as grammars and their regular expressions are shared.
 */
export async function createHighlighter(): Promise<Highlighter> {
  const own = await createGrammars(createJavaScriptRegexEngine({ forgiving: true }));
  let guests: Promise<Grammars> | undefined;
  return {
    async forNotebook(ownLanguage, languages) {
      const ownName = grammarName(ownLanguage);
      const guestNames = [...languages]
        .map(grammarName)
        .filter((name) => name !== ownName && isBundled(name));
      await own.load([ownName]);
      if (guestNames.length > 0) {
        guests ??= createOnigurumaEngine(import('shiki/wasm')).then(createGrammars);
        await (await guests).load(guestNames);
      }
      const loadedGuests = await guests;
      return (code, language) => {
        const name = grammarName(language);
        const grammars = name === ownName ? own : loadedGuests;
        return grammars?.highlight(code, name) ?? escapeText(code);
      };
    },
  };
}

/** Grammars in one engine of regular expressions. */
interface Grammars {
  load(names: Iterable<string>): Promise<void>;
  /** Undefined where the language is not loaded or the code too long. */
  highlight(code: string, name: string): SafeHtml | undefined;
}

async function createGrammars(engine: RegexEngine): Promise<Grammars> {
  const theme = createCssVariablesTheme({ name: THEME, variablePrefix: '--tok-', fontStyle: false });
  const core = await createHighlighterCore({ langs: [], themes: [theme], engine });
  const loaded = new Map<string, ColorLines>();
  return {
    async load(names) {
      for (const name of names) {
        if (loaded.has(name) || !isBundled(name)) continue;
        const { default: grammars } = await bundledLanguages[name]();
        await core.loadLanguage(WITHOUT_EMBEDDED.has(name) ? withoutEmbeddedLanguages(grammars) : grammars);
        loaded.set(name, createColorLines(core, name, THEME));
      }
    },
    highlight(code, name) {
      return code.length > LIMITS.highlightChars ? undefined : loaded.get(name)?.(code);
    },
  };
}

/** The language itself, which comes after those that it includes. */
function withoutEmbeddedLanguages(grammars: readonly LanguageRegistration[]): LanguageRegistration[] {
  return grammars.slice(-1).map((grammar) => ({ ...grammar, embeddedLangs: [] }));
}

function grammarName(language: string): string {
  const lower = language.toLowerCase();
  return Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? lower) : lower;
}

function isBundled(name: string): name is keyof typeof bundledLanguages {
  return Object.hasOwn(bundledLanguages, name);
}
