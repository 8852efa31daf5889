import { coverSecrets } from '../redact.ts';
import { displayWidth } from './display-width.ts';
import { replaceControls } from './quote.ts';
import type { Position } from './types.ts';

const TAB = '  ';
const MAX_LINE_WIDTH = 100;
/** Of a line that is too long, this much is shown before the place. */
const LEAD_WIDTH = 30;

/**
 * The line of a position with carets under the place, such as
 *
 *       12 |     repsitory: https://example.org
 *          |     ^^^^^^^^^
 *
 * Tabs become two spaces, wide characters count twice, long lines are cut around the place, secrets
 * in addresses are covered. Empty where the position has no line or the text does not have it.
 */
export function renderCodeFrame(text: string, position: Position): string {
  if (position.line === undefined) return '';
  const line = lineOf(text, position.line);
  if (line === undefined) return '';
  const start = Math.min(position.column - 1, line.length);
  const end = Math.min(start + Math.max(position.length, 1), Math.max(line.length, start));
  const cells = toCells(coverSecrets(line));
  const before = cells.filter((cell) => cell.offset < start);
  const marked = cells.filter((cell) => cell.offset >= start && cell.offset < end);
  const after = cells.filter((cell) => cell.offset >= end);

  const lead = cutStart(before);
  const markedShown = cutEnd(marked, MAX_LINE_WIDTH - widthOf(lead));
  const trail =
    markedShown.length < marked.length
      ? []
      : cutEnd(after, MAX_LINE_WIDTH - widthOf([...lead, ...markedShown]));
  const isCutAtStart = lead.length < before.length;
  const isCutAtEnd = markedShown.length < marked.length || trail.length < after.length;
  const shown = `${isCutAtStart ? '…' : ''}${[...lead, ...markedShown, ...trail].map((cell) => cell.text).join('')}${isCutAtEnd ? '…' : ''}`;
  const indent = ' '.repeat(widthOf(lead) + (isCutAtStart ? 1 : 0));
  const carets = '^'.repeat(Math.max(1, widthOf(markedShown)));
  const number = String(position.line);
  return [`  ${number} | ${shown}`.trimEnd(), `  ${' '.repeat(number.length)} | ${indent}${carets}`].join(
    '\n',
  );
}

/** A character as it is shown, with its place in the line. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** UTF-16 code units before it. */
  readonly offset: number;
}

function toCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  for (const character of line) {
    const text = character === '\t' ? TAB : replaceControls(character);
    cells.push({ text, width: character === '\t' ? TAB.length : displayWidth(text), offset });
    offset += character.length;
  }
  return cells;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function cutStart(cells: readonly Cell[]): readonly Cell[] {
  if (widthOf(cells) <= MAX_LINE_WIDTH / 2) return cells;
  let width = 0;
  let start = cells.length;
  while (start > 0 && width < LEAD_WIDTH) {
    start -= 1;
    width += cells[start]?.width ?? 0;
  }
  return cells.slice(start);
}

function cutEnd(cells: readonly Cell[], maxWidth: number): readonly Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => {
    width += cell.width;
    return width > maxWidth;
  });
  return end < 0 ? cells : cells.slice(0, end);
}

function lineOf(text: string, line: number): string | undefined {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', start);
    if (next < 0) return undefined;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}
