import type { TextEdit } from './types.ts';

/** The text with edits applied; their places are those of the text as it is given, and none overlaps another. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  const offsetOf = (line: number, column: number) => (lineStarts[line - 1] ?? text.length) + column - 1;
  const sorted = edits
    .map((edit) => ({
      start: offsetOf(edit.line, edit.column),
      end: offsetOf(edit.endLine, edit.endColumn),
      replacement: edit.text,
    }))
    .toSorted((left, right) => left.start - right.start || left.end - right.end);
  let result = '';
  let position = 0;
  for (const { start, end, replacement } of sorted) {
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}
