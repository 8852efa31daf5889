import { sharedFolder, slugFromPath } from '../catalog/notebook-ids.ts';
import type { Catalog, Content } from '../catalog/types.ts';
import type { PublishedCatalog } from './parse.ts';
import { slugOf } from './parse.ts';

/**
 * The catalogue in which files keep ids that were published when ids still began with the folder that all
 * files of a content share (`content-notebooks-01-welcome`): as if the manifest gave them these ids, and
 * without a word, since nothing is to be done about it.
 *
 * @param hasFile whether a content holds a file today
 */
export function keepLongIds(
  catalog: Catalog,
  published: Pick<PublishedCatalog, 'notebooks'>,
  hasFile: (contentId: string, path: string) => boolean,
): Catalog {
  const contents = catalog.contents.map((content): Content => {
    const folder = sharedFolder(content);
    const declared = new Map(content.notebooks.map((entry) => [entry.path, entry]));
    const long = published.notebooks.filter(({ contentId, path, id }) => {
      if (contentId !== content.id || declared.get(path)?.id !== undefined || !hasFile(contentId, path))
        return false;
      const slug = slugOf({ id, contentId });
      return slug === slugFromPath(path) && slug !== slugFromPath(path, folder);
    });
    if (folder === '' || long.length === 0) return content;
    const entries = new Map(declared);
    for (const { path, id, contentId } of long) {
      entries.set(path, { ...entries.get(path), path, id: slugOf({ id, contentId }) });
    }
    return { ...content, notebooks: [...entries.values()] };
  });
  return { ...catalog, contents };
}
