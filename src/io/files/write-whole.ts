import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { removeStrays } from './strays.ts';

/**
 * Writes a file whole or not at all: into a temporary file beside it, which then takes its name. What
 * runs before this one left when they were killed in the middle is taken away, once it is an hour old.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Temporary files of `write-file-atomic` carry the name of the file and a number.
  const prefix = `${basename(file)}.`;
  await removeStrays(
    dirname(file),
    (name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)),
  );
  await writeFileAtomic(file, text);
}
