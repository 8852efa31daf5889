import { type GitCommands, hasSucceeded } from './commands.ts';

/** Blob id → size in bytes, of every blob in the repository. Never fetches: it asks for what is there, not for ids. */
export async function listBlobSizes(commands: GitCommands, gitDir: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  let rest = '';
  const exit = await commands.runLocal(
    [
      `--git-dir=${gitDir}`,
      'cat-file',
      '--batch-all-objects',
      '--unordered',
      '--buffer',
      '--batch-check=%(objecttype) %(objectname) %(objectsize)',
    ],
    {
      maxOutputBytes: Number.POSITIVE_INFINITY,
      onOutput(chunk) {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const [type, id = '', size] = line.split(' ');
          if (type === 'blob') sizes.set(id, Number(size));
        }
        return undefined;
      },
    },
  );
  return hasSucceeded(exit) ? sizes : new Map();
}

/** Reads blobs that are in the repository with one `git cat-file --batch`. What cannot be read is absent. */
export async function readBlobs(
  commands: GitCommands,
  gitDir: string,
  blobIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  const reader = createBatchReader((id, bytes) => blobs.set(id, bytes));
  if (blobIds.length > 0) {
    await commands.runLocal([`--git-dir=${gitDir}`, 'cat-file', '--batch', '--buffer'], {
      input: `${blobIds.join('\n')}\n`,
      maxOutputBytes: Number.POSITIVE_INFINITY,
      onOutput(chunk) {
        reader(chunk);
        return undefined;
      },
    });
  }
  return blobs;
}

/**
 * Takes the output of `git cat-file --batch` apart, whatever the pieces it comes in:
 * `<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`.
 */
export function createBatchReader(onBlob: (id: string, bytes: Buffer) => void): (chunk: Buffer) => void {
  let header = '';
  let id = '';
  let body: Buffer | undefined;
  let filledBytes = 0;
  let isBlob = false;
  let isSeparatorDue = false;
  return (chunk) => {
    let position = 0;
    while (position < chunk.length) {
      if (isSeparatorDue) {
        isSeparatorDue = false;
        position += 1;
      } else if (body === undefined) {
        const end = chunk.indexOf(0x0a, position);
        header += chunk.toString('latin1', position, end < 0 ? chunk.length : end);
        if (end < 0) return;
        position = end + 1;
        const match = /^([0-9a-f]+) ([a-z]+) (\d+)$/u.exec(header);
        header = '';
        if (match === null) continue;
        id = match[1] ?? '';
        isBlob = match[2] === 'blob';
        body = Buffer.allocUnsafe(Number(match[3]));
        filledBytes = 0;
      }
      if (body === undefined) continue;
      const taken = chunk.copy(body, filledBytes, position);
      filledBytes += taken;
      position += taken;
      if (filledBytes < body.length) continue;
      if (isBlob) onBlob(id, body);
      body = undefined;
      isSeparatorDue = true;
    }
  };
}
