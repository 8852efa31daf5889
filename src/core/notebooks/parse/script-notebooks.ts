import { type JsonObject, objectOr, stringOr } from '../json.ts';
import type { Cell, Notebook } from '../types.ts';
import { splitFrontMatter } from './front-matter.ts';
import { keyValueOptions } from './markdown-notebooks.ts';
import { codeCell, markdownCell, rawCell, textNotebook } from './text-cells.ts';

/** Script extensions that jupytext pairs with notebooks: language and line comment (jupytext, `languages.py`). */
export const SCRIPTS: Readonly<Record<string, { readonly language: string; readonly comment: string }>> = {
  py: { language: 'python', comment: '#' },
  r: { language: 'r', comment: '#' },
  jl: { language: 'julia', comment: '#' },
  sh: { language: 'bash', comment: '#' },
  rb: { language: 'ruby', comment: '#' },
  js: { language: 'javascript', comment: '//' },
  ts: { language: 'typescript', comment: '//' },
  cpp: { language: 'cpp', comment: '//' },
  rs: { language: 'rust', comment: '//' },
  go: { language: 'go', comment: '//' },
  java: { language: 'java', comment: '//' },
  scala: { language: 'scala', comment: '//' },
  cs: { language: 'csharp', comment: '//' },
  fs: { language: 'fsharp', comment: '//' },
  m: { language: 'matlab', comment: '%' },
  lua: { language: 'lua', comment: '--' },
  hs: { language: 'haskell', comment: '--' },
  sql: { language: 'sql', comment: '--' },
  clj: { language: 'clojure', comment: ';;' },
};

/** A script in jupytext's percent or light format; undefined for an ordinary script. */
export function parseScript(text: string, extension: string): Notebook | undefined {
  const script = SCRIPTS[extension];
  if (script === undefined) return undefined;
  const { metadata, body } = splitHeader(text, script.comment);
  const declared = stringOr(objectOr(objectOr(metadata.jupytext).text_representation).format_name, undefined);
  const marker = new RegExp(`^${escapeRegExp(script.comment)}[ \\t]*%%(?!%*[A-Za-z])[ \\t]*(.*)$`);
  const lines = body.split('\n');
  if (declared === 'percent' || (declared === undefined && lines.some((line) => marker.test(line)))) {
    const cells = percentCells(lines, marker, script.comment);
    return textNotebook('percent', cells, metadata, script.language);
  }
  if (declared === 'light') {
    return textNotebook('light', lightCells(lines, script.comment), metadata, script.language);
  }
  return undefined;
}

/** jupytext's header: YAML front matter, commented out. */
function splitHeader(text: string, comment: string): { metadata: JsonObject; body: string } {
  const lines = text.split('\n');
  const first = lines[0]?.startsWith('#!') ? 1 : 0;
  let end = first;
  while (lines[end]?.startsWith(comment)) end += 1;
  const header = lines.slice(first, end).map((line) => uncomment(line, comment));
  const front = splitFrontMatter(header.join('\n'));
  if (front === undefined) return { metadata: {}, body: text };
  const rest = front.body === '' ? 0 : front.body.split('\n').length;
  const values = objectOr(front.values.jupyter ?? front.values);
  return { metadata: { ...front.values, ...values }, body: lines.slice(end - rest).join('\n') };
}

function percentCells(lines: readonly string[], marker: RegExp, comment: string): readonly Cell[] {
  const cells: Cell[] = [];
  let options = '';
  let body: string[] = [];
  const flush = () => {
    const source = trimBlankLines(body);
    const metadata = keyValueOptions(options);
    const kind = /\[(markdown|md|raw)\]/.exec(options)?.[1];
    if (source !== '') {
      if (kind === undefined) cells.push(codeCell(source, metadata));
      else if (kind === 'raw') cells.push(rawCell(proseOf(source, comment), metadata));
      else cells.push(markdownCell(proseOf(source, comment), metadata));
    }
    body = [];
  };
  for (const line of lines) {
    const found = marker.exec(line);
    if (found === null) body.push(line);
    else {
      flush();
      options = found[1] ?? '';
    }
  }
  flush();
  return cells;
}

/** Prose of a Markdown cell: a string literal in triple quotes, or comments. */
function proseOf(source: string, comment: string): string {
  const quoted = /^r?("""|''')\n?([\s\S]*?)\n?\1\s*$/.exec(source);
  if (quoted?.[2] !== undefined) return quoted[2];
  return source
    .split('\n')
    .map((line) => uncomment(line, comment))
    .join('\n');
}

/** Paragraphs: comments alone are prose, anything else is code; `# +` and `# -` bracket longer code. */
function lightCells(lines: readonly string[], comment: string): readonly Cell[] {
  const cells: Cell[] = [];
  let body: string[] = [];
  let isBracketed = false;
  const flush = () => {
    const source = trimBlankLines(body);
    const isProse = !isBracketed && body.every((line) => line === '' || line.startsWith(comment));
    if (source !== '') cells.push(isProse ? markdownCell(proseOf(source, comment)) : codeCell(source));
    body = [];
  };
  for (const [index, line] of lines.entries()) {
    const mark = line.startsWith(comment) ? uncomment(line, comment).trimEnd() : '';
    if (mark === '+' || mark.startsWith('+ ')) {
      flush();
      isBracketed = true;
    } else if (mark === '-') {
      flush();
      isBracketed = false;
    } else if (line.trim() === '' && !isBracketed && !/^\s/.test(lines[index + 1] ?? '')) flush();
    else body.push(line);
  }
  flush();
  return cells;
}

function uncomment(line: string, comment: string): string {
  if (!line.startsWith(comment)) return line;
  const rest = line.slice(comment.length);
  return rest.startsWith(' ') ? rest.slice(1) : rest;
}

function trimBlankLines(lines: readonly string[]): string {
  return lines.join('\n').replace(/^(?:[ \t]*\n)+|\s+$/g, '');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
