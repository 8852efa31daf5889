import type { CodeCell, Notebook } from '../types.ts';

/** Code of a cell, apart from a cell magic on its first line. */
export interface CellCode {
  /** `%%bash -s "$x"`, without its line break. */
  readonly magic?: string;
  readonly code: string;
  readonly language: string;
}

/** IPython's cell magics whose body is another language (IPython, `core/magics`), and common extensions. */
const MAGICS: Readonly<Record<string, string>> = {
  bash: 'bash',
  bigquery: 'sql',
  cpp: 'cpp',
  cuda: 'cpp',
  fortran: 'fortran',
  html: 'html',
  javascript: 'javascript',
  js: 'javascript',
  julia: 'julia',
  latex: 'latex',
  markdown: 'markdown',
  perl: 'perl',
  pypy: 'python',
  python: 'python',
  python2: 'python',
  python3: 'python',
  r: 'r',
  ruby: 'ruby',
  rust: 'rust',
  sh: 'bash',
  shell: 'bash',
  sql: 'sql',
  svg: 'xml',
  system: 'bash',
  yaml: 'yaml',
};
const EXTENSIONS: Readonly<Record<string, string>> = {
  c: 'c',
  cpp: 'cpp',
  css: 'css',
  h: 'c',
  html: 'html',
  js: 'javascript',
  json: 'json',
  jl: 'julia',
  md: 'markdown',
  py: 'python',
  pyx: 'python',
  r: 'r',
  rs: 'rust',
  sh: 'bash',
  sql: 'sql',
  toml: 'toml',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
};
const FENCE = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:\{code(?:-block|-cell)?\}[ \t]*)?([A-Za-z][\w+#.-]{0,40})/gm;

/** Splits off a cell magic and names the language of the rest. */
export function cellCode(cell: CodeCell, notebookLanguage: string): CellCode {
  const language = cell.language ?? notebookLanguage;
  const match = /^\s*(%%(!|[A-Za-z]\w*)[^\n]*)(?:\n|$)/.exec(cell.source);
  const magic = match?.[1];
  if (match === null || magic === undefined) return { code: cell.source, language };
  return {
    magic,
    code: cell.source.slice(match[0].length),
    language: magicLanguage(magic, match[2] ?? '', language),
  };
}

function magicLanguage(magic: string, written: string, fallback: string): string {
  const name = written.toLowerCase();
  if (name === '!') return 'bash';
  if (name === 'script')
    return lookUp(MAGICS, /^%%script\s+(?:--\S+\s+)*(?:\S*\/)?([a-z]+)/.exec(magic)?.[1]) ?? 'text';
  if (name === 'writefile' || name === 'file') {
    return lookUp(EXTENSIONS, /\.([A-Za-z]+)["']?\s*$/.exec(magic)?.[1]?.toLowerCase()) ?? 'text';
  }
  return lookUp(MAGICS, name) ?? fallback;
}

/** Every language that a notebook's page highlights. */
export function languagesOf(notebook: Notebook): ReadonlySet<string> {
  const languages = new Set([notebook.language]);
  for (const cell of notebook.cells) {
    if (cell.type === 'code') languages.add(cellCode(cell, notebook.language).language);
    else for (const fence of cell.source.matchAll(FENCE)) languages.add((fence[1] ?? 'text').toLowerCase());
  }
  return languages;
}

function lookUp(table: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
