import { createHash, randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Key of one rendering: everything that the fragment depends on, but for what its relative addresses lead to. */
export function fragmentKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest('hex').slice(0, 32);
}

/** SHA-256, in hexadecimal. */
export function digestBytes(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A record that says of itself whether it is whole: the first line is the digest of the second. */
export function formatRecord(record: object): string {
  const text = JSON.stringify(record);
  return `${digestBytes(text)}\n${text}`;
}

/** Undefined for a record that is cut or was changed. */
export function parseRecord<Stored extends object>(text: string): Stored | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return text.slice(0, end) === digestBytes(body) ? (JSON.parse(body) as Stored) : undefined;
}

/** Names of temporary files: of this process, which may have the number of one in another container, and of each file. */
const RUN = `${process.pid}-${randomBytes(4).toString('hex')}`;
let written = 0;

/**
 * Writes a file under another name first: a killed build leaves none by half, and several processes may write the same.
 *
 * @throws the error of the file system
 */
export function writeWhole(file: string, data: string | Uint8Array): void {
  written += 1;
  const temporary = `${file}.${RUN}-${written.toString(16)}`;
  try {
    writeFileSync(temporary, data);
    renameSync(temporary, file);
  } catch (error) {
    // On a full disk nothing may be left of it.
    rmSync(temporary, { force: true });
    throw error;
  }
}
