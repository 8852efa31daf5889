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
const BLANK_LINE = /\n[ \t]*\n/g;

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
    if (groups['fence'] !== undefined) {
      const block = readFence(
        input,
        after,
        groups['indent'] ?? '',
        groups['fence'],
        (groups['info'] ?? '').trim(),
      );
      next = block.end;
      if (block.directive !== undefined) {
        const indent = groups['indent'] ?? '';
        text += `${input.slice(done, from)}${indent.trimEnd()}\n${indent}\uFDD0${lifted.length}\uFDD1\n${indent.trimEnd()}\n`;
        lifted.push({ kind: 'directive', source: input.slice(from, next), ...block.directive });
        done = next;
      }
    } else if (groups['anchor'] !== undefined) {
      put({ kind: 'anchor', source: match[0], name: groups['anchor'] }, from, after, '\n\n');
    } else if (groups['role'] !== undefined) {
      const code = finder.code(after);
      if (code !== undefined) {
        next = code.end;
        put(
          { kind: 'role', source: input.slice(from, next), name: groups['role'], content: code.content },
          from,
          next,
        );
      }
    } else if (groups['ticks'] !== undefined) {
      next = finder.code(from)?.end ?? after;
    } else if (groups['bracket'] !== undefined) {
      const isDisplay = groups['bracket'] === '[';
      const end = finder.formulaEnd(isDisplay ? '\\\\]' : '\\\\)', after);
      if (end !== undefined) {
        next = end + 3;
        put(
          { kind: 'math', source: input.slice(from, next), tex: input.slice(after, end), isDisplay },
          from,
          next,
        );
      }
    } else if (groups['environment'] !== undefined) {
      const closing = `\\end{${groups['environment']}}`;
      const end = finder.next(closing, after);
      if (end !== undefined) {
        next = end + closing.length;
        const tex = input.slice(from, next);
        put({ kind: 'math', source: tex, tex, isDisplay: true }, from, next);
      }
    } else if (groups['comment'] !== undefined) {
      const end = finder.next('-->', after);
      if (end !== undefined) next = end + 3;
    } else if (groups['dollars'] === '$$') {
      const end = finder.formulaEnd('$$', after);
      if (end !== undefined && input.slice(after, end).trim() !== '') {
        next = end + 2;
        const tex = input.slice(after, end).replace(/^[ \t]*>[ \t]?/gm, '');
        put({ kind: 'math', source: input.slice(from, next), tex, isDisplay: true }, from, next);
      }
    } else if (groups['dollars'] === '$') {
      INLINE_MATH.lastIndex = from;
      if (INLINE_MATH.test(input)) next = INLINE_MATH.lastIndex;
    }
    INTERESTING.lastIndex = next;
  }
  return { text: text + input.slice(done), lifted };
}

/**
 * Searches that only move forward. Each keeps what it found, so that a text full of openings without
 * an end costs one pass and not one for each.
 */
interface Finder {
  /** Where a string begins next. */
  next(needle: string, from: number): number | undefined;
  /** Where a formula ends, unless a blank line comes first. */
  formulaEnd(closing: string, from: number): number | undefined;
  /** The code span whose backticks begin at `from` (CommonMark 0.31, 6.1). */
  code(from: number): { readonly content: string; readonly end: number } | undefined;
}

function createFinder(input: string): Finder {
  const found = new Map<string, number>();
  const runs = new Map<number, number[]>();
  for (const run of input.matchAll(/`+/g)) {
    const positions = runs.get(run[0].length);
    if (positions === undefined) runs.set(run[0].length, [run.index]);
    else positions.push(run.index);
  }
  for (const positions of runs.values()) positions.reverse();
  let blankAt = -1;
  const blankLine = (from: number) => {
    if (blankAt < from) {
      BLANK_LINE.lastIndex = from;
      blankAt = BLANK_LINE.exec(input)?.index ?? input.length;
    }
    return blankAt;
  };
  const next = (needle: string, from: number) => {
    let at = found.get(needle) ?? -1;
    if (at < from) {
      at = input.indexOf(needle, from);
      found.set(needle, at < 0 ? input.length : at);
    }
    return at < 0 || at >= input.length ? undefined : at;
  };
  return {
    next,
    formulaEnd(closing, from) {
      let end = next(closing, from);
      while (end !== undefined && closing === '$$' && input[end - 1] === '\\') end = next(closing, end + 1);
      return end === undefined || end > blankLine(from) ? undefined : end;
    },
    code(from) {
      let start = from;
      while (input[start] === '`') start += 1;
      const positions = runs.get(start - from) ?? [];
      while ((positions.at(-1) ?? start) < start) positions.pop();
      const end = positions.at(-1);
      if (end === undefined || end > blankLine(from)) return undefined;
      return { content: input.slice(start, end), end: end + start - from };
    },
  };
}

interface Fence {
  readonly end: number;
  readonly directive?: { readonly name: string; readonly argument: string; readonly body: string };
}

function readFence(input: string, after: number, indent: string, fence: string, info: string): Fence {
  const isColon = fence.startsWith(':');
  const directive = directiveOf(info, isColon);
  if (isColon && directive === undefined) return { end: after };
  let depth = 1;
  let start = after + 1;
  while (start <= input.length) {
    const newline = input.indexOf('\n', start);
    const end = newline < 0 ? input.length : newline;
    const line = input
      .slice(start, end)
      .replace(/^[ \t>]+/, '')
      .trimEnd();
    if (line.startsWith(fence) && line === fence.charAt(0).repeat(line.length)) {
      depth -= 1;
      if (depth === 0) {
        const body = input.slice(after + 1, Math.max(after + 1, start - 1));
        return { end, ...(directive && { directive: { ...directive, body: unindent(body, indent) } }) };
      }
    } else if (isColon && line.startsWith(fence) && /^:+\s*\{/.test(line)) depth += 1;
    start = end + 1;
  }
  const body = input.slice(after + 1);
  return {
    end: input.length,
    ...(directive && { directive: { ...directive, body: unindent(body, indent) } }),
  };
}

/** `{note} Title`, and Quarto's `{.callout-note title="…"}`. */
function directiveOf(info: string, isColon: boolean): { name: string; argument: string } | undefined {
  const myst = /^\{([a-zA-Z][\w:+-]{0,40})\}[ \t]*(.*)$/.exec(info);
  if (myst !== null) return { name: (myst[1] ?? '').toLowerCase(), argument: myst[2] ?? '' };
  const attributes = isColon ? /^\{([^}]*)\}/.exec(info)?.[1] : undefined;
  if (attributes === undefined) return undefined;
  const callout = /\.callout-([a-z]+)/.exec(attributes)?.[1];
  const title = /title=(?:"([^"]*)"|'([^']*)')/.exec(attributes);
  return { name: callout ?? 'div', argument: title?.[1] ?? title?.[2] ?? '' };
}

function unindent(body: string, indent: string): string {
  if (indent === '') return body;
  return body
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ \t>]+/, '')))
    .join('\n');
}
