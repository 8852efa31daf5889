import { type JsonObject, objectOr, stringOr } from '../../json.ts';
import type { Cell, Notebook } from '../../types.ts';
import { cellBase } from '../cells.ts';
import { kernelOf, languageOf, normalizeLanguage } from '../language.ts';
import type { Header } from './header.ts';
import { isCellLanguage, usualLanguage } from './script-languages.ts';
import type { TextCell } from './text-cell.ts';

export type TextForm = Exclude<Notebook['format'], 'ipynb'>;

export interface BuildRules {
  /** What the file's extension says; without it, and without a kernel, the language of most cells counts. */
  readonly fileLanguage?: string;
  /** Whether code keeps the language it names, in a document that Jupyter doesn't open as a notebook. */
  readonly keepsLanguages?: true;
}

/**
 * A notebook of cells. Code in another language than the notebook's gets the magic by which Jupyter runs it
 * (`%%bash`), as jupytext gives it (`languages.py`).
 */
export function buildTextNotebook(
  format: TextForm,
  found: readonly TextCell[],
  header: Header,
  { fileLanguage, keepsLanguages }: BuildRules = {},
): Notebook {
  const main = mainLanguage(header.metadata, fileLanguage) ?? majorityLanguage(found);
  const metadata = { ...header.values, ...header.metadata };
  const kernel = kernelOf(metadata);
  const isNamed = metadata.kernelspec !== undefined || metadata.language_info !== undefined;
  return {
    format,
    cells: found.map((cell) => buildCell(cell, main, keepsLanguages === true)),
    metadata,
    language: isNamed ? languageOf(metadata) : normalizeLanguage(main),
    ...(kernel && { kernel }),
  };
}

/** The language of the kernel, else that of the file; undefined where neither says one. */
export function mainLanguage(metadata: JsonObject, fileLanguage?: string): string | undefined {
  const language =
    stringOr(objectOr(metadata.jupytext).main_language, undefined) ??
    stringOr(objectOr(metadata.kernelspec).language, undefined) ??
    fileLanguage;
  return language === undefined || language === 'sas' ? language : usualLanguage(language);
}

function majorityLanguage(cells: readonly TextCell[]): string {
  // Half a cell more for Python, so that it wins where others are as many.
  const counts = new Map([['python', 0.5]]);
  for (const { language } of cells) {
    if (language === undefined) continue;
    const name = usualLanguage(language);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

/** Text notebooks store no outputs, no attachments and no numbers of execution. */
function buildCell(cell: TextCell, main: string, keepsLanguages: boolean): Cell {
  const { type, options } = cell;
  const base = cellBase(cell.lines.join('\n'), options, type);
  if (type === 'markdown') return { ...base, type, attachments: {} };
  if (type === 'raw') {
    const format = stringOr(options.raw_mimetype, stringOr(options.format, undefined));
    return { ...base, type, ...(format !== undefined && { format }) };
  }
  const code = { ...base, type, executionCount: null, outputs: [] };
  const named = cell.language ?? stringOr(options.language, undefined);
  if (named === undefined || usualLanguage(named) === main) return code;
  if (keepsLanguages || !isCellLanguage(named)) return { ...code, language: normalizeLanguage(named) };
  const words = stringOr(options.magic_args, undefined);
  const magic = `${main === 'csharp' ? '#!' : '%%'}${named}${words === undefined ? '' : ` ${words}`}`;
  return { ...code, source: `${magic}\n${base.source}` };
}
