import { applyOffsetEdits } from './apply-fix.ts';
import type { TextEdit } from './types.ts';

/** What an editor does with the `fix` of a diagnostic. No edit overlaps another. */
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
