import type { AcceptedReason, Catalog, Environment, EnvironmentVersion } from '../catalog/types.ts';
import { environmentVersions, versionPath } from '../catalog/views.ts';
import type { ReasonCode } from '../reasons.ts';
import { reasonRow } from '../reasons.ts';
import { utcDay } from './verdicts.ts';

/** What is accepted for a version: its own, and of the environment what holds for all of them. */
export function acceptedOfVersion(
  environment: Environment,
  version: EnvironmentVersion,
): readonly AcceptedReason[] {
  const own = version.accepted ?? [];
  if (version === environment.current) return own;
  const shared = (environment.current.accepted ?? []).filter(({ code }) => reasonRow(code).isOfAllVersions);
  return [...own, ...shared];
}

/** The acceptance of a reason that still holds; its last day counts. */
export function findAcceptance(
  accepted: readonly AcceptedReason[] | undefined,
  code: ReasonCode,
  now: string,
): AcceptedReason | undefined {
  return accepted?.find((entry) => entry.code === code && entry.until >= utcDay(now));
}

/** An acceptance whose last day has passed, and its place in the manifest. */
export interface EndedAcceptance {
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
}

/** Acceptances that have expired, which explains why a verdict changed. */
export function listEndedAcceptances(catalog: Catalog, now: string): readonly EndedAcceptance[] {
  const today = utcDay(now);
  const ended = (
    path: readonly (string | number)[],
    name: string,
    accepted: readonly AcceptedReason[] = [],
  ): EndedAcceptance[] =>
    [...accepted.entries()]
      .filter(([, { until }]) => until < today)
      .map(([index, { code, until }]) => ({
        path: [...path, 'accepted', index, 'until'],
        message: `${name} accepted ${code} until ${until}, which has passed: it counts again.`,
      }));
  return [
    ...catalog.environments.flatMap((environment) =>
      environmentVersions(environment).flatMap((version, index) =>
        ended(versionPath(environment.id, index), `${environment.id} ${version.tag}`, version.accepted),
      ),
    ),
    ...catalog.contents.flatMap(({ id, accepted }) => ended(['content', id], id, accepted)),
    ...catalog.hubs.flatMap(({ id, accepted }) => ended(['hubs', id], id, accepted)),
  ];
}
