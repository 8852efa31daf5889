import type { MmlNode, TextNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';
import type { SafeHtml } from '../types.ts';
import { sanitizeMath } from './math-markup.ts';
import type { EquationCounter } from './math-numbers.ts';
import type { References } from './references.ts';
import { type Content, element, text } from './tree.ts';

/** MathJax for the formulas of one notebook: definitions, numbers and labels hold from one to the next. */
export interface MathJaxDocument {
  /** Undefined where MathJax refuses the formula, too. */
  typeset(source: string, isDisplay: boolean): SafeHtml | undefined;
}

/** Makes one document after the other. */
export type MathJax = (references: References, counter: EquationCounter) => MathJaxDocument;

/**
 * What JupyterLab loads of MathJax's extensions to TeX (packages/mathjax-extension, `AllPackages`), without those
 * that need a page to measure on (bussproofs), and without those that print errors in place of formulas.
 */
const PACKAGES = [
  ...[
    'base',
    'action',
    'ams',
    'amscd',
    'bbox',
    'boldsymbol',
    'braket',
    'cancel',
    'cases',
    'centernot',
    'color',
  ],
  ...['colortbl', 'configmacros', 'empheq', 'enclose', 'extpfeil', 'gensymb', 'html', 'mathtools', 'mhchem'],
  ...['newcommand', 'textcomp', 'textmacros', 'unicode', 'upgreek', 'verb'],
];

/** Loads MathJax, which takes longer than most notebooks: only where a formula needs it. */
export async function loadMathJax(): Promise<MathJax> {
  const { mathJaxParts } = await import('./mathjax-parts.ts');
  const { AbstractParseMap, liteAdaptor, MapHandler, mathjax, RegisterHTMLHandler, STATE, TeX } =
    mathJaxParts;
  RegisterHTMLHandler(liteAdaptor());
  // Signs that TeX keeps for itself are only signs within words: KaTeX and older versions of MathJax agree.
  const signs = MapHandler.getMap('text-special');
  if (signs instanceof AbstractParseMap) signs.remove('#');

  return (references, counter) => {
    const input = new TeX({
      packages: PACKAGES,
      // As nbconvert numbers (templates/base/mathjax.html.j2).
      tags: 'ams',
      ignoreDuplicateLabels: true,
      macros: {
        require: ['', 1],
        // References are resolved at the end of the page: what they name may come later.
        ref: ['\\mmlToken{mtext}[class="ref"]{#1}', 1],
        eqref: ['\\mmlToken{mtext}[class="eqref"]{#1}', 1],
      },
      formatError: (_input: unknown, error: Error) => {
        throw error;
      },
    });
    const document = mathjax.document('', { InputJax: input });
    // Not public in its types: the number that was given last, in the formulas before (MathJax, `AbstractTags`).
    const tags = input.parseOptions.tags as unknown as { allCounter: number };
    return {
      typeset(source, isDisplay) {
        try {
          tags.allCounter = counter.last;
          const tree = document.convert(source, { display: isDisplay, end: STATE.CONVERT });
          counter.last = tags.allCounter;
          return sanitizeMath(treeOf(tree), isDisplay, references);
        } catch {
          return undefined;
        }
      },
    };
  };
}

/** Alphabets that MathJax tells apart for its own fonts (MathJax, `SerializedMmlVisitor.variants`). */
const VARIANTS: Readonly<Record<string, string>> = {
  '-tex-calligraphic': 'script',
  '-tex-bold-calligraphic': 'bold-script',
  '-tex-oldstyle': 'normal',
  '-tex-bold-oldstyle': 'bold',
  '-tex-mathit': 'italic',
};

/** MathJax's own tree as one of elements. What is inferred in it is not there for browsers. */
function treeOf(node: MmlNode): Content {
  if (node.isKind('text')) return [text((node as TextNode).getText())];
  const children = node.childNodes.flatMap((child) => (child === null ? [] : treeOf(child)));
  if (node.isInferred) return children;
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attributes.getAllAttributes())) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      properties[name] = String(value);
  }
  const variant = VARIANTS[properties.mathvariant ?? ''];
  if (variant !== undefined) properties.mathvariant = variant;
  return [element(node.isKind('TeXAtom') ? 'mrow' : node.kind, properties, ...children)];
}
