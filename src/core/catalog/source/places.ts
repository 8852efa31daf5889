import type { Position } from '../../diagnostics/types.ts';
import { lineEndAfter } from './text-lines.ts';
import type { Range } from './tree.ts';

/** Turns offsets of one text into positions of a file. Lines end with LF or CRLF. */
export interface Places {
  /** Position of a range; its length is cut at the end of its first line. */
  at(range: Range): Position;
  /** Line and column of an offset, both 1-based. */
  find(offset: number): { readonly line: number; readonly column: number };
}

export function createPlaces(text: string, file: string): Places {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);

  function at({ start, end }: Range): Position {
    const offset = Math.min(Math.max(start, 0), text.length);
    const length = Math.max(0, Math.min(end, lineEndAfter(text, offset)) - offset);
    return { file, ...find(offset), length };
  }
  function find(offset: number) {
    const line = findLine(lineStarts, offset);
    return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
  }
  return { at, find };
}

/** Index of the last line that begins at or before the offset. */
function findLine(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
