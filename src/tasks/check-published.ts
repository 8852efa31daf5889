import { createNotebookIds } from '../core/catalog/notebook-ids.ts';
import { parseCatalog } from '../core/catalog/parse.ts';
import type { Catalog, Content } from '../core/catalog/types.ts';
import { environmentForNotebook, versionOfEdition } from '../core/catalog/views.ts';
import { selectNotebooks } from '../core/content/selection.ts';
import { quote } from '../core/diagnostics/quote.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { renderAdditions } from '../core/published/additions.ts';
import { describeVanished } from '../core/published/describe-vanished.ts';
import { findVanished } from '../core/published/find-vanished.ts';
import type { PublishedCatalog } from '../core/published/parse.ts';
import type { Renames } from '../core/published/successors.ts';
import type { PresentCatalog, PresentNotebook } from '../core/published/types.ts';
import type { GitClient } from '../io/git/types.ts';
import type { CheckPorts } from './check-catalog.ts';
import type { CheckedContent } from './checked-content.ts';
import { type LoadedPublished, loadPublished } from './load-published.ts';
import type { FetchPublished } from './night-previous.ts';

export interface PublishedRequest {
  readonly manifest: { readonly text: string; readonly file: string };
  /** File or address of the published `catalog.json`. */
  readonly previous: string;
  readonly fetchPublished: FetchPublished;
  /** `YYYY-MM-DD`, for what is retired. */
  readonly today: string;
}

export interface PublishedCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** YAML that keeps the addresses, to paste into the manifest; empty where nothing is to be added. */
  readonly additions: string;
  readonly notice?: string;
}

/**
 * Compares a manifest and its notebooks with what the site has published: every permanent address has
 * to go on leading where it led. Without ports, and where a content cannot be read, its files are
 * taken to be those of before, so that what the manifest itself breaks is told all the same.
 *
 * A manifest with errors is not compared: `checkCatalog` tells them.
 */
export async function checkPublished(
  { manifest, previous, fetchPublished, today }: PublishedRequest,
  ports?: Pick<CheckPorts, 'loadContents' | 'git'>,
): Promise<PublishedCheck> {
  const { catalog, positionOf } = parseCatalog(manifest.text, manifest.file);
  if (catalog === undefined) return { diagnostics: [], additions: '' };
  const loaded = await loadPublished(previous, catalog, fetchPublished);
  const warnings = describeWarnings(loaded, manifest.file);
  const { published, notice } = loaded;
  if (published === undefined) {
    return { diagnostics: warnings, additions: '', ...(notice !== undefined && { notice }) };
  }
  const contents = (await ports?.loadContents(catalog)) ?? [];
  const present = describePresent(catalog, contents, published);
  const renames = ports === undefined ? new Map() : await findRenames(ports.git, contents, published);
  const reports = findVanished(published, present, renames).map((vanished) =>
    describeVanished(vanished, { catalog, positionOf, today }),
  );
  const untold = contents.filter(({ failure }) => failure !== undefined);
  return {
    diagnostics: [
      ...warnings,
      ...untold.map(
        ({ content, failure }): Diagnostic => ({
          code: 'id/not-told',
          severity: 'warning',
          message: `Whether files of ${quote(content.id)} were renamed could not be told: ${failure?.message}`,
          position: positionOf(['content', content.id]),
        }),
      ),
      ...reports.map(({ diagnostic }) => diagnostic),
    ],
    additions: renderAdditions(
      reports.flatMap(({ additions }) => additions),
      catalog,
    ),
  };
}

function describeWarnings({ warnings }: LoadedPublished, file: string): Diagnostic[] {
  return warnings.map((warning) => ({ ...warning, severity: 'warning', position: { file } }));
}

function describePresent(
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

/** Asks git, once for each content that lost files, where they went. */
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
