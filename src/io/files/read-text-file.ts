import { open } from 'node:fs/promises';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { READ_AT_ONCE } from './read-at-once.ts';

/**
 * Reads a file that a user named, up to a size limit.
 *
 * @returns undefined where there is no such file; as a failure why it cannot be read, one sentence
 */
export async function readTextFile(
  file: string,
  maxBytes: number,
): Promise<Result<string | undefined, string>> {
  try {
    await using handle = await open(file, READ_AT_ONCE);
    const stats = await handle.stat();
    if (!stats.isFile()) return fail('This is not a plain file.');
    if (stats.size > maxBytes) {
      return fail(`It has ${formatMegabytes(stats.size)}; at most ${formatMegabytes(maxBytes)} are read.`);
    }
    return ok(await handle.readFile('utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok(undefined) : fail(`It cannot be read (${code}).`);
  }
}
