import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The absolute path by which the disk knows a file or a folder. Accents may be written apart from their letters there
 * and not in the path, or the other way round (Unicode's NFD and NFC), as in archives from a Mac; to people both are one name.
 *
 * @returns the path as it was given where nothing of that name is there
 */
export async function pathAsOnDisk(folder: string, path: string): Promise<string> {
  const asGiven = resolve(folder, path);
  // Without accents there is one form only.
  if (path.normalize('NFD') === path && path.normalize('NFC') === path) return asGiven;
  let found = resolve(folder);
  for (const name of path.split('/').filter((segment) => segment !== '' && segment !== '.')) {
    const next = await findName(found, name);
    if (next === undefined) return asGiven;
    found = join(found, next);
  }
  return found;
}

async function findName(folder: string, name: string): Promise<string | undefined> {
  const isThere = await lstat(join(folder, name)).then(
    () => true,
    () => false,
  );
  if (isThere) return name;
  const names = await readdir(folder).catch(() => []);
  return names.find((other) => other.normalize('NFC') === name.normalize('NFC'));
}
