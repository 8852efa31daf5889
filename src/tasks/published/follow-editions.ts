import type { Catalog, Content } from '../../core/catalog/types.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { ContentFile } from '../content/loaded-content.ts';
import { keepIds } from './keep-ids.ts';

/** Dates only what leaves the catalogue, which is not asked for here. */
const ANY_DAY = '1970-01-01';

/** A content whose editions know where its notebooks were at that time, renamed ones included. */
export type EditionFollower = (
  content: Content,
  files: readonly ContentFile[],
  /** Of the notebooks that the content has now. */
  paths: readonly string[],
) => Promise<Content>;

/**
 * Finds the paths of renamed notebooks in earlier editions as a build does, by the published catalogue and git.
 *
 * @param published without it only the manifest tells
 */
export function createEditionFollower(
  catalog: Catalog,
  published: PublishedCatalog | undefined,
  git: GitClient,
): EditionFollower {
  if (published === undefined) return (content) => Promise.resolve(content);
  const once = memoizeAsync<Content>();
  return (content, files, paths) =>
    once(content.id, async () => {
      const notebooks = paths.map((path) => ({ path }));
      const read = { content, files, notebooks, missing: [], warnings: [] };
      const kept = await keepIds(catalog, [read], published, git, ANY_DAY);
      return kept.catalog.contents.find(({ id }) => id === content.id) ?? content;
    });
}
