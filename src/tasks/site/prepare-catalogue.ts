import { join } from 'node:path';
import { assignFolders } from '../../core/catalog/assign-folders.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { describeLaunchProblems } from '../../core/site/launch-problems.ts';
import { en } from '../../core/texts/en.ts';
import type { DirectoryReader } from '../../io/directory/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { createFragmentCache } from '../../io/render/fragment-cache.ts';
import type { StartWorker } from '../../io/render/start-worker.ts';
import { findAwayReason, isOwnFault } from '../content/away.ts';
import type { PositionOf } from '../content/checked-content.ts';
import { loadContents } from '../content/load-content.ts';
import type { Away, LoadedContent } from '../content/loaded-content.ts';
import { findRewritten } from '../published/find-rewritten.ts';
import { keepIds } from '../published/keep-ids.ts';
import { type LoadedPublished, loadPublished, type PublishedOptions } from '../published/load-published.ts';
import { createContentRecords } from './content-records.ts';
import { listOutputPlaces } from './kept-outputs.ts';
import { loadStatus } from './load-status.ts';
import type { GuardedPath } from './out-folder.ts';
import { type PreparedSite, prepareSite } from './prepare-site.ts';
import { type EarlierKnowledge, hasLostAll, restoreAway } from './restore-away.ts';

export interface PrepareRequest {
  /** Text of the manifest, and its path for the diagnostics. */
  readonly manifest: { readonly text: string; readonly file: string };
  /** Folder that holds the manifest. */
  readonly contentFolder: string;
  readonly cacheFolder: string;
  /** Where the pages look for the catalogue, and of no other run. */
  readonly siteFolder: string;
  /** `SLIPWAY_STATUS`. */
  readonly statusPlace: string | undefined;
  /** `SLIPWAY_PUBLISHED`: the published `catalog.json`, whose ids are to go on answering. */
  readonly publishedPlace: string | undefined;
  /** `SLIPWAY_BEGIN_ANEW`: what the site has published and does not answer with counts as not there yet. */
  readonly canBeginAnew?: boolean;
  /** Where the site will be published, given what the manifest says; both end in a slash. */
  readonly moveSite: (url: string) => string;
  /** Called, with the address of the site, when it is certain that the site will have to be built. */
  readonly onRendering?: ((siteUrl: string) => void) | undefined;
}

export interface PreparePorts {
  readonly git: GitClient;
  readonly directories: DirectoryReader;
  readonly fetchText: FetchText;
  /** Gives the processes that render; by default each is started when it is needed. */
  readonly startWorker?: StartWorker | undefined;
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
 * From the manifest to everything that the pages read. Only what is wrong in the manifest's own repository
 * stops the build. A content that cannot be read is listed as it was last known, and its pages say so.
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
  for (const { content, failure } of contents) {
    if (failure !== undefined && isOwnFault(failure)) report(content.id, 'error', failure);
  }
  if (contents.some(({ failure }) => failure !== undefined && isOwnFault(failure))) return { diagnostics };

  const now = ports.now();
  const canBeginAnew = request.canBeginAnew ?? false;
  const { status, warning, failure } = await loadStatus(
    { contentFolder, place: request.statusPlace, siteUrl: catalog.site.url, canBeginAnew, now },
    ports.fetchText,
  );
  if (warning !== undefined || failure !== undefined) {
    diagnostics.push({
      code: 'status/unusable',
      severity: failure === undefined ? 'warning' : 'error',
      message: failure ?? warning ?? '',
      position: { file: manifest.file },
    });
  }
  const folder = join(cacheFolder, 'site');
  const cache = createFragmentCache(folder);
  const records = createContentRecords(folder);
  const { published, warnings } = await loadEarlier(catalog, request.publishedPlace, ports.fetchText, {
    now,
    canBeginAnew,
  });
  for (const problem of warnings) {
    diagnostics.push({ ...problem, position: positionOf(['site', 'url']) });
  }
  if (failure !== undefined || warnings.some(({ severity }) => severity === 'error')) return { diagnostics };
  const knowledge = { published, records, cache };
  const judged = await Promise.all(contents.map((loaded) => markEmpty(loaded, knowledge)));
  for (const { content, failure, warnings: found } of judged) {
    // That it has lost every notebook is reported with what replaces them.
    const told = found.filter(({ code }) => code !== failure?.code);
    for (const warning of told) report(content.id, 'warning', warning);
  }
  const kept = await keepIds(catalog, judged, published, ports.git, now.slice(0, 10));
  for (const { path, ...problem } of kept.warnings) {
    diagnostics.push({ ...problem, severity: 'warning', position: positionOf(path) });
  }
  const rewritten = published === undefined ? undefined : await findRewritten(ports.git, judged, published);
  const answering = assignFolders(kept.catalog, published?.folders, rewritten);
  const shown = await restoreAway(withContentsOf(answering, judged), knowledge);
  diagnostics.push(...shown.flatMap((loaded) => describeAway(loaded, positionOf)));
  const prepared = await prepareSite({
    ...kept,
    catalog: answering,
    contents: shown,
    status,
    now,
    cache,
    records,
    fetchText: ports.fetchText,
    startWorker: ports.startWorker,
    outputPlaces: listOutputPlaces(request, catalog.site.url),
    siteFolder: request.siteFolder,
    contentFolder,
    onRendering: request.onRendering,
  });
  diagnostics.push(...describeProblems(prepared, shown, positionOf));
  for (const { path, ...problem } of prepared.manifestProblems)
    diagnostics.push({ ...problem, severity: 'warning', position: positionOf([...path]) });
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

/** What was published before; nothing without a place. */
async function loadEarlier(
  catalog: Catalog,
  place: string | undefined,
  fetchText: FetchText,
  options: PublishedOptions,
): Promise<LoadedPublished> {
  return place === undefined ? { warnings: [] } : loadPublished(place, catalog, fetchText, options);
}

/** A content that has lost every notebook at once counts as one that could not be read. */
async function markEmpty(loaded: LoadedContent, knowledge: EarlierKnowledge): Promise<LoadedContent> {
  if (!(await hasLostAll(loaded, knowledge))) return loaded;
  const message = findAwayReason(loaded)?.message ?? '';
  return { ...loaded, failure: { code: 'content/no-notebooks', message } };
}

const SHOWN = {
  copy: 'An earlier copy is shown.',
  published: 'Its notebooks are listed as they were last known.',
  nothing: 'Nothing is known of its notebooks from before, so none are listed.',
} as const satisfies Record<Away['shown'], string>;

/** Why a content is not shown as it is now; of an earlier copy its loading tells. */
function describeAway({ content, away }: LoadedContent, positionOf: PositionOf): Diagnostic[] {
  if (away === undefined || away.shown === 'copy') return [];
  const { code, message } = away.finding;
  // A content without a matching file was reported when it was loaded.
  if (code === 'content/no-notebooks' && away.shown === 'nothing') return [];
  return [
    {
      code,
      severity: 'warning',
      message: `${message} ${SHOWN[away.shown]}`,
      hint: en.health.forMaintainers[code],
      position: positionOf(['content', content.id]),
    },
  ];
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
  positionOf: PositionOf,
): Diagnostic[] {
  const unreadable = new Set(
    contents.flatMap(({ content, notebooks }) =>
      notebooks.flatMap(({ path, failure }) => (failure === undefined ? [] : [`${content.id}\0${path}`])),
    ),
  );
  return [
    ...model.notebooks.flatMap(({ contentId, path, problem }): Diagnostic[] =>
      problem === undefined || problem.code === 'notebook/away' || unreadable.has(`${contentId}\0${path}`)
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
    ...describeLaunchProblems(problems).map(
      ({ code, message, path }): Diagnostic => ({
        code,
        severity: 'warning',
        message,
        position: positionOf(path),
      }),
    ),
  ];
}
