import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Digests of files that were read before and have not changed since, so that they need not be read again. */
export interface KnownDigests {
  /** @param version stands for the bytes of a file on this machine */
  find(version: string): string | undefined;
  add(version: string, digest: string): void;
  /**
   * Keeps what was found or added. Where it cannot be kept, files are read again.
   */
  store(): Promise<void>;
}

const FILE = 'known-digests.json';

/** @param folder within the cache */
export function openKnownDigests(folder: string): KnownDigests {
  const file = join(folder, FILE);
  const earlier = readEarlier(file);
  const used = new Map<string, string>();
  return {
    find(version) {
      const digest = earlier.get(version);
      if (digest !== undefined) used.set(version, digest);
      return digest;
    },
    add: (version, digest) => used.set(version, digest),
    async store() {
      const isSame = used.size === earlier.size && [...used.keys()].every((version) => earlier.has(version));
      if (!isSame) await writeFileAtomic(file, JSON.stringify([...used])).catch(() => {});
    },
  };
}

function readEarlier(file: string): ReadonlyMap<string, string> {
  try {
    const rows: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Array.isArray(rows) ? rows.filter(isRow) : []);
  } catch {
    return new Map();
  }
}

const isRow = (row: unknown): row is [string, string] =>
  Array.isArray(row) && row.length === 2 && row.every((part) => typeof part === 'string');
