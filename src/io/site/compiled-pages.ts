import { copyFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestFile, digestTexts, listFilesBelow } from '../files/digest.ts';
import { CODE_FOLDER } from '../files/package-root.ts';
import { listStored, moveFolder, removeUnused, removeWhole } from './stored-folder.ts';

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
  /** Stands for what was stored; absent for what has not been. */
  readonly id?: string;
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
    const isWhole = listing === listStored(folder, RECORD_FILE);
    const isCurrent = record.sources.every(([file, digest]) => digestFile(file) === digest);
    return isWhole && isCurrent ? { ...record, folder, id: digestTexts([listing]) } : undefined;
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
export function moveCompiled({ folder, id: _, ...record }: CompiledPages, target: string): CompiledPages {
  const stored: CompiledRecord = { ...record, listing: listStored(folder, RECORD_FILE) };
  writeFileSync(join(folder, RECORD_FILE), JSON.stringify(stored));
  moveFolder(folder, target);
  return { ...record, folder: target, id: digestTexts([stored.listing]) };
}

/** Copies what every site has beside its pages. */
export function copySiteFiles({ folder }: CompiledPages, target: string): void {
  const files = join(folder, FILE_FOLDER);
  for (const path of listFilesBelow(files)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(files, path), join(target, path));
  }
}
