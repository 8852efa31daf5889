import { readFile, stat } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** Read no more than this; the parser refuses what is far smaller, with its own sentence. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Text of the manifest, or why it cannot be read. */
export async function readManifest(file: string): Promise<Result<string, Diagnostic>> {
  try {
    const { size } = await stat(file);
    if (size > MAX_MANIFEST_BYTES)
      return refuse(file, 'manifest/too-large', 'is far too large for a manifest');
    const bytes = await readFile(file);
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') {
      return refuse(
        file,
        'manifest/missing',
        'does not exist; SLIPWAY_CONTENT names the folder that holds it',
      );
    }
    if (code === 'EISDIR') return refuse(file, 'manifest/not-a-file', 'is a folder and has to be a file');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return refuse(file, 'manifest/not-utf8', 'is not UTF-8; save it in that encoding');
    }
    return refuse(file, 'manifest/unreadable', `cannot be read (${code})`);
  }
}

function refuse(file: string, code: string, what: string) {
  return fail<Diagnostic>({ code, severity: 'error', message: `${file} ${what}.`, position: { file } });
}
