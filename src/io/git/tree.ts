import type { TreeFile } from './types.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the output of `git ls-tree -r -z --full-tree`: `<mode> <type> <id>\t<name>\0` for each file. */
export function parseTree(output: Buffer): TreeFile[] {
  const files: TreeFile[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    const entry = output.subarray(start, end);
    start = end + 1;
    const tab = entry.indexOf(9);
    const [mode = '', , blobId = ''] = entry.subarray(0, tab).toString('latin1').split(' ');
    const name = entry.subarray(tab + 1);
    const path = decodeName(name);
    files.push({
      path: path ?? name.toString('utf8'),
      kind: path === undefined || !isUsablePath(path) ? 'unusable' : kindOf(mode),
      blobId,
    });
  }
  return files;
}

/** A file name's text, or undefined where its bytes are not UTF-8. */
export function decodeName(name: Uint8Array): string | undefined {
  try {
    return decoder.decode(name);
  } catch {
    return undefined;
  }
}

/** UTF-8. Encoded twice, as in a link to Binder, more than this is more than proxies take: a header line of 8 kB. */
export const MAX_PATH_BYTES = 1024;
/** What file systems take for one name. */
const MAX_NAME_BYTES = 255;

/**
 * False for what git would never check out (`.`, `..`, `.git` or nothing between slashes, a name that no file system takes), and
 * for what no link can lead to. A tree object holds names of megabytes.
 */
export function isUsablePath(path: string): boolean {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return false;
  return path
    .split('/')
    .every(
      (segment) => Buffer.byteLength(segment) <= MAX_NAME_BYTES && !/^(?:|\.|\.\.|\.git)$/iu.test(segment),
    );
}

function kindOf(mode: string): TreeFile['kind'] {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}
