import { isObject, type JsonObject, objectOr, stringOr } from '../json.ts';
import type { Cell, CellBase, MarkdownCell } from '../types.ts';
import { impliedTags, isFolded, parseCodeOptions, parseTags, withRemovingTags } from '../visibility.ts';
import { joinLines, sourceText } from './clean-text.ts';
import { normalizeLanguage } from './language.ts';
import { executionCount, parseOutputs } from './outputs.ts';

/** One cell of nbformat 4; undefined for what is no cell, or of a type this format does not have. */
export function parseCell(value: unknown, defaults: JsonObject = {}): Cell | undefined {
  if (!isObject(value)) return undefined;
  const metadata = objectOr(value.metadata);
  const source = sourceText(value.source);
  switch (value.cell_type) {
    case 'markdown': {
      const base = cellBase(source, metadata, 'markdown');
      return { ...base, type: 'markdown', attachments: parseAttachments(value.attachments) };
    }
    case 'code': {
      const base = cellBase(source, metadata, 'code', defaults);
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
      const base = cellBase(source, metadata, 'raw');
      const format = stringOr(metadata.raw_mimetype, stringOr(metadata.format, undefined));
      return { ...base, type: 'raw', ...(format !== undefined && { format: format.toLowerCase() }) };
    }
    default:
      return undefined;
  }
}

/**
 * What all cells share: tags, also those that other metadata and options within code amount to, and what is
 * folded away.
 *
 * @param defaults options that hold for code that says nothing else
 */
export function cellBase(
  source: string,
  metadata: JsonObject,
  type: Cell['type'],
  defaults: JsonObject = {},
): CellBase {
  const own = type === 'code' ? parseCodeOptions(source).options : {};
  const options = type === 'code' ? withRemovingTags({ ...defaults, ...own }) : {};
  const tags = [
    ...new Set([...parseTags(metadata.tags), ...impliedTags(metadata), ...parseTags(options.tags)]),
  ];
  return {
    source,
    tags,
    isSourceHidden: isFolded('input', tags, metadata),
    isOutputHidden: isFolded('output', tags, metadata),
  };
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
