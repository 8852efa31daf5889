import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findAddress } from './file-addresses.ts';
import { formatRecord, fragmentKey, parseRecord, writeWhole } from './fragment-files.ts';
import type { FileReference, NotebookPlace } from './types.ts';

/**
 * Previews with relative addresses: each is stored under a name made of what these lead to. What a notebook asks for is remembered
 * beside it, for its key and path. A link that leads nowhere may make it ask for more, so that there may be several lists.
 */
export interface PlacedFragments {
  /** Names of the previews that would be right in this place, made from each list, and the file that holds the lists. */
  list(
    key: string,
    place: NotebookPlace,
  ): Promise<{ readonly file: string; readonly names: readonly string[] }>;
  /**
   * Remembers a list.
   *
   * @returns the name for the preview
   * @throws the error of the file system
   */
  add(key: string, references: readonly FileReference[], place: NotebookPlace): string;
}

type ReferenceLists = readonly (readonly FileReference[])[];

interface PlaceRecord {
  readonly lists: ReferenceLists;
}

export function createPlacedFragments(folder: string): PlacedFragments {
  const fileOf = (key: string, { path }: NotebookPlace) => join(folder, `${fragmentKey([key, path])}.json`);
  const nameOf = (key: string, { path, files }: NotebookPlace, references: readonly FileReference[]) => {
    const addresses = references.map((reference) => findAddress(files, reference) ?? null);
    return fragmentKey([key, path, JSON.stringify([references, addresses])]);
  };
  const parseLists = (text: string): ReferenceLists => parseRecord<PlaceRecord>(text)?.lists ?? [];
  const readLists = (file: string): ReferenceLists => {
    try {
      return parseLists(readFileSync(file, 'utf8'));
    } catch {
      return [];
    }
  };
  return {
    async list(key, place) {
      const file = fileOf(key, place);
      const lists = await readFile(file, 'utf8').then(parseLists, () => []);
      return { file, names: lists.map((references) => nameOf(key, place, references)) };
    },
    add(key, references, place) {
      const file = fileOf(key, place);
      const lists = readLists(file);
      const isSame = (known: readonly FileReference[]) =>
        JSON.stringify(known) === JSON.stringify(references);
      if (!lists.some(isSame)) writeWhole(file, formatRecord({ lists: [references, ...lists] }));
      return nameOf(key, place, references);
    },
  };
}
