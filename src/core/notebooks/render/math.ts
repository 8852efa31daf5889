import katex from 'katex';
import { LIMITS } from '../limits.ts';
import { html, mathMarkup } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { createMacros, type MacroTable } from './math-definitions.ts';
import {
  type EquationCounter,
  isWholeEnvironment,
  NUMBERING,
  numberCell,
  restoreColumns,
  spellForKatex,
  withoutEmptyRow,
} from './math-numbers.ts';
import { spellVariants } from './math-variants.ts';
import type { MathJax, MathJaxDocument } from './mathjax.ts';
import type { Notices } from './notices.ts';
import type { References } from './references.ts';

/** Typesets the formulas of one notebook, in their order: definitions and numbers hold from one to the next. */
export interface MathRenderer {
  render(source: string, isDisplay: boolean): SafeHtml;
  /** Whether a formula waits for MathJax, which was not given: the notebook has to be rendered again with it. */
  isMathJaxMissing(): boolean;
}

/** What the formulas of one page share with the rest of it. */
export interface MathSettings {
  /** Undefined while nothing has asked for it. */
  readonly mathJax: MathJax | undefined;
  readonly references: References;
  readonly notices?: Notices;
}

const DEFINES =
  /\\(?:new|renew|provide)(?:command|environment)|\\(?:g|e|x)?def(?![a-zA-Z])|\\let(?![a-zA-Z])|\\Declare[A-Z]/;
const LABELLED = /\\(?:tag|label|ref|eqref)/;
/** What KaTeX accepts but renders differently from MathJax, and URLs, which it does not trust. */
const FOR_MATHJAX = /\\(?:href|url|includegraphics|html[A-Z]|\\\*)/;
/** Commands that most notebooks with something for MathJax have. */
const LIKELY_FOR_MATHJAX =
  /\\(?:tag|label|href|ce|cancelto|sideset|bbox|newenvironment|begin\{(?:multline|flalign)\*?\})(?![a-zA-Z])/;
const MAX_MEMO = 50_000;
/** About the time that each engine takes for a formula and for each character that it prints. */
const COSTS = { katex: { formula: 300, char: 1 }, mathJax: { formula: 6_000, char: 12 } } as const;

/** Formulas in notebooks without definitions of their own; more than half of all formulas repeat. */
const shared = new Map<string, SafeHtml>();

/** Whether a text probably has formulas for MathJax. To be wrong costs time, and changes nothing on the page. */
export function suggestsMathJax(source: string): boolean {
  return LIKELY_FOR_MATHJAX.test(source);
}

/**
 * KaTeX typesets what it can: it takes a twelfth of MathJax's time. MathJax, which notebooks are written for,
 * gets the rest; what neither takes is shown as its source.
 */
export function createMathRenderer({ mathJax, references, notices }: MathSettings): MathRenderer {
  const macros = createMacros();
  const counter: EquationCounter = { last: 0 };
  /** Definitions, which MathJax has to know as well as soon as it is needed. */
  const unread: string[] = [];
  let document: MathJaxDocument | undefined;
  let memo = shared;
  let isMissing = false;
  let budget: number = LIMITS.formulaCost;

  const spend = (engine: keyof typeof COSTS, markup: SafeHtml | undefined) => {
    budget -= COSTS[engine].formula + COSTS[engine].char * (markup?.length ?? LIMITS.refusedFormulaCost);
  };
  const nextNumberCell = () => numberCell(counter, references);
  const withMathJax = (source: string, isDisplay: boolean): SafeHtml | undefined => {
    if (mathJax === undefined) {
      isMissing = true;
      return undefined;
    }
    document ??= mathJax(references, counter);
    for (const definition of unread.splice(0)) {
      if (budget > 0) spend('mathJax', document.typeset(definition, false));
    }
    const markup = document.typeset(source, isDisplay);
    spend('mathJax', markup);
    return markup;
  };
  const typeset = (source: string, isDisplay: boolean, isDefinition: boolean): SafeHtml | undefined => {
    if (source.length > LIMITS.formulaChars || budget <= 0) return undefined;
    const isNumbered = NUMBERING.test(source);
    const isWhole = isWholeEnvironment(source);
    const isForMathJax =
      FOR_MATHJAX.test(source) || LABELLED.test(source) || (isNumbered && (!isWhole || isDefinition));
    if (isForMathJax) return withMathJax(source, isDisplay);
    const printed = isWhole ? printEnvironment(source, macros) : printWithKatex(source, isDisplay, macros);
    const shown = isNumbered && printed !== undefined ? withoutEmptyRow(printed, source) : printed;
    const markup =
      shown === undefined ? undefined : mathMarkup(shown, isDisplay, isNumbered ? nextNumberCell : undefined);
    spend('katex', markup);
    if (markup === undefined) return withMathJax(source, isDisplay);
    if (isDefinition) unread.push(source);
    return markup;
  };
  return {
    render(written, isDisplay) {
      const source = written.trim();
      const isDefinition = DEFINES.test(source);
      if (isDefinition) memo = new Map();
      const key = `${isDisplay ? 'd' : 'i'}${source}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const markup = typeset(source, isDisplay, isDefinition);
      if (markup === undefined) {
        notices?.add('formula-as-source');
        return formulaSource(source, isDisplay);
      }
      const isAlwaysTheSame = !isDefinition && !LABELLED.test(source) && !NUMBERING.test(source);
      if (isAlwaysTheSame && memo.size < MAX_MEMO) memo.set(key, markup);
      return markup;
    },
    isMathJaxMissing: () => isMissing,
  };
}

/** An environment of amsmath is a display, wherever it is. */
function printEnvironment(source: string, macros: MacroTable): string | undefined {
  const printed = printWithKatex(spellForKatex(source), true, macros);
  return printed && restoreColumns(printed, source);
}

/** Undefined where KaTeX refuses a formula. */
function printWithKatex(
  source: string,
  isDisplay: boolean,
  { macros, beginFormula }: MacroTable,
): string | undefined {
  beginFormula(source.length);
  try {
    const printed = katex.renderToString(source, {
      output: 'mathml',
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxExpand: 1000,
      maxSize: 50,
      globalGroup: true,
      macros: macros as Record<string, string>,
    });
    return spellVariants(printed);
  } catch {
    return undefined;
  }
}

/** A formula that cannot be typeset, as its source. */
function formulaSource(source: string, isDisplay: boolean): SafeHtml {
  const shown = source.slice(0, LIMITS.formulaChars);
  return isDisplay
    ? html`<code class="math-source math-source-display" data-pagefind-ignore>${shown}</code>`
    : html`<code class="math-source" data-pagefind-ignore>${shown}</code>`;
}
