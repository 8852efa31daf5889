import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';

const FILES_AT_A_TIME = 16;

/**
 * Copies files into another folder, sharing their blocks where the file system can. Never links: editing a
 * published file would edit the one in the cache, for every site to come.
 */
export async function copyFiles(names: Iterable<string>, from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const present = new Set(await readdir(to));
  const absent = [...names].filter((name) => !present.has(name));
  await pLimit(FILES_AT_A_TIME).map(absent, (name) =>
    copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE),
  );
}
