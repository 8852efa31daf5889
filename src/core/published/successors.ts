import { slugFromPath } from '../catalog/notebook-ids.ts';
import type { Catalog, NotebookEntry } from '../catalog/types.ts';
import { nameDistance } from '../name-distance.ts';
import { type PublishedNotebook, slugOf as slugOfNotebook } from './parse.ts';
import type { PresentNotebook, Successor } from './types.ts';

/** Contents of a file are looked for by name only while that is quick. */
const MAX_COMPARISONS = 1_000_000;
/** Share of a name that may differ. */
const MAX_DISTANCE = 1 / 3;

/** Content id → path that is gone → path where git found the file. */
export type Renames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Where the notebooks of vanished ids are now. What is certain comes first: the same path in the same
 * content, then what git says; then the same path in another content; then names alone, each of them
 * given once and only to files that were not published before.
 */
export function findSuccessors(
  vanished: readonly PublishedNotebook[],
  published: readonly PublishedNotebook[],
  present: readonly PresentNotebook[],
  renames: Renames,
): ReadonlyMap<PublishedNotebook, Successor> {
  const byPlace = new Map(present.map((notebook) => [placeOf(notebook), notebook]));
  const byId = new Map(present.map((notebook) => [notebook.id, notebook]));
  const found = new Map<PublishedNotebook, Successor>();
  const taken = new Set<string>();
  const settle = (notebook: PublishedNotebook, target: PresentNotebook | undefined, by: Successor['by']) => {
    if (target === undefined || found.has(notebook)) return;
    found.set(notebook, { id: target.id, path: target.path, by });
    taken.add(target.id);
  };
  for (const notebook of vanished) {
    if (notebook.former?.to !== undefined) settle(notebook, byId.get(notebook.former.to), 'record');
    if (notebook.former !== undefined) continue;
    settle(notebook, byPlace.get(placeOf(notebook)), 'path');
    const renamed = renames.get(notebook.contentId)?.get(notebook.path);
    if (renamed !== undefined) settle(notebook, byPlace.get(placeOf({ ...notebook, path: renamed })), 'blob');
  }
  // An id that led to a notebook which has another id now: nothing but the publication knows of the first one.
  const successorOf = new Map([...found].map(([notebook, successor]) => [notebook.id, successor]));
  for (const notebook of vanished) {
    const next = notebook.former?.to === undefined ? undefined : successorOf.get(notebook.former.to);
    if (next !== undefined) settle(notebook, byId.get(next.id), 'record');
  }

  const publishedIds = new Set(published.map(({ id }) => id));
  const publishedPlaces = new Set(published.map(placeOf));
  const isNew = (notebook: PresentNotebook) =>
    !publishedIds.has(notebook.id) && !publishedPlaces.has(placeOf(notebook));
  const newcomers = present.filter((notebook) => isNew(notebook) && !taken.has(notebook.id));
  const byPath = Map.groupBy(newcomers, ({ path }) => path);
  for (const notebook of vanished) {
    const elsewhere = (byPath.get(notebook.path) ?? []).filter(({ id }) => !taken.has(id));
    // Of several contents with that path, the one that kept the rest of the id too.
    const sameSlug = elsewhere.filter(({ id }) => slugOf(id) === slugOf(notebook.id));
    settle(notebook, elsewhere.length === 1 ? elsewhere[0] : sameSlug[0], 'path');
  }
  // What left is not looked for again.
  const open = vanished.filter((notebook) => !found.has(notebook) && notebook.former === undefined);
  if (open.length * newcomers.length > MAX_COMPARISONS) return found;
  const pairs = open
    .flatMap((notebook) =>
      newcomers.map((candidate) => ({ notebook, candidate, distance: measure(notebook, candidate) })),
    )
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .sort((a, b) => a.distance - b.distance);
  for (const { notebook, candidate } of pairs) {
    if (!taken.has(candidate.id)) settle(notebook, candidate, 'name');
  }
  return found;
}

/** The entry of the manifest that gives a notebook its id, under whatever path; undefined where the id is made from the path. */
export function findDeclaration(
  catalog: Pick<Catalog, 'contents'>,
  notebook: PublishedNotebook,
): NotebookEntry | undefined {
  const content = catalog.contents.find(({ id }) => id === notebook.contentId);
  return content?.notebooks.find(({ id }) => id === slugOfNotebook(notebook));
}

/**
 * 0 for the same name, 1 for nothing in common; another content counts against it. Paths are compared as well
 * as ids: an id that the manifest gives says nothing of where the file is.
 */
function measure(notebook: PublishedNotebook, candidate: PresentNotebook): number {
  const distance = Math.min(
    nameDistance(slugOf(notebook.id), slugOf(candidate.id)),
    nameDistance(slugFromPath(notebook.path), slugFromPath(candidate.path)),
    nameDistance(nameOf(notebook.path), nameOf(candidate.path)),
  );
  return notebook.contentId === candidate.contentId ? distance : distance + 0.1;
}

function placeOf({ contentId, path }: { readonly contentId: string; readonly path: string }): string {
  return `${contentId}\0${path}`;
}

function slugOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[A-Za-z0-9]+$/, '');
}
