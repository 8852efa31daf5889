import { readFence } from './fenced-directive.ts';
import { createFinder } from './finder.ts';

/**
 * Before Markdown is parsed, what its parser would misread is lifted out and a token put in its place:
 * LaTeX environments without dollars, `$$…$$` within a line or over several, `\\(…\\)`, and MyST's
 * directives and roles. Code is left alone. JupyterLab does the same for mathematics
 * (packages/rendermime, `latex.ts`).
 */
export type Lifted =
  | { readonly kind: 'math'; readonly source: string; readonly tex: string; readonly isDisplay: boolean }
  | {
      readonly kind: 'directive';
      readonly source: string;
      readonly name: string;
      readonly argument: string;
      readonly body: string;
    }
  | { readonly kind: 'role'; readonly source: string; readonly name: string; readonly content: string }
  | { readonly kind: 'anchor'; readonly source: string; readonly name: string };

export interface LiftedText {
  readonly text: string;
  readonly lifted: readonly Lifted[];
}

/** A token in the text: the index in `lifted` between two characters that no text may hold. */
export const TOKEN = /\uFDD0(\d+)\uFDD1/g;
const NONCHARACTERS = /[\uFDD0-\uFDEF]/g;

const INTERESTING = new RegExp(
  [
    /^(?<indent>[ \t>]*)(?<fence>`{3,}|~{3,}|:{3,})(?<info>[^\n]*)$/,
    /^\((?<anchor>[\w:. -]{1,100})\)=[ \t]*$/,
    /\{(?<role>[a-zA-Z][\w:+-]{0,40})\}(?=`)/,
    /(?<ticks>`+)/,
    /\\\\(?<bracket>[([])/,
    /\\begin\s*\{(?<environment>(?:equation|align|alignat|aligned|gather|gathered|multline|eqnarray|flalign|split|cases|[pbvBV]?matrix|smallmatrix|array|CD|math|displaymath)\*?)\}/,
    /(?<escape>\\[^\n])/,
    /(?<comment><!--)/,
    /(?<dollars>\$\$?)/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gm',
);
const INLINE_MATH = /\$(?!\$)(?:[^$\\\n]|\\[\s\S]|\n(?![ \t]*\n)){1,2000}?\$(?!\$)/y;

/** Lifts everything out of one Markdown text. */
export function liftMarkup(source: string): LiftedText {
  const input = source.replace(NONCHARACTERS, '');
  const lifted: Lifted[] = [];
  let text = '';
  let done = 0;
  const put = (item: Lifted, from: number, to: number, around = '') => {
    text += `${input.slice(done, from)}${around}\uFDD0${lifted.length}\uFDD1${around}`;
    lifted.push(item);
    done = to;
  };
  const finder = createFinder(input);
  INTERESTING.lastIndex = 0;
  for (let match = INTERESTING.exec(input); match !== null; match = INTERESTING.exec(input)) {
    const groups = match.groups ?? {};
    const from = match.index;
    const after = from + match[0].length;
    let next = after;
    if (groups.fence !== undefined) {
      const block = readFence(input, after, groups.indent ?? '', groups.fence, (groups.info ?? '').trim());
      next = block.end;
      if (block.directive !== undefined) {
        const indent = groups.indent ?? '';
        text += `${input.slice(done, from)}${indent.trimEnd()}\n${indent}\uFDD0${lifted.length}\uFDD1\n${indent.trimEnd()}\n`;
        lifted.push({ kind: 'directive', source: input.slice(from, next), ...block.directive });
        done = next;
      }
    } else if (groups.anchor !== undefined) {
      put({ kind: 'anchor', source: match[0], name: groups.anchor }, from, after, '\n\n');
    } else if (groups.role !== undefined) {
      const code = finder.code(after);
      if (code !== undefined) {
        next = code.end;
        put(
          { kind: 'role', source: input.slice(from, next), name: groups.role, content: code.content },
          from,
          next,
        );
      }
    } else if (groups.ticks !== undefined) {
      next = finder.code(from)?.end ?? after;
    } else if (groups.bracket !== undefined) {
      const isDisplay = groups.bracket === '[';
      const end = finder.formulaEnd(isDisplay ? '\\\\]' : '\\\\)', after);
      if (end !== undefined) {
        next = end + 3;
        put(
          { kind: 'math', source: input.slice(from, next), tex: input.slice(after, end), isDisplay },
          from,
          next,
        );
      }
    } else if (groups.environment !== undefined) {
      const closing = `\\end{${groups.environment}}`;
      const end = finder.next(closing, after);
      if (end !== undefined) {
        next = end + closing.length;
        const tex = input.slice(from, next);
        put({ kind: 'math', source: tex, tex, isDisplay: true }, from, next);
      }
    } else if (groups.comment !== undefined) {
      const end = finder.next('-->', after);
      if (end !== undefined) next = end + 3;
    } else if (groups.dollars === '$$') {
      const end = finder.formulaEnd('$$', after);
      if (end !== undefined && input.slice(after, end).trim() !== '') {
        next = end + 2;
        const tex = input.slice(after, end).replace(/^[ \t]*>[ \t]?/gm, '');
        put({ kind: 'math', source: input.slice(from, next), tex, isDisplay: true }, from, next);
      }
    } else if (groups.dollars === '$') {
      INLINE_MATH.lastIndex = from;
      if (INLINE_MATH.test(input)) next = INLINE_MATH.lastIndex;
    }
    INTERESTING.lastIndex = next;
  }
  return { text: text + input.slice(done), lifted };
}
