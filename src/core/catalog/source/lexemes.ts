import { Lexer } from 'yaml';
import type { Range } from './tree.ts';

/** What the lexer of YAML tells of a text that its parser refuses: brackets and quotes, with their offsets. */
export interface Lexemes {
  /** Offset of the first quote that is not closed. */
  readonly openQuote: number | undefined;
  /** The bracket that is open at an offset, or ends there; undefined outside of brackets. */
  bracketAt(offset: number): Range | undefined;
}

/** Characters by which the lexer marks places; they are not in the text. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

export function readLexemes(text: string): Lexemes {
  const brackets: { readonly start: number; end: number }[] = [];
  const open: number[] = [];
  let openQuote: number | undefined;
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    if (MARKS.has(source)) continue;
    const first = source[0];
    if (source === '[' || source === '{') {
      open.push(brackets.length);
      brackets.push({ start: offset, end: text.length });
    } else if (source === ']' || source === '}') {
      const bracket = brackets[open.pop() ?? -1];
      if (bracket !== undefined) bracket.end = offset + 1;
    } else if ((first === '"' || first === "'") && !isClosed(source, first)) openQuote ??= offset;
    offset += source.length;
  }
  return {
    openQuote,
    bracketAt: (at) => brackets.findLast(({ start, end }) => start < at && at <= end),
  };
}

function isClosed(source: string, mark: string): boolean {
  if (source.length < 2 || !source.endsWith(mark)) return false;
  const escapeMark = mark === '"' ? '\\' : "'";
  let count = 0;
  for (let at = source.length - 2; at > 0 && source[at] === escapeMark; at -= 1) count += 1;
  return count % 2 === 0;
}
