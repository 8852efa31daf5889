import { linkSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tells a folder from one that took its place; undefined where there is none. */
export function identifyFolder(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeMs}`;
}

/**
 * Gives files of a site that is about to be replaced to the one that replaces it. They are linked: nobody edits a page
 * of either in between, for then the site is not the one that was built.
 *
 * @param files with `/`
 * @returns those that are there now; a file system without links gives none
 */
export function linkPages(files: readonly string[], from: string, to: string): ReadonlySet<string> {
  const linked = new Set<string>();
  for (const file of files) {
    try {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      linkSync(join(from, file), join(to, file));
      linked.add(file);
    } catch {
      // It is rendered instead.
    }
  }
  return linked;
}
