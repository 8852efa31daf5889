import type { Finder } from './finder.ts';

/** How a text writes backslashes: Markdown doubles them before brackets, HTML does not. */
export type MathSyntax = 'markdown' | 'html';

/** A formula in a text, delimiters included in its range. */
export interface FoundMath {
  readonly tex: string;
  readonly isDisplay: boolean;
  readonly end: number;
}

/** Characters and commands that can end a formula, or hide its end. */
const MARKS = /\$\$?|\\(?:begin|end)\s*\{[a-zA-Z]*\*?\}|\\[{}$]|[{}]|\n[ \t]*\n\s*|\\\\[()[\]]|\\[()[\]]|`+/g;

/** Steps that searches may lose in one text by walking on beyond the end that they choose. */
const MAX_LOST_STEPS = 2_000_000;

export interface MathFinder {
  /**
   * The formula that an opening delimiter begins; undefined where it has no end in its paragraph, so that
   * the delimiter is text.
   *
   * @param opening `$`, `$$`, `\begin{…}`, or a bracket with its backslashes
   */
  find(opening: string, from: number): FoundMath | undefined;
}

/**
 * Finds where formulas end, by the rules of JupyterLab (`packages/rendermime/src/latex.ts`): the same
 * delimiter outside all braces, or else the last one inside braces that never close; never beyond a blank line.
 */
export function createMathFinder(input: string, finder: Finder, syntax: MathSyntax): MathFinder {
  let lostSteps = 0;
  const closingAt = (closing: string, from: number) => {
    let depth = 0;
    let steps = 0;
    let last: number | undefined;
    MARKS.lastIndex = from;
    for (let mark = MARKS.exec(input); mark !== null; mark = MARKS.exec(input)) {
      const found = mark[0];
      steps += 1;
      if (found === closing) {
        if (depth === 0) return mark.index;
        last = mark.index;
        if (lostSteps > MAX_LOST_STEPS) return last;
      } else if (found === '{') depth += 1;
      else if (found === '}' && depth > 0) depth -= 1;
      else if (found.startsWith('\n')) break;
      else if (found.startsWith('`') && syntax === 'markdown')
        MARKS.lastIndex = finder.code(mark.index)?.end ?? MARKS.lastIndex;
    }
    lostSteps += steps;
    return last;
  };
  return {
    find(opening, from) {
      const start = from + opening.length;
      const environment = /^\\begin\s*\{([a-zA-Z]*\*?)\}$/.exec(opening)?.[1];
      const closing =
        environment === undefined ? closingOf(opening, syntax) : opening.replace(/^\\begin/, '\\end');
      // Without this look ahead, openings without an end would each walk through their paragraph.
      if (finder.next(closing, start) === undefined) return undefined;
      const end = closingAt(closing, start);
      if (end === undefined) return undefined;
      const after = end + closing.length;
      if (environment !== undefined) return { tex: input.slice(from, after), isDisplay: true, end: after };
      const isDisplay = opening === '$$' || opening.endsWith('[');
      return { tex: input.slice(start, end), isDisplay, end: after };
    },
  };
}

function closingOf(opening: string, syntax: MathSyntax): string {
  const slashes = syntax === 'markdown' ? '\\\\' : '\\';
  if (opening.endsWith('(')) return `${slashes})`;
  return opening.endsWith('[') ? `${slashes}]` : opening;
}
