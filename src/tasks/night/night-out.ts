import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { quote } from '../../core/diagnostics/quote.ts';
import { MAX_STATUS_BYTES, parseStatusRows } from '../../core/health/parse-status.ts';
import { parseShardReport } from '../../core/health/shards/shard-report.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readTextFile } from '../../io/files/read-text-file.ts';

/** How a status begins that was cut off, in any version and with any indentation. */
const STATUS_HEAD = /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"checked_at"/;
const SHARD_HEAD = /^\s*\{\s*"kind"\s*:\s*"slipway\/night-shard"/;

/**
 * Decides whether a nightly check may write over a file: one that is new or empty, or that a nightly check wrote.
 *
 * @param kind what will be written
 * @returns as a failure one sentence
 */
export async function checkOutFile(
  file: string,
  kind: 'status' | 'shard',
): Promise<Result<undefined, string>> {
  const named = quote(file);
  const refuse = (why: string) => fail(`${named} ${why} Choose another --out; nothing was written.`);
  const stats = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (stats instanceof Error && stats.code !== 'ENOENT') {
    return refuse(`cannot be looked at (${stats.code}).`);
  }
  const folder = await findFolderAbove(resolve(file));
  if (!(await isWritable(folder))) {
    return refuse(`cannot be written: this user may not change the folder ${quote(folder)}.`);
  }
  if (stats instanceof Error) return ok(undefined);
  if (stats.isDirectory()) return refuse('is a folder.');
  // Renaming a file to the name of a device would remove the device.
  if (!stats.isFile()) return refuse('is not a plain file.');
  const text = await readTextFile(file, MAX_STATUS_BYTES);
  if (!text.ok) return refuse(`holds something else than a night wrote. ${text.failure}`);
  const isOwn = kind === 'status' ? isStatus(text.value ?? '') : isShard(text.value ?? '');
  return isOwn ? ok(undefined) : refuse('holds something else than a night wrote.');
}

/** The nearest one that is there already. */
async function findFolderAbove(path: string): Promise<string> {
  const folder = dirname(path);
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  return isThere || folder === path ? folder : findFolderAbove(folder);
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function isStatus(text: string): boolean {
  if (text.trim() === '') return true;
  const parsed = parseStatusRows(text);
  if (parsed.ok || parsed.failure.code === 'status/before-first-night') return true;
  return parsed.failure.code === 'status/not-json' && STATUS_HEAD.test(text);
}

function isShard(text: string): boolean {
  if (text.trim() === '') return true;
  const parsed = parseShardReport(text);
  return parsed.ok || (parsed.failure.code !== 'shard/not-a-shard' && SHARD_HEAD.test(text));
}
