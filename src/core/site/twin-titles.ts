import type { SiteNotebook } from './types.ts';

/**
 * What tells notebooks of one collection apart that have the same title: their folder, or the name of their file where
 * they are in one folder too.
 *
 * @returns id of a notebook → what is shown beside its title; without those whose title is theirs alone
 */
export function distinguishTwins(notebooks: readonly SiteNotebook[]): ReadonlyMap<string, string> {
  const byTitle = Map.groupBy(notebooks, ({ contentId, title }) => JSON.stringify([contentId, title]));
  const told = new Map<string, string>();
  for (const twins of byTitle.values()) {
    if (twins.length < 2) continue;
    const folders = new Set(twins.map(({ path }) => folderOf(path)));
    for (const { id, path } of twins) {
      const isAlone = folders.size === twins.length && folderOf(path) !== '';
      told.set(id, isAlone ? folderOf(path) : path);
    }
  }
  return told;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
