import { fail, ok, type Result } from '../../result.ts';
import { isObject, type JsonObject, listOr, objectOr } from '../json.ts';
import type { Cell, Notebook, NotebookProblem } from '../types.ts';
import { executeDefaults } from '../visibility.ts';
import { parseCell } from './cells.ts';
import { splitFrontMatter } from './front-matter.ts';
import { kernelOf, languageOf } from './language.ts';
import { upgradeNbformat3 } from './nbformat3.ts';

const NOT_A_NOTEBOOK = 'notebook/not-a-notebook';

/** Reads nbformat 3 and 4.x. Lenient inside: an odd cell or output is left out, the rest is shown. */
export function parseIpynb(text: string): Result<Notebook, NotebookProblem> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const document = json.value;
  if (!isObject(document)) {
    return fail({
      code: NOT_A_NOTEBOOK,
      message: 'This file is JSON, but not a notebook: a notebook is an object with cells.',
    });
  }
  const major = majorVersion(document);
  if (major === undefined || major > 4) {
    return fail({
      code: NOT_A_NOTEBOOK,
      message:
        major === undefined
          ? 'This file is JSON, but not a notebook: it has neither cells nor a notebook format number.'
          : `This notebook has format ${major}, which is newer than what can be shown here (3 and 4).`,
    });
  }
  if (major < 3) {
    return fail({
      code: 'notebook/too-old',
      message: `This notebook has format ${major} from before 2013; open it in Jupyter and save it again to see it here.`,
    });
  }
  const upgraded = major === 3 ? upgradeNbformat3(document) : document;
  if (!Array.isArray(upgraded.cells)) {
    return fail({
      code: NOT_A_NOTEBOOK,
      message: 'This notebook has no list of cells, so there is nothing to show.',
    });
  }
  return ok(toNotebook(upgraded));
}

function toNotebook(document: JsonObject): Notebook {
  const stored = objectOr(document.metadata);
  const [first, ...others] = listOr(document.cells);
  const { cells: opening, metadata: written } = takeFrontMatter(
    [first].flatMap((cell) => parseCell(cell) ?? []),
  );
  const defaults = executeDefaults(written);
  const cells = [...opening, ...others.flatMap((cell) => parseCell(cell, defaults) ?? [])];
  const metadata = { ...stored, ...written };
  const kernel = kernelOf(stored);
  return { format: 'ipynb', cells, metadata, language: languageOf(stored), ...(kernel && { kernel }) };
}

/** Quarto, MyST and Jekyll users begin a notebook with a cell of YAML front matter: metadata, not prose. */
function takeFrontMatter(cells: readonly Cell[]): { cells: readonly Cell[]; metadata: JsonObject } {
  const first = cells[0];
  const found = first && first.type !== 'code' ? splitFrontMatter(first.source.trimStart()) : undefined;
  if (first === undefined || found === undefined) return { cells, metadata: {} };
  return { cells: [{ ...first, source: found.body }, ...cells.slice(1)], metadata: found.values };
}

function majorVersion(document: JsonObject): number | undefined {
  const major = document.nbformat;
  if (typeof major === 'number' && Number.isFinite(major)) return Math.trunc(major);
  if (typeof major === 'string' && /^\d$/.test(major)) return Number(major);
  if (Array.isArray(document.worksheets)) return 3;
  return Array.isArray(document.cells) ? 4 : undefined;
}

/**
 * Python writes and reads NaN and Infinity (https://docs.python.org/3/library/json.html#infinite-and-nan-number-values),
 * as charts hold them, so Jupyter does; JSON has no such numbers.
 */
function replaceNoNumbers(text: string): string {
  if (!/\b(?:NaN|Infinity)\b/.test(text)) return text;
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
    part.startsWith('"') ? part : 'null',
  );
}

function parseJson(text: string): Result<unknown, NotebookProblem> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const numbered = replaceNoNumbers(text);
    if (numbered !== text) return parseJson(numbered);
    if (!/^\s*[[{]/.test(text)) {
      return fail({ code: 'notebook/not-json', message: 'This file is not JSON, so it is not a notebook.' });
    }
    const isCut =
      !text.trimEnd().endsWith('}') ||
      (error instanceof Error && /end of JSON|Unterminated/.test(error.message));
    if (isCut) {
      return fail({
        code: 'notebook/truncated',
        message: 'This notebook is cut off: the file ends in the middle.',
      });
    }
    if (/^(<{7}|>{7}) /m.test(text)) {
      return fail({
        code: 'notebook/not-json',
        message:
          'This notebook holds unresolved merge conflicts (lines of <<<<<<< and >>>>>>>), so it cannot be read.',
      });
    }
    return fail({ code: 'notebook/not-json', message: 'This notebook is damaged: its JSON cannot be read.' });
  }
}
