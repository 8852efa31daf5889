import type { Catalog, Content, Environment, EnvironmentVersion, NotebookId } from '../catalog/types.ts';
import { hubsForNotebook } from '../catalog/views.ts';
import { summarizeLaunch } from '../health/summary.ts';
import type { Status, Verdict } from '../health/types.ts';
import { composeLaunch } from '../links/compose.ts';
import type { SiteEdition, SiteLaunch } from './types.ts';

/** A launch that cannot be composed: the notebook is shown without that button, and the build says so. */
export interface LaunchProblem {
  readonly notebookId: NotebookId;
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
  readonly editions: readonly SiteEdition[];
  readonly problems: readonly LaunchProblem[];
}

/** An environment version together with a content ref. */
interface Pairing {
  readonly version: EnvironmentVersion;
  readonly branch: string;
  /** Absent for the pairing of today. */
  readonly editionId?: string;
}

/** Order in which launches are offered; within one verdict the manifest's order stands. */
const OFFER_ORDER: readonly Verdict[] = ['ok', 'stale', 'unknown', 'failing'];

/** Every way to launch one notebook, today's and those of its editions. */
export function buildLaunches(catalog: Catalog, place: NotebookPlace, status: Status | null): BuiltLaunches {
  const problems: LaunchProblem[] = [];
  const { content, environment } = place;
  const launches = buildForVersion(
    catalog,
    place,
    { version: environment.current, branch: content.branch },
    status,
    problems,
  );
  const versions = [environment.current, ...environment.earlier];
  const editions = content.editions.flatMap((edition) => {
    const version = versions.find(({ tag }) => tag === edition.tag);
    if (version === undefined) return [];
    const pairing = { version, branch: edition.branch, editionId: edition.id };
    const older = buildForVersion(catalog, place, pairing, status, problems);
    return [{ id: edition.id, label: edition.label, version, launches: older }];
  });
  return { launches, editions, problems };
}

function buildForVersion(
  catalog: Catalog,
  { id, path, content, environment }: NotebookPlace,
  { version, branch, editionId }: Pairing,
  status: Status | null,
  problems: LaunchProblem[],
): SiteLaunch[] {
  const launches: SiteLaunch[] = [];
  for (const hub of hubsForNotebook(catalog, content, environment.id, version)) {
    // A JupyterHub is given one image; which older ones it also has, nobody has told us.
    if (hub.type === 'jupyterhub' && version !== environment.current) continue;
    const composed = composeLaunch({
      hub,
      ...(version.binder !== undefined && { binder: version.binder }),
      repository: content.repository,
      branch,
      path,
      // A returning student has the course's folder already, and git cannot change its branch.
      hasFolderPerRef: branch !== content.branch,
      ...(environment.app !== undefined && { app: environment.app }),
    });
    if (!composed.ok) {
      problems.push({ notebookId: id, hubId: hub.id, ...composed.failure });
      continue;
    }
    const health = summarizeLaunch(status, {
      environmentId: environment.id,
      tag: version.tag,
      contentId: content.id,
      path,
      hubId: hub.id,
      hubType: hub.type,
      ...(editionId !== undefined && { editionId }),
    });
    launches.push({ hubId: hub.id, url: composed.value.url, health });
  }
  return launches.sort((a, b) => rank(a.health.verdict) - rank(b.health.verdict));
}

function rank(verdict: Verdict): number {
  return OFFER_ORDER.indexOf(verdict);
}
