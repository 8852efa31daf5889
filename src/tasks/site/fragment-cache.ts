import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Heading, NotebookSummary, Notice } from '../../core/notebooks/types.ts';
import type { RenderedFile } from '../../io/render/types.ts';

/** What is kept of a rendered notebook beside its HTML. */
export interface StoredNotebook {
  /** Name of the fragment's file. */
  readonly fragment: string;
  readonly summary: NotebookSummary;
  readonly headings: readonly Heading[];
  readonly notices: readonly Notice[];
  /** Names of the files taken out of the notebook. */
  readonly assets: readonly string[];
  /** Repository paths of the images that its Markdown shows. */
  readonly images: readonly string[];
}

export interface FragmentCache {
  readonly fragmentFolder: string;
  readonly assetFolder: string;
  /** Undefined where nothing, or nothing readable, is stored under the key. */
  find(key: string): Promise<StoredNotebook | undefined>;
  store(key: string, rendered: RenderedFile): Promise<StoredNotebook>;
  /** Writes an image of the repository under the name that the fragments know it by. */
  storeImage(name: string, bytes: Uint8Array): Promise<void>;
}

/** Key of one rendering: everything that the fragment depends on. */
export function fragmentKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest('hex').slice(0, 32);
}

/** Rendered notebooks on disk. Every file is written under another name first: a killed build leaves none by half. */
export async function createFragmentCache(folder: string): Promise<FragmentCache> {
  const fragmentFolder = join(folder, 'fragments');
  const assetFolder = join(folder, 'assets');
  await mkdir(fragmentFolder, { recursive: true });
  await mkdir(assetFolder, { recursive: true });
  const known = new Set<string>();
  return {
    fragmentFolder,
    assetFolder,
    async find(key) {
      try {
        return JSON.parse(await readFile(join(fragmentFolder, `${key}.json`), 'utf8')) as StoredNotebook;
      } catch {
        return undefined;
      }
    },
    async store(key, rendered) {
      for (const { name, bytes } of rendered.assets) {
        if (known.has(name)) continue;
        known.add(name);
        await writeWhole(join(assetFolder, name), bytes);
      }
      const stored: StoredNotebook = {
        fragment: `${key}.html`,
        summary: rendered.summary,
        headings: rendered.headings,
        notices: rendered.notices,
        assets: rendered.assets.map(({ name }) => name),
        images: rendered.images,
      };
      await writeWhole(join(fragmentFolder, stored.fragment), rendered.html);
      await writeWhole(join(fragmentFolder, `${key}.json`), JSON.stringify(stored));
      return stored;
    },
    storeImage: (name, bytes) => writeWhole(join(assetFolder, name), bytes),
  };
}

let writes = 0;

async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.${writes++}`;
  await writeFile(temporary, data);
  await rename(temporary, file);
}
