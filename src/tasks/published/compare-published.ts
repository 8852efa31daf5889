import { createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog, Content } from '../../core/catalog/types.ts';
import { environmentForNotebook, versionOfEdition } from '../../core/catalog/views.ts';
import { selectNotebooks } from '../../core/content/selection.ts';
import { findVanished } from '../../core/published/find-vanished.ts';
import { keepLongIds } from '../../core/published/long-ids.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { Renames } from '../../core/published/successors.ts';
import type { PresentCatalog, PresentNotebook, Vanished } from '../../core/published/types.ts';
import { listFormerEnvironments } from '../../core/site/former-environments.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { CheckedContent } from '../content/checked-content.ts';

/**
 * What was published and would not be answered any more. A content that is not among `contents`, or
 * could not be read, is taken to have the files it had.
 *
 * @param git finds the new paths of files that are gone; without it, their names are compared
 */
export async function comparePublished(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  published: PublishedCatalog,
  git?: GitClient,
): Promise<readonly Vanished[]> {
  const present = describePresent(catalog, contents, published);
  const renames = git === undefined ? new Map() : await findRenames(git, contents, published);
  return findVanished(published, present, renames);
}

/** The catalogue with the ids that files keep from before the folder they share was left out of them. */
export function withLongIds(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  published: PublishedCatalog,
): Catalog {
  const read = new Map(
    contents
      .filter(({ failure }) => failure === undefined)
      .map(({ content, notebooks }) => [content.id, new Set(notebooks.map(({ path }) => path))]),
  );
  return keepLongIds(catalog, published, (id, path) => read.get(id)?.has(path) ?? true);
}

/** What a manifest with these contents will answer. */
export function describePresent(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  published: PublishedCatalog,
): PresentCatalog {
  const byId = new Map(contents.map((loaded) => [loaded.content.id, loaded]));
  const pathsOf = (content: Content): readonly string[] => {
    const loaded = byId.get(content.id);
    if (loaded !== undefined && loaded.failure === undefined) return loaded.notebooks.map(({ path }) => path);
    const before = published.notebooks.filter(({ contentId }) => contentId === content.id);
    return selectNotebooks(
      before.map(({ path }) => ({ path, kind: 'file' })),
      content,
    );
  };
  return {
    moved: catalog.moved,
    retired: catalog.retired,
    environments: catalog.environments,
    formerEnvironmentIds: listFormerEnvironments(catalog).map(({ id }) => id),
    contents: catalog.contents.map(({ id, editions }) => ({
      id,
      editionIds: editions.map((edition) => edition.id),
    })),
    notebooks: catalog.contents.flatMap((content) => listPresent(catalog, content, pathsOf(content))),
  };
}

function listPresent(catalog: Catalog, content: Content, paths: readonly string[]): PresentNotebook[] {
  const { ids } = createNotebookIds(content, paths);
  const declared = new Map(content.notebooks.map(({ path, id }) => [path, id]));
  return [...ids].map(([path, id]) => ({
    id,
    contentId: content.id,
    path,
    isDeclared: id === `${content.id}/${declared.get(path) ?? ''}`,
    editions: content.editions.filter(
      (edition) =>
        versionOfEdition(catalog, edition, environmentForNotebook(catalog, content, path)) !== undefined,
    ),
  }));
}

/** Asks git for the new paths of files that are gone, once for each content. */
async function findRenames(
  git: GitClient,
  contents: readonly CheckedContent[],
  published: PublishedCatalog,
): Promise<Renames> {
  const found = await Promise.all(
    contents.map(async ({ content, failure, files }) => {
      const held = new Set(files.map(({ path }) => path));
      const gone = published.notebooks
        .filter(({ contentId, path }) => contentId === content.id && !held.has(path))
        .map(({ path }) => path);
      if (failure !== undefined || content.directory !== undefined || gone.length === 0) return undefined;
      const snapshot = await git.fetchSnapshot(content.repository, content.branch);
      return snapshot.ok ? ([content.id, await git.findRenames(snapshot.value, gone)] as const) : undefined;
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}
