import { isObject, listOr, objectOr } from './json.ts';
import { sourceText } from './parse/clean-text.ts';
import { executionCount, parseOutputs } from './parse/outputs.ts';
import type { CodeCell, Notebook } from './types.ts';

/** More than this of one notebook is not kept. */
export const MAX_KEPT_BYTES = 2_000_000;
/** More than this of one catalogue is not published. */
export const MAX_KEPT_TOTAL_BYTES = 50_000_000;

const KIND = 'slipway/outputs';

/**
 * The outputs of an executed notebook (nbformat 4), with the code that they belong to, as the text of a file.
 *
 * @returns undefined for what is no notebook
 */
export function formatKeptOutputs(executed: string): string | undefined {
  const cells = parseJson(executed).cells;
  if (!Array.isArray(cells)) return undefined;
  const kept = cells.filter(isCodeCell).map((cell) => ({
    source: sourceText(cell.source),
    execution_count: executionCount(cell.execution_count),
    outputs: listOr(cell.outputs),
  }));
  return JSON.stringify({ kind: KIND, cells: kept });
}

/**
 * A notebook with kept outputs in place of its own. They come from elsewhere and are read as those of any file.
 *
 * @param text as `formatKeptOutputs` gives it
 * @returns undefined where they are those of other code
 */
export function withKeptOutputs(notebook: Notebook, text: string): Notebook | undefined {
  const { kind, cells } = parseJson(text);
  if (kind !== KIND) return undefined;
  const kept = listOr(cells).map(objectOr);
  const own = notebook.cells.filter((cell) => cell.type === 'code');
  const isSame = ({ source }: CodeCell, index: number) =>
    sourceText(kept[index]?.source).trim() === source.trim();
  if (own.length !== kept.length || !own.every(isSame)) return undefined;
  const rows = kept.values();
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => {
      if (cell.type !== 'code') return cell;
      const row = rows.next().value ?? {};
      return {
        ...cell,
        executionCount: executionCount(row.execution_count),
        outputs: parseOutputs(row.outputs),
      };
    }),
  };
}

function isCodeCell(cell: unknown): cell is Readonly<Record<string, unknown>> {
  return isObject(cell) && cell.cell_type === 'code';
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOr(JSON.parse(text));
  } catch {
    return {};
  }
}
