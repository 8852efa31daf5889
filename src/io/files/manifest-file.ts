import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAX_MANIFEST_BYTES } from '../../core/catalog/source/text-faults.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { findNearManifest } from './near-manifest.ts';
import { READ_AT_ONCE } from './read-at-once.ts';

/**
 * Reads the manifest as UTF-8 text. Whatever is in the way (no such file, a folder, no permission,
 * another encoding, too large) comes back as a diagnostic that says what to do.
 */
export async function readManifestFile(file: string): Promise<Result<string, Diagnostic>> {
  try {
    const handle = await open(file, READ_AT_ONCE);
    try {
      const stats = await handle.stat();
      if (stats.isDirectory())
        return refuse(file, 'not-a-file', 'This is a folder; the manifest has to be a file.');
      if (!stats.isFile()) return refuse(file, 'not-a-file', 'This is not a plain file, so it was not read.');
      if (stats.size > MAX_MANIFEST_BYTES) return refuse(file, 'too-large', describeSize(stats.size));
      const bytes = await handle.readFile();
      return decode(file, bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return describeError(file, error);
  }
}

function decode(file: string, bytes: Uint8Array): Result<string, Diagnostic> {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16)
    return refuse(
      file,
      'not-utf8',
      'The manifest is saved as UTF-16; it has to be UTF-8.',
      'Save it as UTF-8.',
    );
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    const position = findInvalidByte(file, bytes);
    const place = position.line === undefined ? '' : ` (line ${position.line})`;
    return refuse(
      file,
      'not-utf8',
      `The manifest is not UTF-8 text${place}.`,
      'Save it as UTF-8; an editor that asks for an encoding means this.',
      position,
    );
  }
}

/** The first line with bytes that are not UTF-8; a line break is never part of a longer sequence. */
function findInvalidByte(file: string, bytes: Uint8Array): Position {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const invalid = lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')));
  if (invalid < 0) return { file };
  const column =
    Buffer.from(lines[invalid] ?? '', 'latin1')
      .toString('utf8')
      .indexOf('\ufffd') + 1;
  return { file, line: invalid + 1, column: Math.max(column, 1), length: 1 };
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8').equals(bytes);
}

async function describeError(file: string, error: unknown): Promise<Result<string, Diagnostic>> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const near = await findNearManifest(file);
    if (near !== undefined) {
      const name = quote(basename(file));
      return refuse(
        file,
        'missing',
        `There is no ${name} here; the manifest is read from a file of exactly this name, and there is ${quote(near)}.`,
        `Rename ${quote(near)} to ${name}${/\.txt$/i.test(near) ? '; where the ending is not seen, let the file manager show endings' : ''}.`,
      );
    }
    return refuse(
      file,
      'missing',
      'There is no such file; this is where the manifest is looked for.',
      'Create it, or name the folder that holds catalog.yaml with --content or SLIPWAY_CONTENT.',
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return refuse(
      file,
      'unreadable',
      'The manifest may not be read by this user.',
      'Give yourself permission to read it.',
    );
  }
  if (code === 'EISDIR')
    return refuse(file, 'not-a-file', 'This is a folder; the manifest has to be a file.');
  return refuse(
    file,
    'unreadable',
    `The manifest could not be read (${typeof code === 'string' ? code : 'unknown error'}).`,
  );
}

function describeSize(sizeBytes: number): string {
  return `The manifest has ${formatMegabytes(sizeBytes)}; at most ${formatMegabytes(MAX_MANIFEST_BYTES)} are read.`;
}

function refuse(
  file: string,
  code: string,
  message: string,
  hint?: string,
  position: Position = { file },
): Result<string, Diagnostic> {
  return fail({
    code: `manifest/${code}`,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    position,
  });
}
