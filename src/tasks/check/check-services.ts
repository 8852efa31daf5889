import type { Catalog, Environment, EnvironmentVersion } from '../../core/catalog/types.ts';
import { environmentVersions, versionPath } from '../../core/catalog/views.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { listEndedAcceptances } from '../../core/health/acceptance.ts';
import { judgeHub } from '../../core/health/judge-hub.ts';
import { judgeImage } from '../../core/health/judge-image.ts';
import type { VersionObservation } from '../../core/health/observations.ts';
import { outlineVersion, skipHub } from '../../core/health/outline.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import { claimHub, claimImage } from '../../core/published/claims.ts';
import type { HubClient } from '../../io/hub/types.ts';
import type { RegistryClient } from '../../io/registry/types.ts';
import type { PositionOf } from '../content/checked-content.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';
import { reportFinding } from './report-finding.ts';

/** The outside world of this check; the clients of the nightly. */
export interface ServicePorts {
  readonly registry: Pick<RegistryClient, 'checkImage' | 'checkPresence'>;
  readonly hubs: HubClient;
  now(): Date;
}

/** Images of all versions in their registries, and whether the hubs are what the manifest says. */
export async function checkPinsAndHubs(
  catalog: Catalog,
  services: ServicePorts,
  positionOf: PositionOf,
): Promise<readonly ClaimedDiagnostic[]> {
  const now = services.now().toISOString();
  const versions = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).map((version, index) => checkVersion(environment, version, index)),
  );
  const hubs = catalog.hubs.map(async (hub): Promise<ClaimedDiagnostic[]> => {
    const check = await services.hubs.checkHub(hub);
    const position = positionOf(['hubs', hub.id, 'url']);
    return judgeHub({ ...skipHub(hub), check }, now).flatMap((finding) =>
      reportFinding(finding, position, hub.accepted, now).map((each) => ({ ...each, claim: claimHub(hub) })),
    );
  });
  const ended = listEndedAcceptances(catalog, now).map(
    ({ path, message }): Diagnostic => ({
      code: 'manifest/acceptance-ended',
      severity: 'warning',
      message,
      hint: 'Remove the entry, or give it a later day.',
      position: positionOf(path),
    }),
  );
  return [...(await Promise.all([...versions, ...hubs])).flat(), ...ended];

  async function checkVersion(
    environment: Environment,
    version: EnvironmentVersion,
    index: number,
  ): Promise<ClaimedDiagnostic[]> {
    const name = parseImageReference(environment.image);
    if (!name.ok) return [];
    const registry = await services.registry.checkImage(
      { ...name.value, tag: version.tag },
      version.digest ?? null,
    );
    const path = versionPath(environment.id, index);
    const observation: VersionObservation = { ...outlineVersion(environment, version), registry };
    const facts = registry.kind === 'present' && registry.facts.kind === 'facts' ? registry.facts : undefined;
    const findings = judgeImage(observation, facts, now);
    const diagnostics = findings.flatMap((finding) =>
      reportFinding(finding, positionOf([...path, 'tag']), observation.accepted, now).map((each) => ({
        ...each,
        claim: claimImage(environment.image, version.tag, version.digest),
      })),
    );
    if (registry.kind !== 'present' || version.digest !== undefined) return diagnostics;
    return [
      ...diagnostics,
      {
        code: 'image/not-pinned',
        severity: 'warning',
        message: `${observation.image} is not pinned, so nobody would notice when the tag is pushed again.`,
        hint: `Add "digest: ${registry.digest}" beside the tag.`,
        position: positionOf([...path, 'tag']),
      },
    ];
  }
}
