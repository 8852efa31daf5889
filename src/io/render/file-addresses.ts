import type { FileReference, FileTable } from './types.ts';

/** What a link to a file of the repository leads to, or where a picture is; undefined for what is not there. */
export function findAddress(files: FileTable | undefined, [kind, path]: FileReference): string | undefined {
  const table = kind === 'image' ? files?.images : files?.links;
  return table !== undefined && Object.hasOwn(table, path) ? table[path] : undefined;
}
