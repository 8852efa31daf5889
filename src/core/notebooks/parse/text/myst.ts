import { isObject, type JsonObject } from '../../json.ts';
import { directiveOptions } from '../directive-options.ts';
import { closingLine } from '../fences.ts';
import { isBlank } from './lines.ts';
import type { TextCell } from './text-cell.ts';

const FENCE = /^( {0,3})(`{3,}|~{3,})([\s\S]*)$/;
const CELL = /^\s*\{(code|raw)-cell\}\s*(\S*)/;
const LIST_ITEM = /^ *(?:[-*+]|\d{1,9}[.)]) +/;
const BREAK = /^ {0,3}\+ *\+ *\+([\s\S]*)$/;

/** Whether a text has a cell of MyST Markdown: a fence of `{code-cell}` or `{raw-cell}`. */
export function hasMystCells(lines: readonly string[]): boolean {
  return lines.some((line) => CELL.test(FENCE.exec(line)?.[3] ?? ''));
}

/** The cells of a MyST notebook, and the language that the first code cell names. */
export interface MystCells {
  readonly cells: readonly TextCell[];
  readonly language?: string;
}

/**
 * Cells of MyST Markdown (jupytext, `myst.py`): `{code-cell}` and `{raw-cell}` blocks that are in no list or
 * quotation, and prose between them, parted by `+++`, which may carry options as JSON.
 */
export function readMyst(lines: readonly string[]): MystCells {
  const cells: TextCell[] = [];
  let language: string | undefined;
  let from = 0;
  let options: JsonObject = {};
  let listIndent = Number.POSITIVE_INFINITY;
  const flush = (end: number) => {
    const prose = trimBlankLines(lines.slice(from, end));
    if (prose.length > 0) cells.push({ type: 'markdown', options, lines: prose });
    options = {};
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = FENCE.exec(line);
    const ticks = fence?.[2] ?? '';
    if (fence !== null && !(ticks.startsWith('`') && fence[3]?.includes('`'))) {
      const end = closingLine(lines, index + 1, ticks);
      const cell = CELL.exec(fence[3] ?? '');
      if (cell !== null && (fence[1] ?? '').length < listIndent) {
        flush(index);
        language ??= cell[1] === 'code' && cell[2] !== '' ? cell[2] : undefined;
        cells.push(blockCell(lines.slice(index + 1, end), cell[1] === 'code' ? 'code' : 'raw'));
        from = end + 1;
      }
      index = end;
      continue;
    }
    const words = BREAK.exec(line)?.[1]?.replace(/^[+ ]+/, '');
    if (words !== undefined) {
      flush(index);
      options = jsonObject(words);
      from = index + 1;
    }
    listIndent = indentOfList(line, listIndent);
  }
  flush(lines.length);
  return { cells, ...(language !== undefined && { language }) };
}

function blockCell(lines: readonly string[], type: 'code' | 'raw'): TextCell {
  const { options, source } = directiveOptions(lines.join('\n'));
  const body = source === '' ? [] : source.split('\n');
  return { type, options, lines: isBlank(body[0]) ? body.slice(1) : body };
}

/** Where the text of the list begins that a line is in; infinite outside of lists. */
function indentOfList(line: string, current: number): number {
  const item = LIST_ITEM.exec(line)?.[0];
  if (item !== undefined) return item.length;
  const isOutside = !isBlank(line) && line.length - line.trimStart().length < current;
  return isOutside ? Number.POSITIVE_INFINITY : current;
}

function jsonObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function trimBlankLines(lines: readonly string[]): readonly string[] {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start] === '') start += 1;
  while (end > start && isBlank(lines[end - 1])) end -= 1;
  const kept = lines.slice(start, end);
  return kept.length === 0 ? kept : [...kept.slice(0, -1), (kept.at(-1) ?? '').trimEnd()];
}
