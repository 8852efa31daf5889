import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { hasDigest, isDigest } from './digest.ts';
import type { ContentCache } from './types.ts';

/**
 * Keeps manifests and configurations as files named by their digest. A damaged file counts as
 * absent, and a folder that cannot be written costs time only.
 */
export function createFileContentCache(folder: string): ContentCache {
  const pathOf = (digest: string) => join(folder, ...digest.split(':'));
  return {
    async read(digest) {
      if (!isDigest(digest)) return undefined;
      const bytes = await readFile(pathOf(digest)).catch(() => undefined);
      return bytes !== undefined && hasDigest(bytes, digest) ? bytes : undefined;
    },
    async write(digest, bytes) {
      if (!isDigest(digest)) return;
      try {
        await mkdir(dirname(pathOf(digest)), { recursive: true });
        await writeFileAtomic(pathOf(digest), bytes, { fsync: false });
      } catch {
        // The next run asks the registry again.
      }
    },
    async remove(digest) {
      if (isDigest(digest)) await rm(pathOf(digest), { force: true }).catch(() => undefined);
    },
  };
}

/** Remembers for the length of one run. */
export function createMemoryContentCache(): ContentCache {
  const contents = new Map<string, Buffer>();
  return {
    read: async (digest) => contents.get(digest),
    write: async (digest, bytes) => {
      contents.set(digest, bytes);
    },
    remove: async (digest) => {
      contents.delete(digest);
    },
  };
}
