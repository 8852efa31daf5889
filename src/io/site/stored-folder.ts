import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listFilesBelow } from '../files/digest.ts';
import { UNUSED_AFTER_MS } from '../files/unused-after.ts';

/*
 * Folders in the cache that are named by a digest of what they were made of, and are there as a whole or not at all.
 */

const OWN_NAME = /^[0-9a-f]{64}(?:\.[0-9a-f]+)?$/;

/** Names and sizes of all that a folder holds, by which a file that was cut is noticed. */
export function listStored(folder: string, except: string): string {
  return listFilesBelow(folder)
    .filter((path) => path !== except)
    .map((path) => `${path} ${statSync(join(folder, path)).size}`)
    .join('\n');
}

/**
 * Renames a folder; the cache may be on another file system than the working folder.
 *
 * @param to not there yet
 * @throws the error of the file system
 */
export function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const unfinished = `${to}.${randomBytes(4).toString('hex')}`;
    cpSync(from, unfinished, { recursive: true });
    renameSync(unfinished, to);
    rmSync(from, { recursive: true, force: true });
  }
}

/** In two steps, so that no build finds it by half. */
export function removeWhole(folder: string): void {
  const away = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(folder, away);
  } catch {
    return;
  }
  rmSync(away, { recursive: true, force: true });
}

/**
 * Removes the folders of a store that no build has used for a month.
 *
 * @param kept name of one that stays in any case
 */
export function removeUnused(store: string, kept: string): void {
  for (const name of readdirSync(store).filter((each) => OWN_NAME.test(each) && each !== kept)) {
    const modifiedMs = statSync(join(store, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - modifiedMs > UNUSED_AFTER_MS) removeWhole(join(store, name));
  }
}
