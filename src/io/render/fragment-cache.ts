import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderedFile, StoredNotebook } from './types.ts';

export interface FragmentCache {
  readonly folder: string;
  readonly fragmentFolder: string;
  readonly assetFolder: string;
  /** Undefined where nothing, or nothing whole, is stored under the key. */
  find(key: string): Promise<StoredNotebook | undefined>;
  /**
   * Waits for the disk, which costs a process that renders less than waiting for promises.
   *
   * @throws the error of the file system
   */
  store(key: string, rendered: RenderedFile): StoredNotebook;
  /** Writes an image of the repository under the name that the fragments know it by. */
  storeImage(name: string, bytes: Uint8Array): void;
  /**
   * Removes what is not used and has not been written for a month, such as the previews of an earlier
   * renderer. What another build still wanted is only rendered again.
   *
   * @param used names of fragments and assets
   */
  prune(used: ReadonlySet<string>, nowMs: number): void;
}

const UNUSED_AFTER_MS = 30 * 86_400_000;

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
        const text = await readFile(join(fragmentFolder, `${key}.json`), 'utf8');
        const stored = JSON.parse(text) as StoredNotebook;
        const isWhole = stored.assets.every((name) => existsSync(join(assetFolder, name)));
        return isWhole ? stored : undefined;
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
    prune(used, nowMs) {
      const isUsed = (name: string) => used.has(name) || used.has(name.replace(/\.json$/, '.html'));
      for (const folder of [fragmentFolder, assetFolder]) {
        for (const name of readdirSync(folder).filter((each) => !isUsed(each))) {
          const file = join(folder, name);
          const { mtimeMs = nowMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
          if (nowMs - mtimeMs > UNUSED_AFTER_MS) rmSync(file, { force: true });
        }
      }
    },
  };
}

function writeWhole(file: string, data: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, data);
  renameSync(temporary, file);
}
