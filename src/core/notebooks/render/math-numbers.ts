import { html } from '../safe-html.ts';
import type { SafeHtml } from '../types.ts';
import type { References } from './references.ts';

/** The number of an equation that was given last; both engines count on from it. */
export interface EquationCounter {
  last: number;
}

/** The beginning of an environment of amsmath that numbers its rows. */
export const NUMBERING = /\\begin\s*\{(?:equation|align|alignat|gather|multline|eqnarray|flalign)\}/;
const ENVIRONMENT = /\\begin\s*\{(?:equation|align|alignat|gather|multline|eqnarray|flalign)\*?\}/;
/** Those that KaTeX has, and the old one that it doesn't have, which is `align` with other columns. */
const OUTER = /^\\begin\{((?:align|alignat|gather|equation|eqnarray)\*?)\}/;
const OLD_BEGIN = '\\begin{eqnarray';
const OLD_END = '\\end{eqnarray';
const COLUMNS = ['right', 'center', 'left'];
const UNNUMBERED_ROW = /\\(?:nonumber|notag)(?![a-zA-Z])/;
/** A last row that says only that it has no number: KaTeX leaves it out, and what is last then would be taken for it. */
const ONLY_UNNUMBERED =
  /\\(?:\\(?:\[[^\]\n]{0,20}\])?|cr(?![a-zA-Z]))(?:\s|%[^\n]*\n)*\\(?:nonumber|notag)(?:\s|%[^\n]*\n)*\\end\{[a-z]+\*?\}$/;
/** A last row without content, which KaTeX numbers and MathJax leaves out. */
const EMPTY_ROW =
  /<mtr><mtd class ="mtr-glue"><\/mtd><mtd><mstyle scriptlevel="0" displaystyle="true"><mrow><\/mrow><\/mstyle><\/mtd><mtd class ="mtr-glue"><\/mtd><mtd class ="mml-eqn-num"><\/mtd><\/mtr>(?=<\/mtable>)/;

/**
 * Whether a formula is one environment of amsmath and nothing else, with rows that KaTeX numbers as MathJax does
 * (`math-numbers.test.ts` compares them). KaTeX takes it in a line of text too, with `displayMode`.
 */
export function isWholeEnvironment(source: string): boolean {
  const [begin, name] = OUTER.exec(source) ?? [];
  if (begin === undefined || !source.endsWith(`\\end{${name}}`)) return false;
  const inner = source.slice(begin.length);
  if (ONLY_UNNUMBERED.test(source)) return false;
  // Where an environment within says that a row has no number, KaTeX takes the number of the row around it.
  return !ENVIRONMENT.test(inner) && !(inner.includes('\\begin') && UNNUMBERED_ROW.test(inner));
}

/** A whole environment as KaTeX knows it. */
export function spellForKatex(source: string): string {
  if (!source.startsWith(OLD_BEGIN)) return source;
  const end = source.lastIndexOf(OLD_END);
  return `\\begin{align${source.slice(OLD_BEGIN.length, end)}\\end{align${source.slice(end + OLD_END.length)}`;
}

/** Gives a table the columns of the environment that was written. */
export function restoreColumns(markup: string, source: string): string {
  if (!source.startsWith(OLD_BEGIN)) return markup;
  return markup.replace(/ columnalign="([^"]*)"/, (_whole, columns: string) => {
    const sides = columns.split(' ').map((_side, index) => COLUMNS[index % COLUMNS.length]);
    return ` columnalign="${sides.join(' ')}"`;
  });
}

/** KaTeX's markup of an environment without a last row that isn't there for MathJax; undefined where no row is left. */
export function withoutEmptyRow(markup: string, source: string): string | undefined {
  if (source.startsWith('\\begin{equation}') || !EMPTY_ROW.test(markup)) return markup;
  const rest = markup.replace(EMPTY_ROW, '');
  return rest.includes('<mtr>') ? rest : undefined;
}

/** The cell for the number of the next equation. */
export function numberCell(counter: EquationCounter, references: References): SafeHtml {
  counter.last += 1;
  const id = references.addEquation(String(counter.last), `(${counter.last})`);
  return id === undefined
    ? html`<mtd class="equation-number"><mtext>(${counter.last})</mtext></mtd>`
    : html`<mtd class="equation-number" id="${id}"><mtext>(${counter.last})</mtext></mtd>`;
}
