import type { Environment, EnvironmentVersion } from '../../core/catalog/types.ts';
import { findNewerTag, isOrderedTag } from '../../core/health/newer-tag.ts';
import type { ImageObservation, VersionObservation } from '../../core/health/observations.ts';
import { outlineVersion } from '../../core/health/outline.ts';
import { formatImageReference, parseImageReference } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import type { RegistryClient } from '../../io/registry/types.ts';
import { type BinderPorts, observeBinder } from './observe-binder.ts';
import { createOncePerKey } from './once-per-key.ts';

/** A registry client that asks for the same image, digest or tag list once. */
export function createPatientRegistry(registry: RegistryClient): RegistryClient {
  const images = createOncePerKey<ImageObservation>();
  const presences = createOncePerKey<Awaited<ReturnType<RegistryClient['checkPresence']>>>();
  const tags = createOncePerKey<readonly string[] | undefined>();
  return {
    checkImage: (reference, pinnedDigest) =>
      images(`${formatImageReference(reference)} ${pinnedDigest}`, () =>
        registry.checkImage(reference, pinnedDigest),
      ),
    checkPresence: (reference) =>
      presences(formatImageReference(reference), () => registry.checkPresence(reference)),
    listTags: (reference) =>
      tags(`${reference.registry}/${reference.repository}`, () => registry.listTags(reference)),
  };
}

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
    // The manifest's rules refuse such names; what slips through must not end the night.
    const detail = name.failure.message.replace(/\.$/, '');
    return { ...outline, registry: { kind: 'unreachable', registry: environment.image, detail } };
  }
  const pinnedDigest = version.digest ?? null;
  const tagged: ImageReference = { ...name.value, tag: version.tag };
  const pinned: ImageReference = pinnedDigest === null ? tagged : { ...tagged, digest: pinnedDigest };
  const isCurrent = version === environment.current;
  const [registry, binder, tags] = await Promise.all([
    ports.registry.checkImage(tagged, pinnedDigest),
    version.binder === undefined ? undefined : observeBinder(ports, version.binder, pinned),
    isCurrent && isOrderedTag(version.tag) ? ports.registry.listTags(name.value) : undefined,
  ]);
  const newerTag = findNewerTag(version.tag, tags ?? []);
  return {
    ...outline,
    registry,
    ...(binder === undefined ? {} : { binder }),
    ...(newerTag === undefined ? {} : { newerTag }),
  };
}
