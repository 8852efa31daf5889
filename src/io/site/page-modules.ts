import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestTexts, listFilesBelow } from '../files/digest.ts';
import { type CompiledPages, MODULE_FOLDER } from './compiled-pages.ts';
import { listStored, moveFolder, removeUnused, removeWhole } from './stored-folder.ts';

/*
 * The modules that make the pages, completed for one site. They keep their folder from build to build: Node remembers
 * what it has translated by the names of files, and would keep the code of each build for ever.
 */

/** What to write in the place of what. */
export type Replacements = ReadonlyMap<string, string>;

/** Each folder serves one build of a process: Node would give a second one the same modules, with what they remember. */
const taken = new Set<string>();
const LISTING = 'listing.txt';

/**
 * Completes modules, or takes those of an earlier build.
 *
 * @param store folder within the cache; made where it is not there
 * @param fallback makes a folder of this build alone: for modules that are not kept, a second build of this process, and a
 * cache that cannot be written
 * @param textsFor given the folder in which the modules will be
 * @returns that folder
 * @throws the error of the file system, for the folder of this build
 */
export function completeModules(
  compiled: CompiledPages,
  store: string,
  fallback: () => string,
  textsFor: (folder: string) => Replacements,
): string {
  return keepCompleted(compiled, store, textsFor) ?? unpackAlone(compiled, fallback(), textsFor);
}

function unpackAlone(
  compiled: CompiledPages,
  folder: string,
  textsFor: (folder: string) => Replacements,
): string {
  unpackModules(compiled, folder, textsFor(folder));
  return folder;
}

function keepCompleted(
  compiled: CompiledPages,
  store: string,
  textsFor: (folder: string) => Replacements,
): string | undefined {
  if (compiled.id === undefined) return undefined;
  const key = digestTexts([compiled.id, ...[...textsFor('')].flat()]);
  const folder = join(store, key);
  if (taken.has(folder)) return undefined;
  try {
    if (!isWhole(folder)) {
      removeWhole(folder);
      const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
      unpackModules(compiled, unfinished, textsFor(folder));
      writeFileSync(join(unfinished, LISTING), listStored(unfinished, LISTING));
      putInPlace(unfinished, folder);
      removeUnused(store, key);
    }
    const now = new Date();
    utimesSync(folder, now, now);
  } catch {
    return undefined;
  }
  taken.add(folder);
  return folder;
}

/** Where another build was first, its modules stay: they are the same. */
function putInPlace(unfinished: string, folder: string): void {
  try {
    moveFolder(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!isWhole(folder)) throw error;
  }
}

function isWhole(folder: string): boolean {
  try {
    return readFileSync(join(folder, LISTING), 'utf8') === listStored(folder, LISTING);
  } catch {
    return false;
  }
}

function unpackModules({ folder }: CompiledPages, target: string, texts: Replacements): void {
  const modules = join(folder, MODULE_FOLDER);
  for (const path of listFilesBelow(modules)) {
    let text = readFileSync(join(modules, path), 'utf8');
    for (const [from, to] of texts) text = text.replaceAll(from, () => to);
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
}
