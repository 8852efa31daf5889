import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenProcessEnds } from '../processes/process-end.ts';

/** A temporary folder of this process. */
export interface ScratchFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const folders = new Set<string>();
let isWatchingEnd = false;

/**
 * Makes a folder among the system's temporary ones, which is gone at the latest when this process ends, by a signal too.
 *
 * @param use part of its name
 */
export function createScratchFolder(use: string): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), `slipway-${use}-`));
  const keep = removeWithProcess(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      keep();
    },
  };
}

/** Has a folder removed when this process ends, by a signal too. @returns undoes it */
export function removeWithProcess(folder: string): () => void {
  folders.add(folder);
  if (!isWatchingEnd) whenProcessEnds(removeAll);
  isWatchingEnd = true;
  return () => folders.delete(folder);
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      // A program that was just ended may still write there.
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    } catch {
      // Nothing that this process could still do.
    }
  }
}
