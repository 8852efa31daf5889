import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AstroInlineConfig } from 'astro';
import { PACKAGE_FOLDER } from '../../io/files/package-root.ts';
import { topFolder } from '../../io/files/top-folder.ts';

export interface AstroFolders {
  /** Astro's own cache is below it. */
  readonly cacheFolder: string;
  /** The folder in which this process works. */
  readonly workFolder: string;
}

/**
 * How Astro is run: without a configuration of its own, and with everything that it writes for itself out of
 * sight. Its root is there, too, because the folder of a catalogue is not its to write in.
 */
export function createAstroSettings(
  folders: AstroFolders,
): Pick<AstroInlineConfig, 'configFile' | 'cacheDir' | 'logLevel'> & { readonly root: string } {
  const root = chooseRoot(folders);
  mkdirSync(root, { recursive: true });
  return { root, configFile: false, cacheDir: resolve(folders.cacheFolder, 'astro'), logLevel: 'error' };
}

/**
 * Best on the same branch of the file system as Slipway, whose modules Astro finds there as they are; elsewhere
 * they are copied (`reachableCode` of `site/loaders`).
 */
function chooseRoot({ cacheFolder, workFolder }: AstroFolders): string {
  const inCache = resolve(cacheFolder, 'astro');
  const candidates = [inCache, join(workFolder, '.astro')];
  return candidates.find((folder) => topFolder(folder) === topFolder(PACKAGE_FOLDER)) ?? inCache;
}
