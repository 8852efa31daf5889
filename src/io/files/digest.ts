import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** SHA-256 of several texts, which cannot run into each other. */
export function digestTexts(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}\0${text}`);
  return hash.digest('hex');
}

/** SHA-256 of a text. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of what a file holds; `missing` for what cannot be read. */
export function digestFile(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'missing';
  }
}

/** Names and contents of files below a folder. */
export function digestFiles(folder: string, paths: readonly string[]): string {
  return digestTexts(paths.flatMap((path) => [path, digestFile(join(folder, path))]));
}

/** Paths, sizes and times of change of all that is in a folder: enough to detect changes. */
export function digestListing(folder: string): string {
  return digestTexts(
    listFilesBelow(folder).map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path}\0${size}\0${mtimeMs}`;
    }),
  );
}

/** Bytes of all that is in a folder. */
export function measureFolder(folder: string): number {
  return listFilesBelow(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

/** Paths of the files below a folder, sorted; none where there is no such folder. */
export function listFilesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return [];
  }
}
