import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import type { Range } from './tree.ts';

/** One line of a text, without its end. */
export interface TextLine extends Range {
  readonly text: string;
  /** Number of spaces and tabs in front. */
  readonly indentation: number;
}

/** The line that holds an offset. */
export function lineAt(text: string, offset: number): TextLine {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', start);
  const line = text.slice(start, next < 0 ? text.length : next).trimEnd();
  return {
    text: line,
    start,
    end: start + line.length,
    indentation: line.length - line.replace(/^[ \t]+/, '').length,
  };
}

/** The nearest line above that says something, so neither a blank one nor a comment. */
export function lineAbove(text: string, line: TextLine): TextLine | undefined {
  for (let start = line.start; start > 0; ) {
    const above = lineAt(text, start - 1);
    if (isMeaningful(above)) return above;
    start = above.start;
  }
  return undefined;
}

/** The nearest line below that says something. */
export function lineBelow(text: string, line: TextLine): TextLine | undefined {
  let start = text.indexOf('\n', line.start) + 1;
  while (start > 0 && start < text.length) {
    const below = lineAt(text, start);
    if (isMeaningful(below)) return below;
    start = text.indexOf('\n', start) + 1;
  }
  return undefined;
}

/** The range of what a line says, without its indentation. */
export function wordsOf(line: TextLine): Range {
  return { start: line.start + line.indentation, end: Math.max(line.start + line.indentation, line.end) };
}

function isMeaningful({ text }: TextLine): boolean {
  return text.trim() !== '' && !text.trimStart().startsWith('#');
}

/** The offset behind the colon of a key. */
export function colonAfter(text: string, key: Range): number {
  return text.indexOf(':', key.end) + 1;
}

/** In UTF-16 code units, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** The end of the line that holds an offset, without its line break. */
export function lineEndAfter(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

export function lineBreakOf(text: string): '\r\n' | '\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** Whole lines, without indentation, below the line that holds an offset. */
export function insertLinesBelow(
  text: string,
  offset: number,
  indentation: number,
  lines: readonly string[],
): OffsetEdit {
  const at = lineEndAfter(text, offset);
  const start = `${lineBreakOf(text)}${' '.repeat(indentation)}`;
  return { start: at, end: at, text: lines.map((line) => `${start}${line}`).join('') };
}

/** A range without the white space at its end. */
export function trimRange(text: string, { start, end }: Range): Range {
  let last = end;
  while (last > start && ' \t\r\n'.includes(text[last - 1] ?? '')) last -= 1;
  return { start, end: last };
}
