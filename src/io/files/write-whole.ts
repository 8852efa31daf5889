import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** A run that is still writing its temporary file is a matter of seconds. */
const STRAY_AGE_MS = 3_600_000;

/**
 * Writes a file whole or not at all: into a temporary file beside it, which then takes its name. What
 * runs before this one left when they were killed in the middle is taken away, once it is an hour old.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await removeStrays(file);
  await writeFileAtomic(file, text);
}

/** Temporary files of `write-file-atomic` carry the name of the file and a number. */
async function removeStrays(file: string): Promise<void> {
  const folder = dirname(file);
  const name = basename(file);
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`${name}.`) || !/^\d+$/.test(entry.slice(name.length + 1))) continue;
    const stray = join(folder, entry);
    const age = await stat(stray).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STRAY_AGE_MS) await rm(stray, { force: true }).catch(() => {});
  }
}
