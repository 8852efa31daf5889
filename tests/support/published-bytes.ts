import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Digest of a published file without the time at which it was made. */
export async function digestPublished(folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file));
  const content = /^(catalog\.json|status\.atom)$/.test(file)
    ? bytes.toString().replace(/("generated_at":"|<updated>)[^"<]*/g, '$1')
    : bytes;
  return createHash('sha256').update(content).digest('hex');
}
