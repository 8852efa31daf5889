import type { JsonObject } from '../../json.ts';
import { parseCodeOptions, withRemovingTags } from '../../visibility.ts';
import { splitFences } from '../fences.ts';
import { parseChunkHeader } from './chunk-options.ts';
import { isBlank } from './lines.ts';
import type { TextCell } from './text-cell.ts';

const CHUNK = /^\{\s*([\w.+#-]+)(?![\w.+#-])([\s\S]*)\}$/;

/**
 * Cells of documents that run their chunks unchanged: Quarto, and R Markdown that no Jupyter notebook is
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
    const own = parseCodeOptions(part.body);
    cells.push({
      type: 'code',
      language,
      options: withRemovingTags({ ...defaults, ...options, ...own.options }),
      lines: own.code.split('\n'),
    });
  }
  flush();
  return cells;
}
