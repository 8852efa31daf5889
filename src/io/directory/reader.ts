import { type BigIntStats, constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import pLimit from 'p-limit';
import { detailOf, failureOf, refuseDetail } from '../../core/details.ts';
import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { pathAsOnDisk } from '../files/as-on-disk.ts';
import { READ_AT_ONCE } from '../files/read-at-once.ts';
import { decodeName, isUsablePath } from '../git/tree.ts';
import { createWorkTreeReader } from '../git/work-tree.ts';
import type { DirectoryFailure, DirectoryFile, DirectoryReader, MeasuredFile } from './types.ts';

const MAX_FILES = 100_000;
const MAX_DEPTH = 64;
const OPEN_FILES = 16;

export interface DirectoryReaderOptions {
  /** For each git command that tells when files were changed. Default 30 s. */
  readonly timeoutMs?: number;
  /** Environment to take the user's git configuration from. */
  readonly env: NodeJS.ProcessEnv;
}

/** Reads content beside the manifest. */
export function createDirectoryReader(options: DirectoryReaderOptions): DirectoryReader {
  const limit = pLimit(OPEN_FILES);
  const workTree = createWorkTreeReader(options.env, options.timeoutMs ?? 30_000);
  return {
    resolveFolder,
    listFiles,
    measureFiles: async (folder, paths) =>
      new Map(await limit.map(paths, async (path) => [path, await measureFile(folder, path)] as const)),
    readFile: (folder, path, maxBytes) => limit(() => readFile(folder, path, maxBytes)),
    readChangeTimes: workTree.readChangeTimes,
  };
}

async function resolveFolder(
  baseFolder: string,
  directory: string,
): Promise<Result<string, DirectoryFailure>> {
  const path = JSON.stringify(directory);
  const outside = refuseDetail('directory/outside', detailOf('folder-outside', { path }));
  if (!isInside(resolve(baseFolder), resolve(baseFolder, directory))) return outside;
  try {
    const folder = await pathAsOnDisk(baseFolder, directory);
    const [base, real] = await Promise.all([realpath(baseFolder), realpath(folder)]);
    if (!isInside(base, real)) return outside;
    if ((await stat(real)).isDirectory()) return ok(real);
    return refuseDetail('directory/missing', detailOf('folder-is-file', { path }));
  } catch (error) {
    return fail(
      hasCode(error, 'ENOENT')
        ? failureOf('directory/missing', detailOf('folder-missing', { path }))
        : describeError(directory, error),
    );
  }
}

async function listFiles(folder: string): Promise<Result<readonly DirectoryFile[], DirectoryFailure>> {
  const files: DirectoryFile[] = [];
  const open = [{ path: '', depth: 0 }];
  try {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { path: parent, depth } = next;
      // Names as bytes: names that are not UTF-8 may be equal once decoded.
      const entries = await readdir(join(folder, parent), { withFileTypes: true, encoding: 'buffer' });
      for (const entry of entries) {
        const name = decodeName(entry.name);
        const path = `${parent === '' ? '' : `${parent}/`}${name ?? entry.name.toString('utf8')}`;
        if (name?.startsWith('.') === true) continue;
        if (name === undefined || !isUsablePath(path)) files.push({ path, kind: 'unusable' });
        else if (entry.isSymbolicLink()) files.push({ path, kind: 'symlink' });
        else if (entry.isFile()) files.push({ path, kind: 'file' });
        else if (entry.isDirectory() && name !== 'node_modules' && depth < MAX_DEPTH) {
          open.push({ path, depth: depth + 1 });
        }
        if (files.length > MAX_FILES) {
          return refuseDetail('directory/too-large', detailOf('folder-too-large', { count: MAX_FILES }));
        }
      }
    }
  } catch (error) {
    return refuseDetail('directory/unreadable', detailOf('folder-unreadable', { words: codeOf(error) }));
  }
  return ok(files);
}

async function measureFile(folder: string, path: string): Promise<Result<MeasuredFile, DirectoryFailure>> {
  const file = await findFile(folder, path);
  return file.ok ? ok(describeFile(file.value.stats, Date.now())) : file;
}

/** Coarse clocks of file systems give the same time to two changes within this. */
const SETTLED_AFTER_MS = 2_000;

/** By time of change of the entry, too, which no program can set (`ctime`). */
function describeFile(stats: BigIntStats, nowMs: number): MeasuredFile {
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = stats;
  const isSettled = [mtimeMs, ctimeMs].every((timeMs) => nowMs - Number(timeMs) > SETTLED_AFTER_MS);
  const version = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  return { sizeBytes: Number(size), ...(isSettled && { version }) };
}

async function readFile(
  folder: string,
  path: string,
  maxBytes: number,
): Promise<Result<Buffer, DirectoryFailure>> {
  const found = await findFile(folder, path);
  if (!found.ok) return found;
  try {
    // Not through a link, and not waiting at a pipe, that has taken the file's place meanwhile.
    const file = await open(found.value.path, READ_AT_ONCE | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return fail(describeOddFile(path));
      if (stats.size > maxBytes) return fail(describeLargeFile(path, stats.size, maxBytes));
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(describeError(path, error));
  }
}

interface FoundFile {
  /** Absolute. */
  readonly path: string;
  readonly stats: BigIntStats;
}

/** A file, if no symbolic link leads to it. */
async function findFile(folder: string, path: string): Promise<Result<FoundFile, DirectoryFailure>> {
  try {
    const base = await realpath(folder);
    const asGiven = resolve(base, path);
    if (path.includes('\0') || !isInside(base, asGiven) || asGiven === base)
      return fail(describeOutside(path));
    const file = await pathAsOnDisk(base, path);
    const stats = await lstat(file, { bigint: true });
    if (!stats.isFile()) return fail(describeOddFile(path));
    return (await realpath(file)) === file ? ok({ path: file, stats }) : fail(describeOutside(path));
  } catch (error) {
    return fail(
      hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')
        ? failureOf('directory/missing', detailOf('file-missing', { path: JSON.stringify(path) }))
        : describeError(path, error),
    );
  }
}

function isInside(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function describeOutside(path: string): DirectoryFailure {
  return failureOf('directory/outside', detailOf('file-outside', { path: JSON.stringify(path) }));
}

function describeOddFile(path: string): DirectoryFailure {
  return failureOf('directory/refused', detailOf('file-not-plain', { path: JSON.stringify(path) }));
}

function describeLargeFile(path: string, sizeBytes: number, maxBytes: number): DirectoryFailure {
  return failureOf(
    'directory/too-large',
    detailOf('file-too-large', {
      path: JSON.stringify(path),
      size: formatMegabytes(sizeBytes),
      limit: formatMegabytes(maxBytes),
    }),
  );
}

function describeError(path: string, error: unknown): DirectoryFailure {
  return failureOf(
    'directory/unreadable',
    detailOf('path-unreadable', { path: JSON.stringify(path), words: codeOf(error) }),
  );
}

/** `EACCES`, say: the same in every language. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
}
