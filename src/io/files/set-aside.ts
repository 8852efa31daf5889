import { copyFile } from 'node:fs/promises';

/**
 * Copies a file that is about to be written over, to a name beside it.
 *
 * @param mark what the name ends with
 * @returns the name of the copy; undefined where there could be none
 */
export async function setAside(file: string, mark: string): Promise<string | undefined> {
  const copy = `${file}.${mark}`;
  return copyFile(file, copy).then(
    () => copy,
    () => undefined,
  );
}
