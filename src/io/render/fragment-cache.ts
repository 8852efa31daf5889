import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderedFile, StoredNotebook } from './types.ts';

export interface FragmentCache {
  readonly folder: string;
  readonly fragmentFolder: string;
  readonly assetFolder: string;
  /** Undefined where nothing, or nothing readable, is stored under the key. */
  find(key: string): Promise<StoredNotebook | undefined>;
  /**
   * Waits for the disk, which costs a process that renders less than waiting for promises.
   *
   * @throws the error of the file system
   */
  store(key: string, rendered: RenderedFile): StoredNotebook;
  /** Writes an image of the repository under the name that the fragments know it by. */
  storeImage(name: string, bytes: Uint8Array): void;
}

/** Key of one rendering: everything that the fragment depends on. */
export function fragmentKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest('hex').slice(0, 32);
}

/**
 * Rendered notebooks on disk. Every file is written under another name first: a killed build leaves none by half,
 * and several processes may store the same image.
 */
export function createFragmentCache(folder: string): FragmentCache {
  const fragmentFolder = join(folder, 'fragments');
  const assetFolder = join(folder, 'assets');
  for (const each of [fragmentFolder, assetFolder]) mkdirSync(each, { recursive: true });
  return {
    folder,
    fragmentFolder,
    assetFolder,
    async find(key) {
      try {
        return JSON.parse(await readFile(join(fragmentFolder, `${key}.json`), 'utf8')) as StoredNotebook;
      } catch {
        return undefined;
      }
    },
    store(key, rendered) {
      for (const { name, bytes } of rendered.assets) {
        const file = join(assetFolder, name);
        // Its name is a digest of what it holds.
        if (!existsSync(file)) writeWhole(file, bytes);
      }
      const stored: StoredNotebook = {
        fragment: `${key}.html`,
        summary: rendered.summary,
        headings: rendered.headings,
        notices: rendered.notices,
        assets: rendered.assets.map(({ name }) => name),
        images: rendered.images,
      };
      writeWhole(join(fragmentFolder, stored.fragment), rendered.html);
      writeWhole(join(fragmentFolder, `${key}.json`), JSON.stringify(stored));
      return stored;
    },
    storeImage: (name, bytes) => writeWhole(join(assetFolder, name), bytes),
  };
}

function writeWhole(file: string, data: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, data);
  renameSync(temporary, file);
}
