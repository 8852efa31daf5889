import type { TextEdit } from './types.ts';

/** Replaces a part of a text. Offsets count UTF-16 code units; the end is exclusive. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with edits applied; their places are those of the text as it is given, and none overlaps another. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  const offsetOf = (line: number, column: number) => (lineStarts[line - 1] ?? text.length) + column - 1;
  return applyOffsetEdits(
    text,
    edits.map((edit) => ({
      start: offsetOf(edit.line, edit.column),
      end: offsetOf(edit.endLine, edit.endColumn),
      text: edit.text,
    })),
  );
}

/** The same with offsets. Insertions at one offset follow each other as they are given. */
export function applyOffsetEdits(text: string, edits: readonly OffsetEdit[]): string {
  const sorted = edits.toSorted((left, right) => left.start - right.start || left.end - right.end);
  let result = '';
  let position = 0;
  for (const { start, end, text: replacement } of sorted) {
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}
