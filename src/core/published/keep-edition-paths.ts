import { createNotebookIds } from '../catalog/notebook-ids.ts';
import type { Catalog, Content, Edition, NotebookId } from '../catalog/types.ts';
import { resolveMoved } from '../catalog/views.ts';
import type { PublishedCatalog, PublishedEdition } from './parse.ts';

/**
 * The catalogue with editions that go on opening a notebook where it was at that time, after it was renamed: its path in an
 * edition is that of the last publication, unless the manifest says another one under `paths`.
 *
 * @param pathsOf present paths of the notebooks of a content; undefined where it could not be read
 */
export function keepEditionPaths(
  catalog: Catalog,
  published: PublishedCatalog,
  pathsOf: (contentId: string) => readonly string[] | undefined,
): Catalog {
  const before = new Map<NotebookId, readonly PublishedEdition[]>();
  for (const { id, editions } of published.notebooks) {
    const present = resolveMoved(catalog.moved, id);
    if (editions.length > 0 && !(present !== id && before.has(present))) before.set(present, editions);
  }
  const keep = (content: Content): Content => {
    const paths = pathsOf(content.id);
    if (paths === undefined || content.editions.length === 0) return content;
    const { ids } = createNotebookIds(content, paths);
    const editions = content.editions.map((edition) => keepPaths(edition, ids, before));
    return editions.some((edition, index) => edition !== content.editions[index])
      ? { ...content, editions }
      : content;
  };
  return { ...catalog, contents: catalog.contents.map(keep) };
}

/** @param ids present path → id */
function keepPaths(
  edition: Edition,
  ids: ReadonlyMap<string, NotebookId>,
  before: ReadonlyMap<NotebookId, readonly PublishedEdition[]>,
): Edition {
  const kept: [string, string][] = [];
  for (const [path, id] of ids) {
    if (edition.paths !== undefined && Object.hasOwn(edition.paths, path)) continue;
    // Of another ref the published path says nothing.
    const known = before
      .get(id)
      ?.find((published) => published.id === edition.id && published.branch === edition.branch);
    if (known?.path !== undefined && known.path !== path) kept.push([path, known.path]);
  }
  return kept.length === 0
    ? edition
    : { ...edition, paths: { ...edition.paths, ...Object.fromEntries(kept) } };
}
