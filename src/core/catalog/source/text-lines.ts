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
