import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes an image under the hash of its bytes, once. */
export function storeImage(folder: string, bytes: Buffer, extension: string): string {
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${extension}`;
  if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), bytes);
  return name;
}
