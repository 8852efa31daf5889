import { cp, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts a finished folder in the place of an older one. Until the last moment the old one stands, and
 * what was built before is never half replaced.
 */
export async function replaceFolder(finished: string, target: string): Promise<void> {
  const old = `${target}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch(ignoreMissing);
  await rename(finished, target);
  await rm(old, { recursive: true, force: true });
}

/** Links files into another folder, or copies them where the file system cannot link. */
export async function copyFiles(names: Iterable<string>, from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const present = new Set(await readdir(to));
  for (const name of names) {
    if (present.has(name)) continue;
    await link(join(from, name), join(to, name)).catch(() => cp(join(from, name), join(to, name)));
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
