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

/** What a look at all files of a folder tells, without reading them. */
export interface FolderListing {
  /** Of paths, sizes and times of change: enough to detect changes. */
  readonly digest: string;
  readonly sizeBytes: number;
}

export function listFolder(folder: string): FolderListing {
  const files = listFilesBelow(folder).map((path) => {
    const { size, mtimeMs } = statSync(join(folder, path));
    return { path, size, mtimeMs };
  });
  return {
    digest: digestTexts(files.map(({ path, size, mtimeMs }) => `${path}\0${size}\0${mtimeMs}`)),
    sizeBytes: files.reduce((sum, { size }) => sum + size, 0),
  };
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
