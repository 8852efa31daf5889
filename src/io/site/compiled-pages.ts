import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { digestFile, listFilesBelow } from '../files/digest.ts';
import { CODE_FOLDER } from '../files/package-root.ts';
import { UNUSED_AFTER_MS } from '../files/unused-after.ts';

/*
 * The modules that make the pages, as Astro bundled them. They know nothing of a catalogue: where one is prepared and
 * where its site is published are texts in them that are replaced when they are used.
 */

/** Folder of the modules, within one that `store` is given. */
export const MODULE_FOLDER = 'modules';
/** Folder of the files that every site has beside its pages: style sheets, scripts, schemas. */
export const FILE_FOLDER = 'files';
/** Where the package has the pages of catalogues that add none. This repository has none there. */
export const SHIPPED_PAGES = join(CODE_FOLDER, 'compiled-pages');
const RECORD_FILE = 'record.json';

export interface CompiledRecord {
  /** File name of the module that leads to all others. */
  readonly entry: string;
  /** Styles of each route, as Astro keeps them between bundling and rendering. */
  readonly styles: readonly (readonly [route: string, styles: unknown])[];
  /** Files that were bundled and that the key says nothing of. */
  readonly sources: readonly (readonly [file: string, digest: string])[];
  /** Version of the Astro that bundled them, which has to be the one that renders. */
  readonly astro: string;
  /** Names and sizes of all that was stored. */
  readonly listing: string;
}

export interface CompiledPages extends Omit<CompiledRecord, 'listing'> {
  readonly folder: string;
}

export interface CompiledStore {
  /** What was compiled under the key, where it is whole and none of its sources has changed. */
  find(key: string): CompiledPages | undefined;
  /**
   * Moves what was compiled into the store. Where another build was first, that one's stays.
   *
   * @throws the error of the file system
   */
  store(key: string, compiled: CompiledPages): CompiledPages;
}

const OWN_NAME = /^[0-9a-f]{64}(?:\.[0-9a-f]+)?$/;

/** @param folder within the cache; made where it is not there */
export function openCompiledStore(folder: string): CompiledStore {
  const find = (key: string) => readCompiled(join(folder, key));
  return {
    find(key) {
      const found = find(key);
      const now = new Date();
      if (found !== undefined) utimesSync(found.folder, now, now);
      return found;
    },
    store(key, compiled) {
      mkdirSync(folder, { recursive: true });
      const place = join(folder, key);
      // One that is there and is not found is damaged, or a source of it has changed.
      if (find(key) === undefined) removeWhole(place);
      try {
        return moveCompiled(compiled, place);
      } catch (error) {
        const other = find(key);
        if (other === undefined) throw error;
        rmSync(compiled.folder, { recursive: true, force: true });
        return other;
      } finally {
        removeUnused(folder, key);
      }
    },
  };
}

/** What `moveCompiled` put into a folder, where it is whole and none of its sources has changed. */
export function readCompiled(folder: string): CompiledPages | undefined {
  try {
    const text = readFileSync(join(folder, RECORD_FILE), 'utf8');
    const { listing, ...record } = JSON.parse(text) as CompiledRecord;
    const isWhole = listing === listStored(folder);
    const isCurrent = record.sources.every(([file, digest]) => digestFile(file) === digest);
    return isWhole && isCurrent ? { ...record, folder } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gives what was compiled its place.
 *
 * @param target not there yet
 * @throws the error of the file system
 */
export function moveCompiled({ folder, ...record }: CompiledPages, target: string): CompiledPages {
  const stored: CompiledRecord = { ...record, listing: listStored(folder) };
  writeFileSync(join(folder, RECORD_FILE), JSON.stringify(stored));
  move(folder, target);
  return { ...record, folder: target };
}

/**
 * Puts the modules into a folder of their own, where they are other modules for Node than those of another build in
 * the same process, and completes them.
 *
 * @param texts what to write in the place of what
 */
export function unpackModules(
  { folder }: CompiledPages,
  target: string,
  texts: ReadonlyMap<string, string>,
): void {
  const modules = join(folder, MODULE_FOLDER);
  for (const path of listFilesBelow(modules)) {
    let text = readFileSync(join(modules, path), 'utf8');
    for (const [from, to] of texts) text = text.replaceAll(from, () => to);
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
}

/** Copies what every site has beside its pages. */
export function copySiteFiles({ folder }: CompiledPages, target: string): void {
  const files = join(folder, FILE_FOLDER);
  for (const path of listFilesBelow(files)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(files, path), join(target, path));
  }
}

function listStored(folder: string): string {
  return listFilesBelow(folder)
    .filter((path) => path !== RECORD_FILE)
    .map((path) => `${path} ${statSync(join(folder, path)).size}`)
    .join('\n');
}

/** The cache may be on another file system than the working folder. */
function move(from: string, to: string): void {
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
function removeWhole(folder: string): void {
  const away = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(folder, away);
  } catch {
    return;
  }
  rmSync(away, { recursive: true, force: true });
}

function removeUnused(folder: string, key: string): void {
  for (const name of readdirSync(folder).filter((each) => OWN_NAME.test(each) && each !== key)) {
    const modifiedMs = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - modifiedMs > UNUSED_AFTER_MS) removeWhole(join(folder, name));
  }
}
