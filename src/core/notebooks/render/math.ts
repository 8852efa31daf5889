import katex from 'katex';
import { LIMITS } from '../limits.ts';
import { html, mathMarkup } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { createMacros } from './math-definitions.ts';
import { spellVariants } from './math-variants.ts';
import type { MathJaxDocument } from './mathjax.ts';
import type { Notices } from './notices.ts';

/** Typesets the formulas of one notebook, in their order: definitions and numbers hold from one to the next. */
export interface MathRenderer {
  render(source: string, isDisplay: boolean): SafeHtml;
  /** Whether a formula waits for MathJax, which was not given: the notebook has to be rendered again with it. */
  isMathJaxMissing(): boolean;
}

const DEFINES =
  /\\(?:new|renew|provide)(?:command|environment)|\\(?:g|e|x)?def(?![a-zA-Z])|\\let(?![a-zA-Z])|\\Declare[A-Z]/;
/**
 * What KaTeX takes and does otherwise than MathJax: it has no numbers and labels, and no addresses where it
 * trusts nobody.
 */
const FOR_MATHJAX =
  /\\(?:tag|label|ref|eqref|href|url|includegraphics|html[A-Z]\w*|begin\s*\{(?:equation|align|alignat|gather|multline|eqnarray|flalign)\})/;
/** Formulas whose markup depends on those before them. */
const NUMBERED =
  /\\(?:tag|label|ref|eqref|begin\s*\{(?:equation|align|alignat|gather|multline|eqnarray|flalign)\})/;
const MAX_MEMO = 50_000;

/** Formulas in notebooks without definitions of their own; more than half of all formulas repeat. */
const shared = new Map<string, SafeHtml>();

/**
 * KaTeX typesets what it can: it takes a twelfth of MathJax's time. MathJax, which notebooks are written for,
 * gets the rest; what neither takes is shown as its source.
 *
 * @param mathJax made for this notebook; undefined while nothing has asked for it
 */
export function createMathRenderer(mathJax: MathJaxDocument | undefined, notices?: Notices): MathRenderer {
  const macros = createMacros();
  /** Definitions, which MathJax has to know as well as soon as it is needed. */
  const unread: string[] = [];
  let memo = shared;
  let isMissing = false;

  const withMathJax = (source: string, isDisplay: boolean): SafeHtml | undefined => {
    if (mathJax === undefined) {
      isMissing = true;
      return undefined;
    }
    for (const definition of unread.splice(0)) mathJax.typeset(definition, false);
    return mathJax.typeset(source, isDisplay);
  };
  const typeset = (source: string, isDisplay: boolean, isDefinition: boolean): SafeHtml | undefined => {
    if (source.length > LIMITS.formulaChars) return undefined;
    const markup = FOR_MATHJAX.test(source) ? undefined : withKatex(source, isDisplay, macros);
    if (markup === undefined) return withMathJax(source, isDisplay);
    if (isDefinition) unread.push(source);
    return markup;
  };
  return {
    render(source, isDisplay) {
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
      if (!isDefinition && !NUMBERED.test(source) && memo.size < MAX_MEMO) memo.set(key, markup);
      return markup;
    },
    isMathJaxMissing: () => isMissing,
  };
}

function withKatex(
  source: string,
  isDisplay: boolean,
  macros: ReturnType<typeof createMacros>,
): SafeHtml | undefined {
  try {
    const markup = katex.renderToString(source.trim(), {
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
    return mathMarkup(spellVariants(markup), isDisplay);
  } catch {
    return undefined;
  }
}

/** A formula that cannot be typeset, as its source. */
function formulaSource(source: string, isDisplay: boolean): SafeHtml {
  const shown = source.trim().slice(0, LIMITS.formulaChars);
  return isDisplay
    ? html`<code class="math-source math-source-display" data-pagefind-ignore>${shown}</code>`
    : html`<code class="math-source" data-pagefind-ignore>${shown}</code>`;
}
