import { isObject, type JsonObject, listOr, objectOr } from '../json.ts';
import { joinLines } from './clean-text.ts';

/** Keys of an nbformat 3 output and the MIME types they became (nbformat, `v4/convert.py`). */
const MIME_OF_KEY: readonly (readonly [key: string, mime: string])[] = [
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['latex', 'text/latex'],
  ['json', 'application/json'],
  ['javascript', 'application/javascript'],
];

/** Rewrites an nbformat 3 notebook in the shape of nbformat 4. Lenient: anything unknown is passed on unchanged. */
export function upgradeNbformat3(document: JsonObject): JsonObject {
  const cells = listOr(document.worksheets).flatMap((sheet) => listOr(objectOr(sheet).cells));
  const metadata = objectOr(document.metadata);
  const language = cells.map((cell) => objectOr(cell).language).find((name) => typeof name === 'string');
  return {
    ...document,
    metadata: language === undefined ? metadata : { language, ...metadata },
    cells: cells.map(upgradeCell),
  };
}

function upgradeCell(cell: unknown): unknown {
  if (!isObject(cell)) return cell;
  const metadata = objectOr(cell.metadata);
  switch (cell.cell_type) {
    case 'code':
      return {
        cell_type: 'code',
        metadata: cell.collapsed === true ? { collapsed: true, ...metadata } : metadata,
        source: cell.input,
        execution_count: cell.prompt_number,
        outputs: listOr(cell.outputs).map(upgradeOutput),
      };
    case 'heading': {
      const level = typeof cell.level === 'number' ? Math.min(6, Math.max(1, Math.trunc(cell.level))) : 1;
      const text = joinLines(cell.source).replaceAll('\n', ' ');
      return { cell_type: 'markdown', metadata, source: `${'#'.repeat(level)} ${text}` };
    }
    case 'html':
      return { cell_type: 'markdown', metadata, source: cell.source };
    default:
      return cell;
  }
}

function upgradeOutput(output: unknown): unknown {
  if (!isObject(output)) return output;
  switch (output.output_type) {
    case 'pyerr':
      return { ...output, output_type: 'error' };
    case 'stream':
      return { ...output, name: output.stream ?? output.name };
    case 'pyout':
    case 'display_data': {
      const data: Record<string, unknown> = {};
      for (const [key, mime] of MIME_OF_KEY) if (output[key] !== undefined) data[mime] = output[key];
      return {
        output_type: output.output_type === 'pyout' ? 'execute_result' : 'display_data',
        data,
        metadata: objectOr(output.metadata),
        execution_count: output.prompt_number,
      };
    }
    default:
      return output;
  }
}
