import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const POLL_MS = 250;

/** Sum of the sizes of all files below a folder. What vanishes meanwhile counts as nothing. */
export async function measureFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Watches a folder that a command is filling; `signal` fires when it has grown too large. */
export interface SizeWatch {
  readonly signal: AbortSignal;
  /** Ends the watch with a last look. @returns true when the folder is too large */
  stop(): Promise<boolean>;
}

export function watchFolderSize(folder: string, maxBytes: number): SizeWatch {
  const controller = new AbortController();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    if ((await measureFolder(folder)) > maxBytes) controller.abort();
    else if (!isStopped) timer = setTimeout(look, POLL_MS);
  };
  timer = setTimeout(look, POLL_MS);
  return {
    signal: controller.signal,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      return controller.signal.aborted || (await measureFolder(folder)) > maxBytes;
    },
  };
}
