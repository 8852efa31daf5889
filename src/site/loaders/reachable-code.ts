import { cpSync, existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { digestFiles, listFilesBelow } from '../../io/files/digest.ts';
import { CODE_FOLDER, PACKAGE_FOLDER } from '../../io/files/package-root.ts';
import { topFolder } from '../../io/files/top-folder.ts';

/**
 * Slipway's modules where Astro finds them. Astro (`vite-plugin-utils`, `normalizeFilename`) takes an absolute
 * path for one below its root unless the two have a folder in common, so that a package in `/usr/lib` cannot build
 * a catalogue in `/home`. Then the modules are copied into Astro's root, once for each version of them.
 */
export function reachableCode(astroRoot: string): string {
  if (topFolder(astroRoot) === topFolder(CODE_FOLDER)) return CODE_FOLDER;
  const digest = digestFiles(CODE_FOLDER, listFilesBelow(CODE_FOLDER)).slice(0, 16);
  const copy = join(astroRoot, `code-${digest}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(CODE_FOLDER, unfinished, { recursive: true });
  // While it is edited, Node itself looks for the packages that the modules import, above where they are.
  symlinkSync(findPackages(), join(unfinished, 'node_modules'), 'junction');
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    // Another build was first.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** Folder of the packages that Slipway was installed with. */
function findPackages(): string {
  const astro = createRequire(join(PACKAGE_FOLDER, 'package.json')).resolve('astro/package.json');
  return dirname(dirname(astro));
}
