import { canRun, needsPull } from '../hub-kinds/kinds.ts';
import type {
  BinderRepository,
  Catalog,
  Content,
  Edition,
  Environment,
  EnvironmentVersion,
  Hub,
  Moved,
  NotebookId,
  Retired,
} from './types.ts';

export function findHub(catalog: Pick<Catalog, 'hubs'>, id: string): Hub | undefined {
  return catalog.hubs.find((hub) => hub.id === id);
}

export function findEnvironment(catalog: Pick<Catalog, 'environments'>, id: string): Environment | undefined {
  return catalog.environments.find((environment) => environment.id === id);
}

/** The current version, then the earlier ones, newest first. */
export function environmentVersions(environment: Environment): readonly EnvironmentVersion[] {
  return [environment.current, ...environment.earlier];
}

/** Where the manifest has a version: the current one is the environment itself. */
export function versionPath(environmentId: string, index: number): readonly (string | number)[] {
  return ['environments', environmentId, ...(index === 0 ? [] : ['earlier', index - 1])];
}

/** The environment with each of its versions changed. */
export function mapVersions(
  environment: Environment,
  change: (version: EnvironmentVersion) => EnvironmentVersion,
): Environment {
  const { current, earlier } = environment;
  return { ...environment, current: change(current), earlier: earlier.map(change) };
}

export function countVersions({ environments }: Pick<Catalog, 'environments'>): number {
  return environments.reduce((count, { earlier }) => count + 1 + earlier.length, 0);
}

export function findVersion(environment: Environment, tag: string): EnvironmentVersion | undefined {
  return environmentVersions(environment).find((version) => version.tag === tag);
}

/** Whether a hub can run one version, by its kind and by the environments it names. */
export function canRunVersion(hub: Hub, environmentId: string, version: EnvironmentVersion): boolean {
  if (hub.environments && !hub.environments.includes(environmentId)) return false;
  return canRun(hub.type, version);
}

/**
 * Hubs that can run an environment for a content, in the order in which they are offered: that of
 * `content.hubs`, else that of the manifest.
 *
 * @param version the version to run; without it, hubs that can run any version
 */
export function hubsForNotebook(
  catalog: Pick<Catalog, 'hubs' | 'environments'>,
  content: { readonly hubs?: Content['hubs'] | undefined; readonly pull?: Content['pull'] | undefined },
  environmentId: string,
  version?: EnvironmentVersion,
): readonly Hub[] {
  const environment = findEnvironment(catalog, environmentId);
  if (!environment) return [];
  const versions = version ? [version] : environmentVersions(environment);
  const offered = content.hubs?.flatMap((id) => findHub(catalog, id) ?? []) ?? catalog.hubs;
  // A finished image has none of the notebooks.
  const able = content.pull === 'none' ? offered.filter(({ type }) => !needsPull(type)) : offered;
  return able.filter((hub) => versions.some((candidate) => canRunVersion(hub, environmentId, candidate)));
}

/** The environment of one notebook of a parsed catalogue, whose references are known to exist. */
export function environmentForNotebook(
  catalog: Pick<Catalog, 'environments'>,
  content: Pick<Content, 'id' | 'environment' | 'notebooks'>,
  path: string,
): Environment {
  const id = content.notebooks.find((entry) => entry.path === path)?.environment ?? content.environment;
  const environment = findEnvironment(catalog, id);
  if (!environment)
    throw new Error(`The content ${content.id} names the environment ${id}, which is not in the catalogue.`);
  return environment;
}

/**
 * What an edition runs a notebook in; undefined where the notebook has an environment of its own that
 * has no version of the edition's tag, so that the edition is not offered for it.
 *
 * @param environment that of the notebook today
 */
export function versionOfEdition(
  catalog: Pick<Catalog, 'environments'>,
  edition: Edition,
  environment: Environment,
): { readonly environment: Environment; readonly version: EnvironmentVersion } | undefined {
  const own = edition.environment === undefined ? environment : findEnvironment(catalog, edition.environment);
  const version = own && findVersion(own, edition.tag);
  return own && version && { environment: own, version };
}

/** The path of a notebook in an edition, given its current path. */
export function pathInEdition(edition: Pick<Edition, 'paths'>, path: string): string {
  const { paths } = edition;
  return paths !== undefined && Object.hasOwn(paths, path) ? (paths[path] ?? path) : path;
}

/** What a former id is now, after all moves; the id itself where it has not moved. */
export function resolveMoved<Id extends string = NotebookId>(moved: readonly Moved<Id>[], id: Id): Id {
  const targets = new Map(moved.map(({ from, to }) => [from, to]));
  let current = id;
  for (let steps = 0; steps <= moved.length; steps += 1) {
    const next = targets.get(current);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/**
 * The notebook, or the environment, to use in place of a retired one: its `instead`, followed through moves and through
 * what was retired in their turn. Undefined where that ends at nothing that exists.
 */
export function findSuccessor<Id extends string = NotebookId>(
  { moved, retired }: { readonly moved: readonly Moved<Id>[]; readonly retired: readonly Retired<Id>[] },
  entry: Retired<Id>,
  exists: (id: Id) => boolean,
): Id | undefined {
  const insteadOf = new Map(retired.map(({ id, instead }) => [id, instead]));
  let current = entry.instead;
  for (let steps = 0; current !== undefined && steps <= retired.length; steps += 1) {
    const id: Id = resolveMoved(moved, current);
    if (exists(id)) return id;
    current = insteadOf.get(id);
  }
  return undefined;
}

/** The Binder repositories of a version, the one of plain links first. */
export function listBinders({
  binder,
  moreBinders = [],
}: Pick<EnvironmentVersion, 'binder' | 'moreBinders'>): readonly BinderRepository[] {
  return binder === undefined ? [] : [binder, ...moreBinders];
}
