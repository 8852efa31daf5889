import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/*
 * Ids of git objects, computed without git: SHA-1 over `<type> <length>\0` and the contents (Git documentation,
 * gitformat-pack and "Git Internals - Git Objects").
 */

export interface TreeEntry {
  readonly name: string;
  /** Id of the blob, 40 hexadecimal digits. */
  readonly id: string;
}

export function computeBlobId(text: string): string {
  return computeId('blob', utf8ToBytes(text));
}

/** A folder of plain files; git sorts the names by their bytes. */
export function computeTreeId(entries: readonly TreeEntry[]): string {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return computeId(
    'tree',
    concatBytes(...sorted.flatMap(({ name, id }) => [utf8ToBytes(`100644 ${name}\0`), hexToBytes(id)])),
  );
}

/** @param text the whole commit: headers, a blank line, the message */
export function computeCommitId(text: string): string {
  return computeId('commit', utf8ToBytes(text));
}

function computeId(type: 'blob' | 'tree' | 'commit', bytes: Uint8Array): string {
  return bytesToHex(sha1(concatBytes(utf8ToBytes(`${type} ${bytes.length}\0`), bytes)));
}
