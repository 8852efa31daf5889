import type { Catalog, Content } from '../../core/catalog/types.ts';
import { chooseTitle } from '../../core/content/titles.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import type { StoredNotebook } from '../../io/render/types.ts';
import { coverOfAssets } from './notebook-covers.ts';
import { describeNotebookPicture, type SharePainter } from './share-pictures.ts';

/** Draws the pictures of notebooks while others are still rendered by another process. */
export interface DrawAhead {
  add(content: Content, path: string, stored: StoredNotebook): void;
  /** Waits for what was begun. */
  end(): Promise<void>;
}

/**
 * Nothing depends on what this draws: the pictures of a site are looked for by their names once all is known, and drawn
 * then where they are missing. Errors are met, and reported, there.
 */
export function createDrawAhead({ site }: Catalog, painter: SharePainter, cache: FragmentCache): DrawAhead {
  const begun: Promise<unknown>[] = [];
  const draw = async (content: Content, path: string, { assets, summary }: StoredNotebook) => {
    const entry = content.notebooks.find((each) => each.path === path);
    if (entry?.image !== undefined) return;
    const title = chooseTitle(path, entry?.title, summary.title);
    const cover = await coverOfAssets(assets, cache);
    await painter.paint(describeNotebookPicture(title, cover, content, site));
  };
  return {
    add(...notebook) {
      begun.push(draw(...notebook).catch(() => undefined));
    },
    async end() {
      await Promise.all(begun);
    },
  };
}
