import type { PinObservation } from '../../core/health/observations.ts';
import { effectiveTag, formatRepository } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { createOncePerKey } from '../../core/once-per-key.ts';
import type { HttpClient } from '../http/types.ts';
import { createMemoryContentCache } from './content-cache.ts';
import { type ImageReading, readImageFacts } from './facts-reader.ts';
import { createManifestReader, type ManifestReader } from './manifest-reader.ts';
import { readTags } from './tags.ts';
import { createRegistryTransport } from './transport.ts';
import type { ContentCache, CredentialStore, Presence, RegistryClient } from './types.ts';

export interface RegistryClientOptions {
  readonly http: HttpClient;
  /** Nothing is sent to registries that it does not know. */
  readonly credentials?: CredentialStore;
  readonly cache?: ContentCache;
  readonly now?: () => number;
}

/** A client of real registries, anonymous unless there are credentials for one. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const now = options.now ?? Date.now;
  const credentials = options.credentials ?? { find: () => undefined };
  const transport = createRegistryTransport(options.http, credentials, now);
  const reader = createManifestReader(transport, options.cache ?? createMemoryContentCache());
  const readings = createOncePerKey<ImageReading>();
  const tagLists = createOncePerKey<readonly string[] | undefined>();

  return {
    async checkImage(reference, pinnedDigest) {
      const resolved = await reader.resolve(reference, effectiveTag(reference) ?? 'latest');
      if (!resolved.ok) {
        if (resolved.failure.kind !== 'missing') return resolved.failure;
        return { ...resolved.failure, pin: await checkPin(reader, reference, pinnedDigest) };
      }
      const digest = resolved.value;
      const { facts, runnableDigests } = await readings(`${formatRepository(reference)} ${digest}`, () =>
        readImageFacts(reader, reference, digest, now()),
      );
      const pin = await (async (): Promise<PinObservation> => {
        if (pinnedDigest === null) return 'none';
        if (pinnedDigest === digest) return 'same';
        if (runnableDigests.includes(pinnedDigest)) return 'platform';
        const state = await checkPin(reader, reference, pinnedDigest);
        // A pin by platform cannot be told from a moved tag while the index cannot be read.
        return state === 'served' && facts.kind !== 'facts' ? 'not-told' : state;
      })();
      return { kind: 'present', digest, pin, facts };
    },

    async checkPresence(reference): Promise<Presence> {
      const name = reference.digest ?? effectiveTag(reference) ?? 'latest';
      const resolved = await reader.resolve(reference, name);
      if (resolved.ok) return 'present';
      const { kind } = resolved.failure;
      return kind === 'missing' || kind === 'not-public-or-missing' ? kind : 'not-told';
    },

    listTags: (reference) => tagLists(formatRepository(reference), () => readTags(transport, reference)),
  };
}

async function checkPin(
  reader: ManifestReader,
  reference: ImageReference,
  pinnedDigest: string | null,
): Promise<PinObservation> {
  if (pinnedDigest === null) return 'none';
  const resolved = await reader.resolve(reference, pinnedDigest);
  if (resolved.ok) return 'served';
  return resolved.failure.kind === 'missing' ? 'gone' : 'not-told';
}
