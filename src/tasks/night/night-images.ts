import type { Environment, EnvironmentVersion } from '../../core/catalog/types.ts';
import { listBinders } from '../../core/catalog/views.ts';
import { judgeBinder } from '../../core/health/judge-binder.ts';
import { findNewerTag, isOrderedTag } from '../../core/health/newer-tag.ts';
import type {
  BinderObservation,
  ImageObservation,
  VersionObservation,
} from '../../core/health/observations.ts';
import { outlineVersion } from '../../core/health/outline.ts';
import { parseImageReference } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import type { RegistryClient } from '../../io/registry/types.ts';
import { type BinderPorts, observeBinder } from './observe-binder.ts';
import { observeRebuild } from './observe-rebuilds.ts';

export interface VersionPorts extends BinderPorts {
  readonly registry: RegistryClient;
}

/** One version of an environment: its image, its Binder repository, and whether there is a newer tag. */
export async function observeVersion(
  ports: VersionPorts,
  environment: Environment,
  version: EnvironmentVersion,
): Promise<VersionObservation> {
  const outline = outlineVersion(environment, version);
  const name = parseImageReference(environment.image);
  if (!name.ok) {
    // The manifest's rules refuse such names; one that slips through must not stop the nightly check.
    const { detail } = name.failure;
    return { ...outline, registry: { kind: 'unreachable', registry: environment.image, detail } };
  }
  const pinnedDigest = version.digest ?? null;
  const tagged: ImageReference = { ...name.value, tag: version.tag };
  const pinned: ImageReference = pinnedDigest === null ? tagged : { ...tagged, digest: pinnedDigest };
  const isCurrent = version === environment.current;
  const [registry, binders, tags, rebuild] = await Promise.all([
    ports.registry.checkImage(tagged, pinnedDigest),
    Promise.all(listBinders(version).map((each) => observeBinder(ports, each, pinned))),
    isCurrent && isOrderedTag(version.tag) ? ports.registry.listTags(name.value) : undefined,
    observeRebuild(ports, environment, version),
  ]);
  const binder = chooseBinder({ ...outline, registry }, binders);
  const mirror = isServed(registry) ? undefined : await observeMirror(ports, environment, version);
  const newerTag = findNewerTag(version.tag, tags ?? []);
  return {
    ...outline,
    registry,
    ...(binder === undefined ? {} : { binder }),
    ...(mirror === undefined ? {} : { mirror }),
    ...(newerTag === undefined ? {} : { newerTag }),
    ...(rebuild === undefined ? {} : { rebuild }),
  };
}

/** Of several Binder repositories the first with which something is wrong, since readers meet each. */
function chooseBinder(
  version: VersionObservation,
  observed: readonly BinderObservation[],
): BinderObservation | undefined {
  return observed.find((binder) => judgeBinder({ ...version, binder }).length > 0) ?? observed[0];
}

/** Whether the image of a version can be pulled from where the catalogue says. */
function isServed(seen: ImageObservation): boolean {
  if (seen.kind !== 'present') return false;
  return seen.pin === 'served'
    ? seen.pinFault === undefined
    : seen.fault === undefined && seen.pin !== 'gone';
}

async function observeMirror(
  { registry }: VersionPorts,
  { mirror }: Environment,
  { tag, digest }: EnvironmentVersion,
): Promise<VersionObservation['mirror']> {
  const name = mirror === undefined ? undefined : parseImageReference(mirror);
  if (mirror === undefined || name?.ok !== true) return undefined;
  return { image: mirror, check: await registry.checkImage({ ...name.value, tag }, digest ?? null) };
}
