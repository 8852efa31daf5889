import { formatMegabytes } from '../../diagnostics/format-megabytes.ts';
import { fail, ok, type Result } from '../../result.ts';
import { LIMITS } from '../limits.ts';
import type { NotebookProblem } from '../types.ts';
import { extensionOf, isJsonExtension } from './extension.ts';

/** First line of a Git LFS pointer file (git-lfs, docs/spec.md). */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** Text of a notebook file: UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function decodeNotebook(bytes: Uint8Array, path: string): Result<string, NotebookProblem> {
  const isJson = isJsonExtension(extensionOf(path));
  const maxBytes = isJson ? LIMITS.notebookBytes : LIMITS.textNotebookBytes;
  if (bytes.length > maxBytes) {
    return fail({
      code: 'notebook/too-large',
      message: `This notebook has ${formatMegabytes(bytes.length)}; previews are made up to ${formatMegabytes(maxBytes)}.`,
    });
  }
  const text = decode(bytes);
  if (text === undefined) {
    return fail({
      code: 'notebook/not-utf8',
      message: 'This file is not UTF-8 text, so it cannot be a notebook that can be read here.',
    });
  }
  if (text.trim() === '') {
    return fail({
      code: 'notebook/empty',
      message: 'This notebook file is empty: it was probably saved by mistake or never written.',
    });
  }
  if (isLfsPointer(text)) {
    return fail({
      code: 'notebook/lfs-pointer',
      message: 'This notebook is stored in Git LFS, so the repository itself holds only a pointer to it.',
    });
  }
  return ok(text);
}

/** Whether a file is a pointer of Git LFS, which a repository holds instead of the file itself. */
export function isLfsPointer(text: string): boolean {
  return text.startsWith(LFS_POINTER);
}

function decode(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  // A decoder that replaces what is no text is faster than one that refuses it.
  const text = new TextDecoder(encoding).decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
