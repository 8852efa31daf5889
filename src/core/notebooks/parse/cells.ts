import { isObject, type JsonObject, listOr, objectOr, stringOr } from '../json.ts';
import type { Cell, CellBase, MarkdownCell } from '../types.ts';
import { joinLines, sourceText } from './clean-text.ts';
import { normalizeLanguage } from './language.ts';
import { executionCount, parseOutputs } from './outputs.ts';

/** One cell of nbformat 4; undefined for what is no cell, or of a type this format does not have. */
export function parseCell(value: unknown): Cell | undefined {
  if (!isObject(value)) return undefined;
  const metadata = objectOr(value.metadata);
  const base = cellBase(sourceText(value.source), metadata);
  switch (value.cell_type) {
    case 'markdown':
      return { ...base, type: 'markdown', attachments: parseAttachments(value.attachments) };
    case 'code': {
      const language = cellLanguage(metadata);
      return {
        ...base,
        type: 'code',
        executionCount: executionCount(value.execution_count),
        outputs: parseOutputs(value.outputs),
        ...(language !== undefined && { language }),
      };
    }
    case 'raw': {
      const format = stringOr(metadata.raw_mimetype, stringOr(metadata.format, undefined));
      return { ...base, type: 'raw', ...(format !== undefined && { format: format.toLowerCase() }) };
    }
    default:
      return undefined;
  }
}

/** What all cells share: tags of Jupyter Book and nbconvert, and JupyterLab's own hiding. */
export function cellBase(source: string, metadata: JsonObject): CellBase {
  const tags = tagList(metadata.tags);
  const jupyter = objectOr(metadata.jupyter);
  const hidesCell = tags.includes('hide-cell') || tags.includes('hide_cell');
  return {
    source,
    tags,
    isSourceHidden:
      hidesCell ||
      tags.some((tag) => tag === 'hide-input' || tag === 'hide_input') ||
      jupyter.source_hidden === true ||
      metadata.hide_input === true,
    isOutputHidden:
      hidesCell ||
      tags.some((tag) => tag === 'hide-output' || tag === 'hide_output') ||
      jupyter.outputs_hidden === true ||
      metadata.collapsed === true,
  };
}

/** `metadata.tags`: a list in nbformat, a comma-separated string in text notebooks. */
export function tagList(value: unknown): readonly string[] {
  const items = typeof value === 'string' ? value.split(',') : listOr(value);
  return items.flatMap((tag) => (typeof tag === 'string' && tag.trim() !== '' ? [tag.trim()] : []));
}

/** Language of one cell of a polyglot notebook: VS Code and .NET Interactive name it in the metadata. */
function cellLanguage(metadata: JsonObject): string | undefined {
  const named =
    stringOr(objectOr(metadata.vscode).languageId, undefined) ??
    stringOr(objectOr(metadata.polyglot_notebook).kernelName, undefined) ??
    stringOr(objectOr(metadata.dotnet_interactive).language, undefined);
  return named === undefined ? undefined : normalizeLanguage(named);
}

function parseAttachments(value: unknown): MarkdownCell['attachments'] {
  const attachments: Record<string, Record<string, string>> = Object.create(null);
  for (const [name, bundle] of Object.entries(objectOr(value))) {
    const payloads: Record<string, string> = Object.create(null);
    for (const [mime, payload] of Object.entries(objectOr(bundle))) {
      const text = joinLines(payload);
      if (text !== '') payloads[mime.toLowerCase()] = text;
    }
    attachments[name] = payloads;
  }
  return attachments;
}
