import { fail, ok, type Result } from '../result.ts';
import { cleanText } from './parse/clean-text.ts';
import { decodeNotebook } from './parse/decode.ts';
import { parseIpynb } from './parse/ipynb.ts';
import { parseChunks, parseJupytextMarkdown, parseMyst } from './parse/markdown-notebooks.ts';
import { parseScript, SCRIPTS } from './parse/script-notebooks.ts';
import type { Notebook, NotebookProblem } from './types.ts';

const MARKDOWN_EXTENSIONS = ['md', 'markdown', 'myst', 'mystnb', 'mnb'];
const CERTAIN_EXTENSIONS = ['ipynb', 'rmd', 'qmd', 'mystnb', 'mnb'];

/** Whether the name alone says that a file is a notebook: `.ipynb`, `.Rmd`, `.qmd`, `.mystnb`, `.mnb`. */
export function isNotebookPath(path: string): boolean {
  return CERTAIN_EXTENSIONS.includes(extensionOf(path));
}

/** Whether a file may be a notebook, which only its text can tell: Markdown, and scripts that jupytext pairs. */
export function isTextNotebookPath(path: string): boolean {
  const extension = extensionOf(path);
  return MARKDOWN_EXTENSIONS.includes(extension) || Object.hasOwn(SCRIPTS, extension);
}

/**
 * Reads a notebook of any supported format: nbformat 3 and 4, and jupytext's percent and light
 * scripts, MyST Markdown, R Markdown, Quarto and jupytext Markdown, told apart by the extension and
 * then by their own marks. Never throws.
 */
export function parseNotebook(bytes: Uint8Array, path: string): Result<Notebook, NotebookProblem> {
  const text = decodeNotebook(bytes);
  if (!text.ok) return text;
  const extension = extensionOf(path);
  try {
    if (extension === 'ipynb' || extension === '') return parseIpynb(text.value);
    const notebook = parseText(cleanText(text.value).replaceAll('\r\n', '\n'), extension);
    if (notebook !== undefined) return ok(notebook);
  } catch {
    // Only nesting that overflows the stack is known to arrive here.
    return fail({
      code: 'notebook/not-a-notebook',
      message: 'This notebook is nested too deeply to be read.',
    });
  }
  return fail({
    code: 'notebook/not-a-notebook',
    message: 'This file carries no mark of a notebook, such as jupytext front matter, `# %%` or {code-cell}.',
  });
}

function parseText(text: string, extension: string): Notebook | undefined {
  if (extension === 'rmd') return parseChunks(text, 'rmarkdown');
  if (extension === 'qmd') return parseChunks(text, 'quarto');
  if (MARKDOWN_EXTENSIONS.includes(extension)) return parseMyst(text) ?? parseJupytextMarkdown(text);
  return parseScript(text, extension);
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
