import { linkSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tells a folder from one that took its place; undefined where there is none. */
export function identifyFolder(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeMs}`;
}

/**
 * Gives files of a site that is about to be replaced to the one that replaces it. They are linked: nobody edits them
 * in between, for then the site is not the one that was built.
 *
 * @param files with `/`
 * @returns those that are there now; a file system without links gives none
 * @throws the error of the file system, where a folder cannot be made
 */
export function linkFiles(files: readonly string[], from: string, to: string): ReadonlySet<string> {
  const linked = new Set<string>();
  for (const folder of new Set(files.map((file) => dirname(join(to, file))))) {
    mkdirSync(folder, { recursive: true });
  }
  for (const file of files) {
    try {
      linkSync(join(from, file), join(to, file));
      linked.add(file);
    } catch {
      // It is rendered instead.
    }
  }
  return linked;
}
