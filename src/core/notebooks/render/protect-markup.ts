import { readFence } from './fenced-directive.ts';
import { createMathFinder } from './find-math.ts';
import { createFinder, type Finder } from './finder.ts';

/**
 * Before Markdown is parsed, what its parser would misread is replaced by tokens:
 * all mathematics, as JupyterLab does (packages/rendermime, `latex.ts`), references to equations, and
 * MyST's directives and roles. Code is left alone.
 */
export type ProtectedPart =
  | { readonly kind: 'math'; readonly source: string; readonly tex: string; readonly isDisplay: boolean }
  | {
      readonly kind: 'directive';
      readonly source: string;
      readonly name: string;
      readonly argument: string;
      readonly body: string;
    }
  | { readonly kind: 'role'; readonly source: string; readonly name: string; readonly content: string }
  | { readonly kind: 'anchor'; readonly source: string; readonly name: string }
  /** `\ref` and `\eqref`, which MathJax takes outside formulas too. */
  | {
      readonly kind: 'equation';
      readonly source: string;
      readonly label: string;
      readonly isBracketed: boolean;
    }
  | { readonly kind: 'text'; readonly source: string };

export interface ProtectedText {
  readonly text: string;
  readonly parts: readonly ProtectedPart[];
}

/** A token in the text: the index in `parts` between two characters that no text may hold. */
export const TOKEN = /\uFDD0(\d+)\uFDD1/g;
const NONCHARACTERS = /[\uFDD0-\uFDEF]/g;

const INTERESTING = new RegExp(
  [
    /^(?<indent>[ \t>]*)(?<fence>`{3,}|~{3,}|:{3,})(?<info>[^\n]*)$/,
    /^\((?<anchor>[\w:. -]{1,100})\)=[ \t]*$/,
    /\{(?<role>[a-zA-Z][\w:+-]{0,40})\}(?=`)/,
    /(?<ticks>`+)/,
    /(?<opening>\\\\[([]|\\begin\s*\{[a-zA-Z]*\*?\}|\$\$?)/,
    /\\(?:eq)?ref\{(?<label>[^{}\n]{1,200})\}/,
    /\\[{}$`]/,
    /(?<comment><!--)/,
    /<(?<swallowing>title|textarea|xmp|plaintext)(?=[\s>])/,
    /<(?<media>iframe|video|audio|object)(?=[\s>])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gm',
);

/** Lifts everything out of one Markdown text. */
export function protectMarkup(source: string): ProtectedText {
  const input = source.replace(NONCHARACTERS, '');
  const parts: ProtectedPart[] = [];
  let text = '';
  let done = 0;
  const put = (item: ProtectedPart, from: number, to: number, around = '') => {
    text += `${input.slice(done, from)}${around}\uFDD0${parts.length}\uFDD1${around}`;
    parts.push(item);
    done = to;
  };
  const finder = createFinder(input);
  const mathFinder = createMathFinder(input, finder, 'markdown');
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
        text += `${input.slice(done, from)}${indent.trimEnd()}\n${indent}\uFDD0${parts.length}\uFDD1\n${indent.trimEnd()}\n`;
        parts.push({ kind: 'directive', source: input.slice(from, next), ...block.directive });
        done = next;
      } else if (groups.fence.startsWith(':') && (groups.info ?? '').trim() === '') {
        // It closes a block that another cell has opened, or nothing.
        text += input.slice(done, from);
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
    } else if (groups.opening !== undefined) {
      const found = mathFinder.find(groups.opening, from);
      const isEmpty = found !== undefined && found.tex.trim() === '';
      if (found !== undefined) next = found.end;
      if (found !== undefined && !isEmpty) {
        const tex = withoutTicks(withoutQuoteMarks(found.tex, input, from));
        put({ kind: 'math', source: input.slice(from, next), tex, isDisplay: found.isDisplay }, from, next);
      }
    } else if (groups.label !== undefined) {
      const isBracketed = match[0].startsWith('\\eq');
      put({ kind: 'equation', source: match[0], label: groups.label.trim(), isBracketed }, from, after);
    } else if (groups.swallowing !== undefined) {
      if (finder.next(`</${groups.swallowing}`, after) === undefined)
        put({ kind: 'text', source: match[0] }, from, after);
    } else if (groups.media !== undefined) {
      const end = isIndented(input, from) ? undefined : endOfMedia(input, after, groups.media, finder);
      if (end !== undefined) {
        text += `${input.slice(done, end)}</${groups.media}>`;
        next = end;
        done = end;
      }
    } else if (groups.comment !== undefined) {
      const end = finder.next('-->', after);
      if (end !== undefined) next = end + 3;
    }
    INTERESTING.lastIndex = next;
  }
  return { text: text + input.slice(done), parts };
}

/** The text with each token replaced by its source. */
export function restoreSources(text: string, parts: readonly ProtectedPart[]): string {
  return text.replace(TOKEN, (_token, index: string) => parts[Number(index)]?.source ?? '');
}

/**
 * Where a tag ends that is to be closed at once. Authors take `<video … />` for a whole element; to HTML all that
 * follows would be within it, and not shown.
 */
function endOfMedia(input: string, after: number, name: string, finder: Finder): number | undefined {
  const end = finder.next('>', after);
  if (end === undefined) return undefined;
  const isWhole = input[end - 1] === '/';
  return isWhole || finder.next(`</${name}`, end) === undefined ? end + 1 : undefined;
}

/** Whether a line begins so far to the right that it's probably a block of code. */
function isIndented(input: string, at: number): boolean {
  return /^(?: {4}|\t)\s*$/.test(input.slice(input.lastIndexOf('\n', at - 1) + 1, at).slice(0, 100));
}

/** GitHub and GitLab let the formula be a span of code between the dollars. */
function withoutTicks(tex: string): string {
  return /^`[^`]+`$/.test(tex) ? tex.slice(1, -1) : tex;
}

/** A formula that begins in a quotation has the quotation's marks before each of its other lines. */
function withoutQuoteMarks(tex: string, input: string, from: number): string {
  if (!tex.includes('\n')) return tex;
  const line = input.slice(input.lastIndexOf('\n', from - 1) + 1, from);
  return /^[ \t]*>/.test(line) ? tex.replace(/\n[ \t]*>[ \t]?/g, '\n') : tex;
}
