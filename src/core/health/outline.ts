import type { Catalog, Content, Edition, Environment, EnvironmentVersion, Hub } from '../catalog/types.ts';
import { environmentVersions } from '../catalog/views.ts';
import { acceptedOfVersion } from './acceptance.ts';
import type {
  ContentObservation,
  HubObservation,
  NightObservations,
  VersionObservation,
} from './observations.ts';

const SKIPPED = { kind: 'skipped' } as const;

/** Every row of the catalogue, in its order, not checked yet. */
export function outlineNight(catalog: Catalog): NightObservations {
  return {
    durationMs: 0,
    environments: catalog.environments.flatMap((environment) =>
      environmentVersions(environment).map((version) => skipVersion(environment, version)),
    ),
    contents: catalog.contents.flatMap((content) =>
      [undefined, ...content.editions].map((edition) => skipContent(content, edition)),
    ),
    hubs: catalog.hubs.map(skipHub),
  };
}

export function skipVersion(environment: Environment, version: EnvironmentVersion): VersionObservation {
  return { ...outlineVersion(environment, version), registry: SKIPPED };
}

/** What the manifest says of a version. */
export function outlineVersion(
  environment: Environment,
  version: EnvironmentVersion,
): Omit<VersionObservation, 'registry'> {
  const { staleAfterDays } = environment;
  const accepted = acceptedOfVersion(environment, version);
  // Earlier versions are old by intention.
  const hasAge = version === environment.current && staleAfterDays !== undefined;
  return {
    environmentId: environment.id,
    tag: version.tag,
    image: `${environment.image}:${version.tag}`,
    pinnedDigest: version.digest ?? null,
    ...(hasAge ? { staleAfterDays } : {}),
    ...(accepted.length === 0 ? {} : { accepted }),
  };
}

/** @param edition absent for the content as it is now */
export function skipContent(content: Content, edition: Edition | undefined): ContentObservation {
  return {
    id: content.id,
    repository: content.repository,
    branch: edition?.branch ?? content.branch,
    ...(edition === undefined ? {} : { edition: edition.id }),
    ...(content.accepted === undefined ? {} : { accepted: content.accepted }),
    check: SKIPPED,
  };
}

export function skipHub({ id, title, accepted, maintenance }: Hub): HubObservation {
  return {
    id,
    title,
    ...(accepted === undefined ? {} : { accepted }),
    ...(maintenance === undefined ? {} : { maintenance }),
    check: SKIPPED,
  };
}
