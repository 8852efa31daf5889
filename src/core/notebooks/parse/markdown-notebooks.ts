import { type JsonObject, objectOr, stringOr } from '../json.ts';
import type { Cell, Notebook } from '../types.ts';
import { splitFences } from './fences.ts';
import { parseYamlMapping, splitFrontMatter } from './front-matter.ts';
import { languageOfKernel, normalizeLanguage } from './language.ts';
import { codeCell, proseCells, rawCell, textNotebook } from './text-cells.ts';

const CODE_CELL = /^\{code(?:-cell)?\}\s*(\S*)/;
const CHUNK = /^\{\s*(\w[\w.+#-]*)\s*[,\s]?\s*([^}]*)\}$/;
const CELL_BREAK = /^\+\+\+(?:\s.*)?$/m;
const JUPYTEXT_COMMENT = /^<!-- #(?:end)?(?:region|md|raw)\b.*-->\s*$/gm;

/**
 * MyST Markdown with `{code-cell}` blocks (jupytext, `myst.py`). Undefined where neither the front
 * matter nor a block says that the file is a notebook.
 */
export function parseMyst(text: string): Notebook | undefined {
  const { values, body } = splitFrontMatter(text) ?? { values: {}, body: text };
  const isDeclared = jupytextFormat(values) === 'myst';
  const parts = splitFences(body);
  const hasCells = parts.some((part) => part.kind === 'fence' && /^\{(?:code|raw)-cell\}/.test(part.info));
  if (!isDeclared && !hasCells) return undefined;
  let language: string | undefined;
  const cells: Cell[] = [];
  let prose: string[] = [];
  const flush = () => {
    for (const text of prose.join('\n').split(CELL_BREAK)) cells.push(...proseCells(text));
    prose = [];
  };
  for (const part of parts) {
    const code =
      part.kind === 'fence' && part.info.startsWith('{code-cell}') ? CODE_CELL.exec(part.info) : null;
    if (part.kind === 'fence' && (code !== null || part.info.startsWith('{raw-cell}'))) {
      flush();
      const { options, source } = directiveOptions(part.body);
      language ??= stringOr(code?.[1], undefined);
      cells.push(code === null ? rawCell(source, options) : codeCell(source, options));
    } else prose.push(part.text);
  }
  flush();
  const named = language === undefined ? 'python' : (languageOfKernel(language) ?? language);
  return textNotebook('myst', cells, values, named);
}

/** Options of a directive: a YAML block between `---`, or lines of `:key: value`. */
export function directiveOptions(body: string): { options: JsonObject; source: string } {
  const block = splitFrontMatter(body);
  if (block !== undefined) return { options: block.values, source: block.body };
  const lines = body.split('\n');
  let count = 0;
  while (/^:[\w-]+:(\s|$)/.test(lines[count] ?? '')) count += 1;
  if (count === 0) return { options: {}, source: body };
  const yaml = lines.slice(0, count).map((line) => line.replace(/^:([\w-]+):/, '$1:'));
  if (lines[count]?.trim() === '') count += 1;
  return { options: parseYamlMapping(yaml.join('\n')) ?? {}, source: lines.slice(count).join('\n') };
}

/** jupytext's own Markdown: code in fences of the notebook's language, declared in the front matter. */
export function parseJupytextMarkdown(text: string): Notebook | undefined {
  const front = splitFrontMatter(text);
  if (front === undefined || jupytextFormat(front.values) !== 'markdown') return undefined;
  const metadata = objectOr(front.values.jupyter ?? front.values);
  const spec = objectOr(metadata.kernelspec);
  const language = normalizeLanguage(
    stringOr(spec.language, languageOfKernel(stringOr(spec.name, '')) ?? 'python'),
  );
  const cells: Cell[] = [];
  let prose: string[] = [];
  const flush = () => {
    // Two blank lines separate Markdown cells.
    for (const text of prose
      .join('\n')
      .replace(JUPYTEXT_COMMENT, '')
      .split(/\n[ \t]*\n[ \t]*\n/)) {
      cells.push(...proseCells(text));
    }
    prose = [];
  };
  for (const part of splitFences(front.body)) {
    const [name = '', ...options] = part.kind === 'fence' ? part.info.split(/\s+/) : [];
    if (part.kind === 'fence' && normalizeLanguage(name) === language && !options.includes('.noeval')) {
      flush();
      cells.push(codeCell(part.body, keyValueOptions(options.join(' '))));
    } else prose.push(part.text);
  }
  flush();
  return textNotebook('markdown', cells, metadata, language);
}

/** R Markdown and Quarto: prose with executable chunks. */
export function parseChunks(text: string, format: 'rmarkdown' | 'quarto'): Notebook {
  const { values, body } = splitFrontMatter(text) ?? { values: {}, body: text };
  const main = quartoLanguage(values);
  const cells: Cell[] = [];
  let prose: string[] = [];
  let first: string | undefined;
  const flush = () => {
    cells.push(...proseCells(prose.join('\n')));
    prose = [];
  };
  for (const part of splitFences(body)) {
    const chunk = part.kind === 'fence' ? CHUNK.exec(part.info) : null;
    const engine = chunk?.[1];
    if (part.kind === 'fence' && engine !== undefined) {
      flush();
      const language = normalizeLanguage(engine);
      first ??= language;
      const { options, source } = pipeOptions(part.body);
      cells.push(codeCell(source, chunkMetadata(chunk?.[2] ?? '', options), language));
    } else prose.push(part.text);
  }
  flush();
  return textNotebook(format, cells, values, main ?? first ?? (format === 'rmarkdown' ? 'r' : 'python'));
}

/** Quarto's `#| key: value` lines at the start of a chunk. */
function pipeOptions(body: string): { options: JsonObject; source: string } {
  const lines = body.split('\n');
  let count = 0;
  while (/^\s*(?:#|\/\/|--|%)\|/.test(lines[count] ?? '')) count += 1;
  const yaml = lines.slice(0, count).map((line) => line.replace(/^\s*(?:#|\/\/|--|%)\| ?/, ''));
  return { options: parseYamlMapping(yaml.join('\n')) ?? {}, source: lines.slice(count).join('\n') };
}

/** knitr and Quarto hide code by `echo` and everything by `include`. */
function chunkMetadata(header: string, options: JsonObject): JsonObject {
  const isOff = (key: string) =>
    options[key] === false || new RegExp(`\\b${key}\\s*=\\s*(?:FALSE|F|false)\\b`).test(header);
  return { tags: isOff('echo') || isOff('include') ? ['hide-input'] : [] };
}

function quartoLanguage(values: JsonObject): string | undefined {
  if (values.engine === 'knitr') return 'r';
  const jupyter = values.jupyter;
  return typeof jupyter === 'string' ? languageOfKernel(jupyter) : undefined;
}

function jupytextFormat(values: JsonObject): string | undefined {
  const jupytext = objectOr(values.jupytext ?? objectOr(values.jupyter).jupytext);
  return stringOr(objectOr(jupytext.text_representation).format_name, undefined);
}

/** `tags=["a", "b"] title="x"` of jupytext's cell markers; values are JSON, and only `tags` matters to us. */
export function keyValueOptions(text: string): JsonObject {
  const list = /\btags=(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1];
  if (list === undefined) return {};
  return { tags: parseYamlMapping(`tags: ${list}`)?.tags ?? [] };
}
