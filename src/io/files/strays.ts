import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A run that still uses a temporary file is a matter of seconds. */
const STRAY_AGE_MS = 3_600_000;

/** Removes files that runs left in a folder when they were killed in the middle, once they are an hour old. */
export async function removeStrays(folder: string, isStray: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!isStray(name)) continue;
    const stray = join(folder, name);
    const ageMs = await stat(stray).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (ageMs > STRAY_AGE_MS) await rm(stray, { force: true }).catch(() => {});
  }
}
