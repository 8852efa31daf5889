import katex from 'katex';
import { LIMITS } from '../limits.ts';
import { html, mathMarkup } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import { spellVariants } from './math-variants.ts';

/** Typesets the formulas of one notebook. Definitions made in one cell hold in the cells after it. */
export interface MathRenderer {
  render(source: string, isDisplay: boolean): SafeHtml;
}

const DEFINES =
  /\\(?:new|renew|provide)command|\\(?:g|e|x)?def(?![a-zA-Z])|\\let(?![a-zA-Z])|\\DeclareMathOperator/;
const MAX_MEMO = 50_000;

/** Formulas in notebooks without definitions of their own; more than half of all formulas repeat. */
const shared = new Map<string, SafeHtml>();

export function createMathRenderer(): MathRenderer {
  const macros: Record<string, string> = { '\\mbox': '\\text' };
  let memo = shared;
  return {
    render(source, isDisplay) {
      const isDefinition = DEFINES.test(source);
      if (isDefinition) memo = new Map();
      const key = `${isDisplay ? 'd' : 'i'}${source}`;
      const known = memo.get(key);
      if (known !== undefined) return known;
      const markup = typeset(source, isDisplay, macros);
      if (!isDefinition && memo.size < MAX_MEMO) memo.set(key, markup);
      return markup;
    },
  };
}

function typeset(source: string, isDisplay: boolean, macros: Record<string, string>): SafeHtml {
  if (source.length > LIMITS.formulaChars) return formulaSource(source, isDisplay);
  const tex = fromMathJax(source);
  for (const attempt of [tex, tex.replace(/\\newcommand/g, '\\renewcommand')]) {
    try {
      const markup = katex.renderToString(attempt, {
        output: 'mathml',
        displayMode: isDisplay,
        throwOnError: true,
        trust: false,
        strict: 'ignore',
        maxExpand: 1000,
        maxSize: 50,
        globalGroup: true,
        macros,
      });
      return mathMarkup(spellVariants(markup), isDisplay);
    } catch {
      // A name that is defined twice succeeds the second time round; anything else is shown as written.
    }
  }
  return formulaSource(source, isDisplay);
}

/** A formula that cannot be typeset, as its source. */
function formulaSource(source: string, isDisplay: boolean): SafeHtml {
  const shown = source.trim().slice(0, LIMITS.formulaChars);
  return isDisplay
    ? html`<code class="math-source math-source-display" data-pagefind-ignore>${shown}</code>`
    : html`<code class="math-source" data-pagefind-ignore>${shown}</code>`;
}

/** What MathJax, which notebooks are written for, knows and KaTeX does not. */
function fromMathJax(source: string): string {
  return source
    .replace(/\\label\s*\{[^{}]*\}/g, '')
    .replace(/\\(?:eq)?ref\s*\{([^{}]*)\}/g, '(\\text{$1})')
    .replace(/\\require\s*\{[^{}]*\}/g, '')
    .replace(
      /\\DeclareMathOperator\s*(\*?)\s*\{?(\\[a-zA-Z]+)\}?\s*\{/g,
      '\\newcommand{$2}{\\operatorname$1{',
    )
    .replace(/(\\newcommand\{\\[a-zA-Z]+\}\{\\operatorname\*?\{[^{}]*\})/g, '$1}')
    .replace(/\\begin\s*\{eqnarray(\*?)\}/g, '\\begin{array}{rcl}')
    .replace(/\\end\s*\{eqnarray\*?\}/g, '\\end{array}')
    .replace(/\\begin\s*\{(multline|flalign)(\*?)\}/g, '\\begin{gather*}')
    .replace(/\\end\s*\{(multline|flalign)\*?\}/g, '\\end{gather*}')
    .trim();
}
