import type { JsonObject } from '../json.ts';
import type { Cell, Notebook } from '../types.ts';
import { cellBase } from './cells.ts';
import { kernelOf, languageOf, normalizeLanguage } from './language.ts';

/** Cells of text notebooks, which store no outputs. */
export function codeCell(source: string, metadata: JsonObject = {}, language?: string): Cell {
  return {
    ...cellBase(source, metadata),
    type: 'code',
    executionCount: null,
    outputs: [],
    ...(language !== undefined && { language }),
  };
}

export function markdownCell(source: string, metadata: JsonObject = {}): Cell {
  return { ...cellBase(source, metadata), type: 'markdown', attachments: {} };
}

export function rawCell(source: string, metadata: JsonObject = {}): Cell {
  const format = metadata.raw_mimetype ?? metadata.format;
  return { ...cellBase(source, metadata), type: 'raw', ...(typeof format === 'string' && { format }) };
}

/** Prose between code: one cell, or none where it is blank. */
export function proseCells(text: string): readonly Cell[] {
  const source = text.replace(/^\n+|\s+$/g, '');
  return source === '' ? [] : [markdownCell(source)];
}

/** A text notebook from its cells and front matter, with the language named there or else the given one. */
export function textNotebook(
  format: Notebook['format'],
  cells: readonly Cell[],
  metadata: JsonObject,
  fallbackLanguage: string,
): Notebook {
  const kernel = kernelOf(metadata);
  const isNamed = metadata.kernelspec !== undefined || metadata.language_info !== undefined;
  const language = isNamed ? languageOf(metadata) : normalizeLanguage(fallbackLanguage);
  return { format, cells, metadata, language, ...(kernel && { kernel }) };
}
