import { findMirrorBinder } from '../catalog/managed-binder.ts';
import type {
  Catalog,
  Content,
  Edition,
  Environment,
  EnvironmentVersion,
  Hub,
  NotebookId,
} from '../catalog/types.ts';
import { hubsForNotebook, pathInEdition, versionOfEdition } from '../catalog/views.ts';
import { findContentStatus, findHubStatus, isOnMirror, summarizeLaunch } from '../health/summary.ts';
import type { Status } from '../health/types.ts';
import { hasOwnFiles, hubKind } from '../hub-kinds/kinds.ts';
import { chooseApp, composeLaunch } from '../links/compose.ts';
import { answerStartPage, type StartPageAnswer } from '../links/start-page.ts';
import { textOpeningOf } from '../links/text-notebooks.ts';
import type { LaunchRequest } from '../links/types.ts';
import { compareVerdicts } from '../verdicts.ts';
import type { ImageChoice, SiteEdition, SiteLaunch, SiteVersion } from './types.ts';

/** A launch that cannot be composed: the notebook is shown without that button, and the build says so. */
export interface LaunchProblem {
  readonly notebookId: NotebookId;
  readonly contentId: string;
  /** Of the notebook today. */
  readonly path: string;
  readonly hubId: string;
  readonly code: string;
  readonly message: string;
}

export interface NotebookPlace {
  readonly id: NotebookId;
  readonly path: string;
  readonly content: Content;
  readonly environment: Environment;
}

export interface BuiltLaunches {
  readonly launches: readonly SiteLaunch[];
  readonly earlierVersions: readonly SiteVersion[];
  readonly editions: readonly SiteEdition[];
  readonly problems: readonly LaunchProblem[];
}

/** An environment version together with a content ref and the notebook's path there. */
interface Pairing {
  readonly environment: Environment;
  readonly version: EnvironmentVersion;
  readonly branch: string;
  readonly path: string;
  /** Folder to pull into; absent: chosen by the link. */
  readonly folder?: string | undefined;
  /** Absent for the content of today. */
  readonly editionId?: string;
}

/** Every way to launch one notebook: today's, those in earlier versions, and those of its editions. */
export function buildLaunches(catalog: Catalog, place: NotebookPlace, status: Status | null): BuiltLaunches {
  const problems: LaunchProblem[] = [];
  const { content, environment, path } = place;
  const build = (pairing: Pairing) => buildForPairing(catalog, place, pairing, status, problems);
  const today = { environment, branch: content.branch, path, folder: content.folder };
  const buildEdition = (edition: Edition): SiteEdition[] => {
    const { id, label, branch } = edition;
    const found = versionOfEdition(catalog, edition, environment);
    if (found === undefined) return [];
    const { version } = found;
    const older = { branch, path: pathInEdition(edition, path) };
    const launches = build({ ...found, ...older, folder: edition.folder, editionId: id });
    const isMissing = findContentStatus(status, content.id, id)?.missing.includes(older.path) ?? false;
    return [
      {
        id,
        label,
        environmentId: found.environment.id,
        version,
        ...older,
        ...(edition.folder !== undefined && { folder: edition.folder }),
        isMissing,
        launches,
      },
    ];
  };
  return {
    launches: build({ ...today, version: environment.current }),
    earlierVersions: environment.earlier.map((version) => ({
      version,
      // What is built from the repository of today is today's version.
      launches: content.pull === 'none' ? [] : build({ ...today, version }),
    })),
    editions: content.editions.flatMap(buildEdition),
    problems,
  };
}

/** Undefined where the hub cannot be made to start this version. */
function answerStart(
  hub: Hub,
  environment: Environment,
  version: EnvironmentVersion,
): StartPageAnswer | undefined {
  const isCurrent = version === environment.current;
  if (hub.start !== undefined) return answerStartPage(hub.start, environment, version, isCurrent);
  if (hasOwnFiles(hub.type) && !isCurrent) return undefined;
  // Given images are the current ones; which older ones such a hub also has, the manifest doesn't say.
  return hubKind(hub.type).runs === 'given-images' && !isCurrent ? undefined : {};
}

function describeImageChoice(hub: Hub, { spawn, serverName }: StartPageAnswer): ImageChoice | undefined {
  if (hasOwnFiles(hub.type)) return 'browser';
  if (hubKind(hub.type).runs !== 'given-images') return undefined;
  if (serverName !== undefined) return 'running-server';
  if (spawn === undefined) return 'hub';
  return spawn.fancyForms !== undefined && spawn.fancyForms.autoStart !== 'true' ? 'form' : 'link';
}

/** A second link opens a text notebook as a notebook, where its application has an address for that. */
function describeTextOpening(request: LaunchRequest): Pick<SiteLaunch, 'textOpening' | 'notebookUrl'> {
  if (hasOwnFiles(request.hub.type)) return {};
  const opening = textOpeningOf(chooseApp(request.hub, request.app), request.path);
  if (opening === undefined) return {};
  if (opening.kind === 'open-with') return { textOpening: opening.kind };
  const { app } = opening;
  const composed = composeLaunch({ ...request, app, hub: { ...request.hub, app } });
  return composed.ok ? { textOpening: opening.kind, notebookUrl: composed.value.url } : {};
}

/** The launch by each further Binder repository of a version. */
function composeMore(request: LaunchRequest, { moreBinders = [] }: EnvironmentVersion): readonly string[] {
  if (hubKind(request.hub.type).runs !== 'binder-repositories') return [];
  return moreBinders.flatMap((binder) => {
    const composed = composeLaunch({ ...request, binder });
    return composed.ok ? [composed.value.url] : [];
  });
}

/** What runs without the tested environment comes after all that starts with it. */
function rankLaunch({ health, imageChoice }: SiteLaunch): number {
  if (health.verdict === 'failing') return 2;
  return imageChoice === 'browser' ? 1 : 0;
}

function buildForPairing(
  catalog: Catalog,
  { id, content, path: pathToday }: NotebookPlace,
  { environment, version, branch, path, folder, editionId }: Pairing,
  status: Status | null,
  problems: LaunchProblem[],
): SiteLaunch[] {
  const launches: SiteLaunch[] = [];
  const hubs = content.notebooks.find((entry) => entry.path === pathToday)?.hubs ?? content.hubs;
  const wanted = { pull: content.pull, hubs };
  for (const hub of hubsForNotebook(catalog, wanted, environment.id, version)) {
    // Its files are those of today.
    if (hasOwnFiles(hub.type) && editionId !== undefined) continue;
    const start = answerStart(hub, environment, version);
    if (start === undefined) continue;
    const mirrored =
      hubKind(hub.type).runs === 'binder-repositories' && isOnMirror(status, environment.id, version.tag)
        ? findMirrorBinder(environment, version, catalog.site)
        : undefined;
    const binder = mirrored ?? version.binder;
    const request = {
      hub,
      ...start,
      ...(binder !== undefined && { binder }),
      pull: content.pull,
      repository: content.repository,
      branch,
      path,
      // A returning student has the course's folder already, and git cannot change its branch.
      ...(folder === undefined ? { hasFolderPerRef: branch !== content.branch } : { targetPath: folder }),
      ...(environment.app !== undefined && { app: environment.app }),
    };
    const composed = composeLaunch(request);
    if (!composed.ok) {
      const problem = {
        notebookId: id,
        contentId: content.id,
        path: pathToday,
        hubId: hub.id,
        ...composed.failure,
      };
      // What is wrong with a path is wrong in every version.
      if (!problems.some(({ hubId, message }) => hubId === hub.id && message === problem.message))
        problems.push(problem);
      continue;
    }
    const health = summarizeLaunch(status, {
      environmentId: environment.id,
      tag: version.tag,
      contentId: content.id,
      path,
      hubId: hub.id,
      hubType: hub.type,
      startsFromMirror: mirrored !== undefined,
      ...(editionId !== undefined && { editionId }),
    });
    const imageChoice = describeImageChoice(hub, start);
    const moreUrls = composeMore(request, version);
    launches.push({
      hubId: hub.id,
      url: composed.value.url,
      ...(moreUrls.length > 0 && { moreUrls }),
      health,
      ...(imageChoice !== undefined && { imageChoice }),
      ...describeTextOpening(request),
    });
  }
  const hubVerdict = ({ hubId }: SiteLaunch) => findHubStatus(status, hubId)?.verdict ?? 'unknown';
  // Where all fail for one image, a hub that is well may have it from before, and one that is closed starts nothing.
  // Where the hubs are alike, too, the order is the manifest's.
  return launches.sort(
    (a, b) =>
      rankLaunch(a) - rankLaunch(b) ||
      compareVerdicts(a.health.verdict, b.health.verdict) ||
      compareVerdicts(hubVerdict(a), hubVerdict(b)),
  );
}
