import type { NotebookId } from '../catalog/types.ts';
import { listPermanentAddresses } from '../site/permanent-addresses.ts';
import type { PublishedCatalog, PublishedEdition, PublishedNotebook } from './parse.ts';
import { findSuccessors, type Renames } from './successors.ts';
import type { PresentCatalog, Vanished, VanishedNotebook } from './types.ts';

/**
 * Published ids and addresses that the next publication would not answer, or would answer with another
 * notebook. In the order in which they were published: notebooks, editions, environments.
 *
 * @param renames where git found files that are gone; without them names have to do
 */
export function findVanished(
  published: PublishedCatalog,
  present: PresentCatalog,
  renames: Renames = new Map(),
): readonly Vanished[] {
  const answered = new Set(
    listPermanentAddresses(present).map(({ contentId, slug, editionId }) =>
      keyOf(`${contentId}/${slug}`, editionId),
    ),
  );
  const reassigned = findReassigned(published.notebooks, present, renames);
  const told = new Set(reassigned.map((entry) => (entry.kind === 'inherited' ? entry.before.id : undefined)));
  const gone = published.notebooks.filter(({ id }) => !answered.has(keyOf(id)) && !told.has(id));
  const successors = findSuccessors(gone, published.notebooks, present.notebooks, renames);
  const describe = (notebook: PublishedNotebook): VanishedNotebook => {
    const successor = successors.get(notebook);
    return { notebook, ...(successor !== undefined && { successor }) };
  };

  const contentIds = new Set(present.contents.map(({ id }) => id));
  const lost = gone.filter(({ contentId }) => !contentIds.has(contentId));
  const lostContents = [...new Set(lost.map(({ contentId }) => contentId))].map(
    (contentId): Vanished => ({
      kind: 'content',
      contentId,
      notebooks: lost.filter((notebook) => notebook.contentId === contentId).map(describe),
    }),
  );
  const single = gone
    .filter(({ contentId }) => contentIds.has(contentId))
    .map((notebook): Vanished => ({ kind: 'notebook', ...describe(notebook) }));
  return [
    ...lostContents,
    ...single,
    ...reassigned,
    ...findVanishedEditions(published.notebooks, answered),
    ...findVanishedEnvironments(published, present),
  ];
}

/** Ids that another file has now, while the file that had it has another id, or is gone. */
function findReassigned(
  notebooks: readonly PublishedNotebook[],
  present: PresentCatalog,
  renames: Renames,
): Vanished[] {
  const byId = new Map(present.notebooks.map((notebook) => [notebook.id, notebook]));
  const byPlace = new Map(present.notebooks.map((notebook) => [placeOf(notebook), notebook]));
  const publishedPlaces = new Map(
    notebooks.filter(({ former }) => former === undefined).map((notebook) => [placeOf(notebook), notebook]),
  );
  return notebooks.flatMap((notebook): Vanished[] => {
    const { id, contentId, path, former } = notebook;
    const holder = byId.get(id);
    if (holder === undefined || holder.path === path || former !== undefined) return [];
    const renamed = renames.get(contentId)?.get(path);
    const same = byPlace.get(placeOf(notebook));
    const target =
      same ?? (renamed === undefined ? undefined : byPlace.get(placeOf({ contentId, path: renamed })));
    if (target === undefined) {
      // Whoever writes an `id:` means it; what that costs the file itself is reported as vanished.
      const before = holder.isDeclared ? undefined : publishedPlaces.get(placeOf(holder));
      return before === undefined ? [] : [{ kind: 'inherited', notebook, holder, before }];
    }
    if (target.id === id) return [];
    const by = same === undefined ? 'blob' : 'path';
    return [{ kind: 'reassigned', notebook, holder, successor: { id: target.id, path: target.path, by } }];
  });
}

/** One entry for each edition of a content, with the notebooks that lose it. */
function findVanishedEditions(
  notebooks: readonly PublishedNotebook[],
  answered: ReadonlySet<string>,
): Vanished[] {
  const byEdition = new Map<
    string,
    { contentId: string; edition: PublishedEdition; notebookIds: NotebookId[] }
  >();
  for (const { id, contentId, editions } of notebooks) {
    // Where the notebook itself is gone, that is what is said.
    if (!answered.has(keyOf(id))) continue;
    for (const edition of editions) {
      if (answered.has(keyOf(id, edition.id))) continue;
      const key = keyOf(contentId, edition.id);
      const entry = byEdition.get(key) ?? { contentId, edition, notebookIds: [] };
      entry.notebookIds.push(id);
      byEdition.set(key, entry);
    }
  }
  return [...byEdition.values()].map((entry) => ({ kind: 'edition', ...entry }));
}

function findVanishedEnvironments(published: PublishedCatalog, present: PresentCatalog): Vanished[] {
  const ids = new Set(present.environments.map(({ id }) => id));
  const answered = new Set([...ids, ...present.formerEnvironmentIds]);
  const before = new Set(published.environments.map(({ id }) => id));
  const inUse = published.environments
    .filter(({ id }) => !answered.has(id))
    .map((environment): Vanished => {
      const same = present.environments.filter(
        ({ id, image }) => image === environment.image && !before.has(id),
      );
      const renamed = same.length === 1 ? same[0] : undefined;
      return { kind: 'environment', environment, ...(renamed !== undefined && { renamedTo: renamed.id }) };
    });
  const former = published.formerEnvironments
    .filter(({ id }) => !answered.has(id))
    .map((environment): Vanished => {
      const { to } = environment;
      return { kind: 'environment', environment, ...(to !== undefined && ids.has(to) && { renamedTo: to }) };
    });
  return [...inUse, ...former];
}

function keyOf(id: string, editionId?: string): string {
  return editionId === undefined ? id : `${id}@${editionId}`;
}

function placeOf({ contentId, path }: { readonly contentId: string; readonly path: string }): string {
  return `${contentId}\0${path}`;
}
