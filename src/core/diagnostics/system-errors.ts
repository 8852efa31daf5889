import { replaceControls } from './quote.ts';

/** What Node says of a call to the system that failed (https://nodejs.org/api/errors.html#class-systemerror). */
interface SystemError extends Error {
  /** Such as `EACCES` (errno(3)). */
  readonly code: string;
  /** Such as `mkdir`. */
  readonly syscall?: unknown;
  readonly path?: unknown;
}

const MEANINGS: ReadonlyMap<string, readonly [why: string, advice: string]> = new Map([
  ['EACCES', ['this user may not', 'Give yourself the permission, or name another folder']],
  ['EPERM', ['the system does not allow it', 'Give yourself the permission, or name another folder']],
  ['EROFS', ['the disk can only be read', 'Name a folder on another disk']],
  ['ENOSPC', ['the disk is full', 'Make room, and try again']],
  ['EDQUOT', ["this user's share of the disk is used up", 'Make room, and try again']],
  ['EFBIG', ['the file would become larger than the system allows', 'Raise the limit, and try again']],
  ['ENOENT', ['it is not there', 'Check the name']],
  ['ENOTDIR', ['a part of its path is a file and not a folder', 'Check the name']],
  ['EISDIR', ['it is a folder', 'Name a file']],
  ['ENAMETOOLONG', ['its name is longer than the disk allows', 'Choose a shorter one']],
  ['ELOOP', ['its symbolic links lead in a circle', 'Remove one of them']],
  ['EMFILE', ['too many files are open', 'Raise the limit (ulimit -n), and try again']],
  ['ENFILE', ['too many files are open on this machine', 'Try again later']],
  ['EBUSY', ['another program uses it', 'Close that program, and try again']],
  ['EIO', ['the disk does not work as it should', 'Check the disk']],
  ['ENXIO', ['it is not a plain file', 'Name another']],
]);

const READING = new Set([
  'read',
  'scandir',
  'opendir',
  'stat',
  'lstat',
  'fstat',
  'access',
  'readlink',
  'realpath',
]);

/**
 * Why the system refused a file or a folder, and what to do: two sentences.
 *
 * @returns undefined for other errors
 */
export function describeSystemError(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const meaning = MEANINGS.get(error.code);
  if (meaning === undefined) return undefined;
  const [why, advice] = meaning;
  const { path, syscall } = error;
  const deed = syscall === 'open' ? 'opened' : READING.has(String(syscall)) ? 'read' : 'written';
  // Whole, since the end of a path says most.
  const named = typeof path === 'string' && path !== '' ? `"${replaceControls(nameWanted(path))}"` : 'A file';
  return `${named} cannot be ${deed}: ${why} (${error.code}). ${advice}.`;
}

/** Why something failed that was not meant to: sentences for what the system refused, else the first line of the message. */
export function describeError(error: unknown): string {
  return describeErrorInFull(error).split('\n')[0] ?? '';
}

/** As `describeError`, with all lines of a message: bundlers say in the later ones what is wrong. */
export function describeErrorInFull(error: unknown): string {
  return describeSystemError(error) ?? (error instanceof Error ? error.message : String(error));
}

/** The file or folder that was wanted: those with our temporary names exist for a moment only. */
function nameWanted(path: string): string {
  const [, folder, name = path] = /^(.*[/\\])?([^/\\]*)$/s.exec(path) ?? [];
  const wanted = name.replace(/^\.(.+)\.slipway[.-].*$/s, '$1');
  return `${folder ?? ''}${wanted}`;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
