import { join } from 'node:path';
import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import type { DirectoryReader } from '../../io/directory/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { loadContents } from '../content/load-content.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { keepIds } from '../published/keep-ids.ts';
import { loadStatus } from './load-status.ts';
import type { GuardedPath } from './out-folder.ts';
import { type PreparedSite, prepareSite } from './prepare-site.ts';

export interface PrepareRequest {
  /** Text of the manifest, and its path for the diagnostics. */
  readonly manifest: { readonly text: string; readonly file: string };
  /** Folder that holds the manifest. */
  readonly contentFolder: string;
  readonly cacheFolder: string;
  /** `SLIPWAY_STATUS`. */
  readonly statusPlace: string | undefined;
  /** `SLIPWAY_PUBLISHED`: the published `catalog.json`, whose ids are to go on answering. */
  readonly publishedPlace: string | undefined;
  /** Where the site will be published, given what the manifest says; both end in a slash. */
  readonly moveSite: (url: string) => string;
  /** Called, with the address of the site, when it is certain that the site will have to be built. */
  readonly onRendering?: ((siteUrl: string) => void) | undefined;
}

export interface PreparePorts {
  readonly git: GitClient;
  readonly directories: DirectoryReader;
  readonly fetchText: FetchText;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** A prepared site with the folders that its notebooks are read from, which it must not take the place of. */
export interface BuildableSite extends PreparedSite {
  readonly sourceFolders: readonly GuardedPath[];
}

export interface PreparedCatalogue {
  /** Absent where a diagnostic is an error: nothing may be built then. */
  readonly site?: BuildableSite;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * From the manifest to everything that the pages read. A content that cannot be loaded stops the
 * build, because a site that silently lacks notebooks would break every link to them.
 */
export async function prepareCatalogue(
  request: PrepareRequest,
  ports: PreparePorts,
): Promise<PreparedCatalogue> {
  const { manifest, contentFolder, cacheFolder } = request;
  const { catalog: parsed, diagnostics: found, positionOf } = parseCatalog(manifest.text, manifest.file);
  if (parsed === undefined) return { diagnostics: found };
  const catalog = { ...parsed, site: { ...parsed.site, url: request.moveSite(parsed.site.url) } };
  const diagnostics: Diagnostic[] = [...found];
  const report = (
    contentId: string,
    severity: Diagnostic['severity'],
    problem: { code: string; message: string },
  ) => diagnostics.push({ ...problem, severity, position: positionOf(['content', contentId]) });

  const contents = await loadContents(catalog, { ...ports, contentFolder });
  for (const { content, failure, warnings } of contents) {
    if (failure !== undefined) report(content.id, 'error', failure);
    for (const warning of warnings) report(content.id, 'warning', warning);
  }
  if (contents.some(({ failure }) => failure !== undefined)) return { diagnostics };

  const { status, warning } = await loadStatus(contentFolder, request.statusPlace, ports.fetchText);
  if (warning !== undefined) {
    diagnostics.push({
      code: 'status/unusable',
      severity: 'warning',
      message: warning,
      position: { file: manifest.file },
    });
  }
  const now = ports.now();
  const kept = await keepIds(catalog, contents, request.publishedPlace, ports, now.slice(0, 10));
  for (const { path, ...problem } of kept.warnings) {
    diagnostics.push({ ...problem, severity: 'warning', position: positionOf(path) });
  }
  const prepared = await prepareSite({
    ...kept,
    contents: withContentsOf(kept.catalog, contents),
    status,
    now,
    folder: join(cacheFolder, 'site'),
    onRendering: request.onRendering,
  });
  diagnostics.push(...describeProblems(prepared, contents, positionOf));
  const site = { ...prepared, sourceFolders: listSourceFolders(catalog, contentFolder) };
  return { site, diagnostics };
}

/** Folders of contents beside the manifest. */
function listSourceFolders({ contents }: Catalog, contentFolder: string): readonly GuardedPath[] {
  return contents.flatMap(({ id, directory }) =>
    directory === undefined
      ? []
      : [{ path: join(contentFolder, directory), what: `the notebooks of ${quote(id)}` }],
  );
}

/** What was loaded, with the ids that were kept. */
function withContentsOf(catalog: Catalog, loaded: readonly LoadedContent[]): readonly LoadedContent[] {
  const byId = new Map(catalog.contents.map((content) => [content.id, content]));
  return loaded.map((each) => ({ ...each, content: byId.get(each.content.id) ?? each.content }));
}

/** What is wrong with single notebooks: each is listed, and none stops the build. */
function describeProblems(
  { model, problems }: PreparedSite,
  contents: readonly LoadedContent[],
  positionOf: (path: readonly (string | number)[]) => Diagnostic['position'],
): Diagnostic[] {
  const unreadable = new Set(
    contents.flatMap(({ content, notebooks }) =>
      notebooks.flatMap(({ path, failure }) => (failure === undefined ? [] : [`${content.id}\0${path}`])),
    ),
  );
  return [
    ...model.notebooks.flatMap(({ contentId, path, problem }): Diagnostic[] =>
      problem === undefined || unreadable.has(`${contentId}\0${path}`)
        ? []
        : [
            {
              code: problem.code,
              severity: 'warning',
              message: `${path}: ${problem.message}`,
              position: positionOf(['content', contentId]),
            },
          ],
    ),
    ...problems.map(
      ({ notebookId, hubId, code, message }): Diagnostic => ({
        code,
        severity: 'warning',
        message: `${notebookId} has no button for ${hubId}: ${message}`,
        position: positionOf(['content', notebookId.split('/')[0] ?? '']),
      }),
    ),
  ];
}
