import { isBlank, uncomment } from './lines.ts';
import { uncommentMagics } from './magics.ts';
import { createQuoteTracker } from './quotes.ts';
import type { Span } from './spans.ts';
import type { TextCell } from './text-cell.ts';

const HASHES = /^# ?#{19,}\s*$/;

/** Whether a line is the rule of twenty `#` or more that begins prose in a script of Sphinx-Gallery. */
export function isSphinxRule(line: string): boolean {
  return HASHES.test(line);
}

/**
 * Cells of a script of Sphinx-Gallery (jupytext, `SphinxGalleryScriptCellReader`): prose in strings of triple
 * quotes and in comments below a rule of `#`; `""` parts two cells of code. The prose is reStructuredText, and
 * shown as it is written.
 */
export function readSphinx(lines: readonly string[]): readonly TextCell[] {
  const cells: TextCell[] = [{ type: 'code', options: {}, lines: ['%matplotlib inline'] }];
  for (let start = 0; start < lines.length; ) {
    const first = lines[start] ?? '';
    const marker = proseMarker(first);
    if (marker === undefined) {
      const { end, next } = codeSpan(lines, start);
      cells.push({
        type: 'code',
        options: {},
        lines: uncommentMagics(lines.slice(start, end), 'python', true),
      });
      start = next;
    } else {
      const { source, next } = proseCell(lines, start, marker);
      cells.push({ type: 'markdown', options: {}, lines: source });
      start = next;
    }
  }
  return cells.filter((cell, index) => {
    const isBetweenProse = cells[index - 1]?.type === 'markdown' || cells[index + 1]?.type === 'markdown';
    const isEdge = index === 0 || index === cells.length - 1;
    return cell.lines.join('') !== '' || isEdge || isBetweenProse;
  });
}

function proseMarker(line: string): string | undefined {
  if (line === '""' || line === "''") return line;
  const quotes = ['"""', "'''"].find((mark) => line.startsWith(mark));
  return quotes ?? (HASHES.test(line) ? '#' : undefined);
}

function proseCell(
  lines: readonly string[],
  start: number,
  marker: string,
): { readonly source: readonly string[]; readonly next: number } {
  if (marker.length === 2) return { source: [], next: isBlank(lines[start + 1]) ? start + 2 : start + 1 };
  if (marker === '#') {
    let end = start + 1;
    while (end < lines.length && lines[end]?.startsWith('#')) end += 1;
    const source = lines.slice(start + 1, end).map((line) => uncomment(line, '#'));
    return { source, next: end < lines.length && isBlank(lines[end]) ? end + 1 : end };
  }
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const isOpening = index === start && line.trim() === marker;
    if (isOpening || !line.trimEnd().endsWith(marker) || (index === start && line.trim().length < 6))
      continue;
    const text = [...lines.slice(start, index), line.slice(0, line.lastIndexOf(marker))];
    text[0] = (text[0] ?? '').slice(marker.length);
    if (lines[start]?.trim() === marker) text.shift();
    if (line.trim() === marker) text.pop();
    return { source: text, next: isBlank(lines[index + 1]) ? index + 2 : index + 1 };
  }
  return { source: lines.slice(start), next: lines.length };
}

function codeSpan(lines: readonly string[], start: number): Pick<Span, 'end' | 'next'> {
  const quotes = createQuoteTracker('python');
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!quotes.isQuoted() && index > start && proseMarker(line) !== undefined) {
      return { end: isBlank(lines[index - 1]) ? index - 1 : index, next: index };
    }
    quotes.read(line);
  }
  return { end: lines.length, next: lines.length };
}
