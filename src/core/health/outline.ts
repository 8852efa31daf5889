import type { Catalog, Content, Edition, Environment, EnvironmentVersion, Hub } from '../catalog/types.ts';
import { environmentVersions } from '../catalog/views.ts';
import { omitUndefined } from '../omit-undefined.ts';
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
  const accepted = acceptedOfVersion(environment, version);
  return omitUndefined({
    environmentId: environment.id,
    tag: version.tag,
    image: `${environment.image}:${version.tag}`,
    pinnedDigest: version.digest ?? null,
    // Earlier versions are old by intention.
    staleAfterDays: version === environment.current ? environment.staleAfterDays : undefined,
    accepted: accepted.length === 0 ? undefined : accepted,
  });
}

/** @param edition absent for the content as it is now */
export function skipContent(content: Content, edition: Edition | undefined): ContentObservation {
  const { id, repository, branch, accepted } = content;
  const own = { id, repository, branch: edition?.branch ?? branch, edition: edition?.id, accepted };
  return omitUndefined({ ...own, check: SKIPPED });
}

export function skipHub({ id, title, accepted, maintenance }: Hub): HubObservation {
  return omitUndefined({ id, title, accepted, maintenance, check: SKIPPED });
}
