import { mkdtempSync, rmSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own below the system's temporary folder; `await using` removes it. */
export interface TemporaryFolder extends AsyncDisposable {
  /** Absolute, without symbolic links, so that servers that resolve paths agree with it. */
  readonly path: string;
  remove(): Promise<void>;
}

const left = new Set<string>();
let isWatchingExit = false;

/**
 * Makes an empty folder. It is removed by `remove()`, at the end of an `await using` block, or at the
 * latest when this process ends on its own.
 */
export async function createTemporaryFolder(name: string): Promise<TemporaryFolder> {
  if (!isWatchingExit) {
    isWatchingExit = true;
    process.once('exit', () => {
      for (const path of left) rmSync(path, { recursive: true, force: true });
    });
  }
  const path = await realpath(mkdtempSync(join(tmpdir(), `slipway-${name}-`)));
  left.add(path);
  const remove = async () => {
    left.delete(path);
    // A server that was just killed may still be writing: try again for a moment.
    await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  return { path, remove, [Symbol.asyncDispose]: remove };
}
