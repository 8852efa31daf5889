import { mkdirSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { AstroInlineConfig } from 'astro';
import { PACKAGE_FOLDER } from '../../io/files/package-root.ts';

/**
 * How Astro is run: without a configuration of its own, and with everything that it writes for itself in the
 * cache. Its root is there, too, because the folder of a catalogue is not its to write in. But Astro takes the path of a page
 * for one below its root where the two have not even their first folder in common, as with a cache in `/tmp`
 * (`isPathInRoot` of its vite-plugin-utils); its root is then the folder of the package.
 */
export function createAstroSettings(
  cacheFolder: string,
): Pick<AstroInlineConfig, 'root' | 'configFile' | 'cacheDir' | 'logLevel'> {
  const cacheDir = resolve(cacheFolder, 'astro');
  mkdirSync(cacheDir, { recursive: true });
  const root = topFolder(cacheDir) === topFolder(PACKAGE_FOLDER) ? cacheDir : PACKAGE_FOLDER;
  return { root, configFile: false, cacheDir, logLevel: 'error' };
}

/** The first two segments: on Windows the drive and a folder. */
function topFolder(path: string): string {
  return path.split(sep).slice(0, 2).join(sep);
}
