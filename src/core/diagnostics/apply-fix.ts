/** Replaces a part of a text. Offsets count UTF-16 code units; the end is exclusive. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with edits applied, none of which overlaps another. Insertions at one offset keep their order. */
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
