import { createHash } from 'node:crypto';

/**
 * Name in the asset folder of a picture, by all that it is made of.
 *
 * @param ending with its dot
 */
export function namePicture(parts: readonly (string | Uint8Array)[], ending: string): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return `${hash.digest('hex').slice(0, 16)}${ending}`;
}
