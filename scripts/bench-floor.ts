/**
 * The least that rendering these notebooks can cost: their cells through the bare libraries in one
 * process, and the results into files. Nothing of ours is in it: no checks, limits, links or pages.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCodeHtml, escapeText } from './support/floor/code.ts';
import { storeImage } from './support/floor/image.ts';
import { cleanHtml, markdownHtml } from './support/floor/markup.ts';

interface Output {
  readonly text?: string | string[];
  readonly traceback?: string[];
  readonly data?: Readonly<Record<string, string | string[]>>;
}

const { values } = parseArgs({
  options: { notebooks: { type: 'string', default: '../shared/corpus' }, out: { type: 'string' } },
});
const out = resolve(values.out ?? 'dist.floor');
mkdirSync(out, { recursive: true });
const joined = (text: unknown) => (Array.isArray(text) ? text.join('') : String(text ?? ''));
const codeHtml = await createCodeHtml();

function outputHtml({ text, traceback, data = {} }: Output): string {
  for (const type of ['image/png', 'image/jpeg']) {
    if (type in data) return image(Buffer.from(joined(data[type]), 'base64'), type.slice(6));
  }
  if ('image/svg+xml' in data) return image(Buffer.from(joined(data['image/svg+xml'])), 'svg');
  if ('text/html' in data) return cleanHtml(joined(data['text/html']));
  if ('text/markdown' in data || 'text/latex' in data)
    return markdownHtml(joined(data['text/markdown'] ?? data['text/latex']));
  return `<pre>${escapeText(joined(text ?? traceback ?? data['text/plain']))}</pre>`;
}

const image = (bytes: Buffer, extension: string) => `<img src="${storeImage(out, bytes, extension)}">`;

function notebookHtml(bytes: Buffer): string {
  const { cells, worksheets, metadata } = JSON.parse(bytes.toString('utf8'));
  const language = String(metadata?.kernelspec?.language ?? metadata?.language_info?.name ?? 'python');
  return (cells ?? worksheets?.[0]?.cells ?? [])
    .map((cell: { cell_type: string; source?: unknown; input?: unknown; outputs?: Output[] }) => {
      const source = joined(cell.source ?? cell.input);
      if (cell.cell_type !== 'code') return markdownHtml(source);
      return `<pre>${codeHtml(source, language)}</pre>${(cell.outputs ?? []).map(outputHtml).join('')}`;
    })
    .join('\n');
}

const notebooks = resolve(values.notebooks);
for (const [index, path] of globSync('**/*.ipynb', { cwd: notebooks }).sort().entries()) {
  const bytes = readFileSync(join(notebooks, path));
  if (bytes.length > 0) writeFileSync(join(out, `${index}.html`), notebookHtml(bytes));
}
