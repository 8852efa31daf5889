import { buildSourceUrls } from '../addresses/source-urls.ts';
import type { Catalog, Content, NotebookEntry, NotebookId } from '../catalog/types.ts';
import { environmentForNotebook, findSuccessor } from '../catalog/views.ts';
import type { Credits } from '../content/credits.ts';
import type { ContentNotice } from '../content/limits.ts';
import { chooseTitle } from '../content/titles.ts';
import { noteAway } from '../health/away.ts';
import type { DetectedReason } from '../health/findings.ts';
import type { Status } from '../health/types.ts';
import { buildWayUrl, findPresetWay } from '../links/other-ways.ts';
import type { Heading, Kernel, NotebookProblem, NotebookSummary, Notice } from '../notebooks/types.ts';
import { buildExecutedUrl } from './executed-url.ts';
import { listFormerEnvironments } from './former-environments.ts';
import { buildLaunches, type LaunchProblem } from './launches.ts';
import { findPassedRun } from './passed-runs.ts';
import type { SiteAway, SiteBrand, SiteModel, SiteNotebook, SiteRetired, SiteWay } from './types.ts';

/** What a publication said of a notebook. */
export interface EarlierText {
  readonly title: string;
  readonly description?: string;
  /** Name of its kernel. */
  readonly kernel?: string;
}

/** One notebook file after reading and rendering. */
export interface PreparedNotebook {
  readonly id: NotebookId;
  readonly path: string;
  readonly sizeBytes: number;
  readonly changedAt?: string;
  /** Name of its picture among the published files. */
  readonly cover?: string;
  /** What the last publication said of it, for a file whose bytes cannot be had. */
  readonly published?: EarlierText;
  readonly outcome:
    | {
        readonly ok: true;
        readonly summary: NotebookSummary;
        readonly fragment: string;
        readonly headings: readonly Heading[];
        readonly notices: readonly Notice[];
        /** Addresses of pictures that are not published. */
        readonly leftOutImages?: readonly string[];
        readonly namesLinks?: true;
      }
    | { readonly ok: false; readonly problem: NotebookProblem };
}

export interface PreparedContent {
  readonly content: Content;
  readonly commit?: string;
  /** What its repository says of its authors and its licence. */
  readonly credits?: Credits;
  readonly notebooks: readonly PreparedNotebook[];
  /** Name of its picture among the published files. */
  readonly cover?: string;
  /** It could not be read as it is now. */
  readonly away?: { readonly finding: DetectedReason; readonly shown: SiteAway['shown'] };
  /** What is left out of it. */
  readonly notices?: readonly ContentNotice[];
}

/**
 * Joins the catalogue, its notebooks and the last status into the model of the pages.
 *
 * @param generatedAt ISO 8601, UTC
 * @param kept ids under `moved` and `retired` of the catalogue that the manifest does not record
 */
export function assembleSite(
  catalog: Catalog,
  contents: readonly PreparedContent[],
  status: Status | null,
  generatedAt: string,
  kept: readonly NotebookId[] = [],
  brand: SiteBrand = {},
): { readonly model: SiteModel; readonly problems: readonly LaunchProblem[] } {
  const problems: LaunchProblem[] = [];
  const away = contents.flatMap(({ content, away: found }) =>
    found === undefined ? [] : [{ contentId: content.id, finding: found.finding }],
  );
  const seen = status === null ? null : noteAway(status, away, generatedAt);
  const notebooks = contents.flatMap(({ content, commit, notebooks: prepared }) =>
    prepared.map((notebook) => {
      const built = assembleNotebook(catalog, content, notebook, seen, commit);
      problems.push(...built.problems);
      return built.notebook;
    }),
  );
  const model: SiteModel = {
    generatedAt,
    site: catalog.site,
    ...(Object.keys(brand).length > 0 && { brand }),
    hubs: catalog.hubs,
    environments: catalog.environments,
    contents: contents.map(({ content, commit, credits, away: found, cover, notices = [] }) => ({
      id: content.id,
      title: content.title,
      repository: content.repository,
      branch: content.branch,
      ...(content.folder !== undefined && { folder: content.folder }),
      ...(content.pull !== undefined && { pull: content.pull }),
      language: content.language,
      environment: content.environment,
      editionIds: content.editions.map(({ id }) => id),
      include: content.include,
      exclude: content.exclude,
      ...describeForReaders(content, catalog, credits),
      ...(cover !== undefined && { cover }),
      ...(found !== undefined && { away: { reason: found.finding, shown: found.shown } }),
      ...(commit !== undefined && { commit }),
      ...(notices.length > 0 && { notices }),
    })),
    notebooks,
    moved: catalog.moved,
    retired: assembleRetired(catalog, notebooks),
    kept,
    formerEnvironments: listFormerEnvironments(catalog),
    ...(catalog.folders !== undefined && { folders: catalog.folders }),
    status,
  };
  return { model, problems };
}

/** The manifest wins; a repository knows its own licence better than the site's manifest does. */
function describeForReaders(content: Content, { site }: Catalog, credits: Credits = {}) {
  const { description, sections } = content;
  const authors = content.authors ?? credits.authors;
  const named = content.license ?? credits.license ?? site.license;
  return {
    ...(description !== undefined && { description }),
    ...(authors !== undefined && { authors }),
    ...(named !== undefined && { license: named }),
    ...(sections !== undefined && { sections }),
  };
}

function assembleRetired(catalog: Catalog, notebooks: readonly SiteNotebook[]): SiteRetired[] {
  const byId = new Map(notebooks.map((notebook) => [notebook.id, notebook]));
  return catalog.retired.map((entry) => {
    const { instead: _, ...rest } = entry;
    const nearest = byId.get(findSuccessor(catalog, entry, (id) => byId.has(id)) ?? entry.id);
    return {
      ...rest,
      title: chooseTitle(entry.id, entry.title),
      ...(nearest !== undefined && { nearest: { id: nearest.id, title: nearest.title } }),
    };
  });
}

function listOtherWays(catalog: Pick<Catalog, 'otherWays'>, content: Content, path: string): SiteWay[] {
  return (content.otherWays ?? []).flatMap((id) => {
    const way = findPresetWay(id) ?? catalog.otherWays?.find((candidate) => candidate.id === id);
    const url = way && buildWayUrl(way.url, { ...content, path });
    if (way === undefined || url === undefined) return [];
    return [{ id, title: way.title, url, ...(way.isReader === true && { isReader: true }) }];
  });
}

function nameKernel(name: string | undefined): Kernel | undefined {
  return name === undefined ? undefined : { name, displayName: name };
}

function assembleNotebook(
  catalog: Catalog,
  content: Content,
  prepared: PreparedNotebook,
  status: Status | null,
  commit: string | undefined,
): { notebook: SiteNotebook; problems: readonly LaunchProblem[] } {
  const { id, path, outcome, published } = prepared;
  const entry: NotebookEntry = content.notebooks.find((candidate) => candidate.path === path) ?? { path };
  const environment = environmentForNotebook(catalog, content, path);
  const place = { id, path, content, environment };
  const { problems, ...launches } = buildLaunches(catalog, place, status);
  const sources = buildSourceUrls(content.repository, content.branch, path);
  const otherWays = listOtherWays(catalog, content, path);
  const executedUrl = buildExecutedUrl(content, entry);
  const shown = { contentId: content.id, path, ...(commit !== undefined && { commit }) };
  const run = findPassedRun(status, environment, shown);
  const summary = outcome.ok ? outcome.summary : undefined;
  const kernel = summary?.kernel ?? nameKernel(published?.kernel);
  const notebook: SiteNotebook = {
    id,
    contentId: content.id,
    slug: id.slice(content.id.length + 1),
    path,
    title: chooseTitle(path, entry.title, summary?.title, published?.title),
    description: entry.description ?? summary?.description ?? published?.description ?? '',
    isDescriptionInText: entry.description === undefined && summary?.isDescriptionInText === true,
    language: content.language,
    tags: [...new Set([...content.tags, ...(entry.tags ?? [])])],
    ...(kernel !== undefined && { kernel }),
    programmingLanguage: summary?.language ?? '',
    environmentId: environment.id,
    cellCount: summary?.cellCount ?? 0,
    hasOutputs: summary === undefined || summary.hasOutputs || summary.codeCellCount === 0,
    sizeBytes: prepared.sizeBytes,
    ...(prepared.changedAt !== undefined && { changedAt: prepared.changedAt }),
    ...(outcome.ok ? { fragment: outcome.fragment } : { problem: outcome.problem }),
    headings: outcome.ok ? outcome.headings : [],
    ...(prepared.cover !== undefined && { cover: prepared.cover }),
    ...(entry.translates !== undefined && { translates: entry.translates }),
    notices: outcome.ok ? outcome.notices : [],
    ...(outcome.ok && outcome.leftOutImages?.length && { leftOutImages: outcome.leftOutImages }),
    ...(outcome.ok && outcome.namesLinks && { namesLinks: true }),
    ...(run !== undefined && { ranAt: run.at }),
    ...(run !== undefined &&
      summary?.hasKeptOutputs && { outputsOf: { image: `${environment.image}:${run.tag}`, at: run.at } }),
    ...(executedUrl !== undefined && { executedUrl }),
    ...(sources !== undefined && { sourceUrl: sources.page, downloadUrl: sources.raw }),
    ...launches,
    ...(otherWays.length > 0 && { otherWays }),
  };
  return { notebook, problems };
}
