import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hostMark, isRunning } from './running-process.ts';

/** A folder that belongs to one run of this process, and is removed at its end. */
export interface RunFolder {
  readonly path: string;
  remove(): void;
}

/** Where `replaceFolder` keeps the old folder until the new one has taken its name. */
export const OLD_FOLDER = 'old';

/** A run on another machine, of whose processes nothing is known here, is over after this. */
const FOREIGN_RUN_MS = 86_400_000;

const mine = new Set<string>();

/**
 * Makes a folder beside another one, on the same file system, that no other run shares. Hidden, so that a content
 * that is read from the folder around it does not list it.
 */
export function createRunFolder(beside: string): RunFolder {
  const id = `${hostMark()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const path = join(dirname(beside), `${runPrefix(beside)}${id}`);
  mkdirSync(path, { recursive: true });
  mine.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      mine.delete(path);
    },
  };
}

function runPrefix(beside: string): string {
  return `.${basename(beside)}.slipway-`;
}

/**
 * Removes what runs left that were killed. Where one was killed between the two renames that replace a
 * folder, the old one gets its name back first.
 */
export async function recoverRunFolders(beside: string): Promise<void> {
  const parent = dirname(beside);
  const prefix = runPrefix(beside);
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const path = join(parent, name);
    if (!(await isAbandoned(path, name.slice(prefix.length)))) continue;
    // Fails where the folder is there, as it nearly always is.
    if (!(await exists(beside))) await rename(join(path, OLD_FOLDER), beside).catch(() => {});
    await rm(path, { recursive: true, force: true });
  }
}

async function isAbandoned(path: string, id: string): Promise<boolean> {
  const match = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{8}$/.exec(id);
  if (match === null || mine.has(path)) return false;
  if (match[1] === hostMark()) return Number(match[2]) === process.pid || !isRunning(Number(match[2]));
  const ageMs = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return ageMs > FOREIGN_RUN_MS;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
