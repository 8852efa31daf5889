import type { Catalog, Moved, NotebookId, Retired } from '../catalog/types.ts';
import type { Vanished, VanishedNotebook } from './types.ts';

export interface KeptCatalog {
  readonly catalog: Catalog;
  /** Ids that the catalogue now answers though the manifest does not record them. */
  readonly kept: readonly NotebookId[];
}

/**
 * The catalogue with an answer for every notebook id that would vanish, for a publication that nobody
 * watches: what surely is another notebook now leads there, and the others say that they left. The
 * manifest is to record them; until then each publication carries them over to the next.
 *
 * @param today `YYYY-MM-DD`
 */
export function keepPublished(catalog: Catalog, vanished: readonly Vanished[], today: string): KeptCatalog {
  const lost = vanished.flatMap((entry): readonly VanishedNotebook[] => {
    if (entry.kind === 'notebook') return [entry];
    return entry.kind === 'content' ? entry.notebooks : [];
  });
  const moved: Moved[] = [];
  const retired: Retired[] = [];
  for (const entry of vanished) {
    if (entry.kind === 'inherited') moved.push({ from: entry.before.id, to: entry.holder.id });
  }
  for (const { notebook, successor } of lost) {
    const { id, title, former } = notebook;
    if (successor !== undefined && successor.by !== 'name') moved.push({ from: id, to: successor.id });
    else {
      const instead = successor === undefined ? {} : { instead: successor.id };
      retired.push({ id, title, on: former?.on ?? today, ...instead });
    }
  }
  return {
    catalog: {
      ...catalog,
      moved: [...catalog.moved, ...moved],
      retired: [...catalog.retired, ...retired],
    },
    kept: [...moved.map(({ from }) => from), ...retired.map(({ id }) => id)],
  };
}
