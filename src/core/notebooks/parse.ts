import { fail, ok, type Result } from '../result.ts';
import { cleanText } from './parse/clean-text.ts';
import { decodeNotebook } from './parse/decode.ts';
import { extensionOf, isJsonExtension } from './parse/extension.ts';
import { parseIpynb } from './parse/ipynb.ts';
import { readTextNotebook } from './parse/text/forms.ts';
import type { Notebook, NotebookProblem } from './types.ts';

/**
 * Reads a notebook of any supported format: nbformat 3 and 4, and the text forms of `parse/text/forms.ts`, recognised
 * by the extension, then by their own header, then by their marks. Never throws.
 */
export function parseNotebook(bytes: Uint8Array, path: string): Result<Notebook, NotebookProblem> {
  const extension = extensionOf(path);
  const text = decodeNotebook(bytes, path);
  if (!text.ok) return text;
  try {
    if (isJsonExtension(extension)) return parseIpynb(text.value);
    const reading = readTextNotebook(cleanText(text.value).replaceAll('\r\n', '\n'), extension);
    if (reading.kind === 'notebook') return ok(reading.notebook);
    if (reading.kind === 'unread-form') {
      return fail({
        code: 'notebook/not-a-notebook',
        message: `This file is a notebook in the form “${reading.form}”, of which no preview can be made.`,
      });
    }
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
