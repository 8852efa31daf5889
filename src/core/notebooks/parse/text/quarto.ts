import { type JsonObject, objectOr } from '../../json.ts';
import { splitFences } from '../fences.ts';
import { parseYamlMapping } from '../front-matter.ts';
import { parseChunkHeader, withRemovingTags } from './chunk-options.ts';
import { isBlank } from './lines.ts';
import type { TextCell } from './text-cell.ts';

const CHUNK = /^\{\s*([\w.+#-]+)\s*([\s\S]*)\}$/;
const OPTION = /^\s*(?:#|\/\/|--|%)\|/;

/**
 * Cells of documents that run their chunks as they stand: Quarto, and R Markdown that no Jupyter notebook is
 * paired with. Prose between two chunks is one cell; `defaults` are options that the front matter sets for all.
 */
export function readChunks(body: string, defaults: JsonObject = {}): readonly TextCell[] {
  const cells: TextCell[] = [];
  let prose: string[] = [];
  const flush = () => {
    const lines = prose
      .join('\n')
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
    if (!isBlank(lines)) cells.push({ type: 'markdown', options: {}, lines: [lines] });
    prose = [];
  };
  for (const part of splitFences(body)) {
    const chunk = part.kind === 'fence' ? CHUNK.exec(part.info) : null;
    if (part.kind !== 'fence' || chunk === null) {
      prose.push(part.text);
      continue;
    }
    flush();
    const { language, options } = parseChunkHeader(`${chunk[1]} ${(chunk[2] ?? '').replace(/^\s*,/, '')}`);
    const own = leadingOptions(part.body);
    cells.push({
      type: 'code',
      language,
      options: withRemovingTags({ ...defaults, ...options, ...own.options }),
      lines: own.lines,
    });
  }
  flush();
  return cells;
}

/** `execute:` of Quarto's front matter, which holds for every chunk that says nothing else. */
export function executeDefaults(values: JsonObject): JsonObject {
  const { echo, include, output } = objectOr(values.execute);
  return {
    ...(echo === false && { echo }),
    ...(include === false && { include }),
    ...(output === false && { output }),
  };
}

/** Quarto's `#| key: value` lines at the start of a chunk, and the lines after them. */
export function leadingOptions(body: string): {
  readonly options: JsonObject;
  readonly lines: readonly string[];
} {
  const lines = body.split('\n');
  let count = 0;
  while (OPTION.test(lines[count] ?? '')) count += 1;
  const yaml = lines.slice(0, count).map((line) => line.replace(/^\s*(?:#|\/\/|--|%)\| ?/, ''));
  return { options: parseYamlMapping(yaml.join('\n')) ?? {}, lines: lines.slice(count) };
}
