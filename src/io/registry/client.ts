import type { ImageFault, PinObservation } from '../../core/health/observations.ts';
import { isPartsNight } from '../../core/images/part-rotation.ts';
import { hasHubPlatform } from '../../core/images/platforms.ts';
import { effectiveTag, formatRepository } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import type { HttpClient } from '../http/types.ts';
import { createMemoryContentCache } from './content-cache.ts';
import { type ImageReading, readImageFacts } from './facts-reader.ts';
import { createManifestReader } from './manifest-reader.ts';
import { readTags } from './tags.ts';
import { createRegistryTransport } from './transport.ts';
import type { ContentCache, CredentialStore, Presence, RegistryClient } from './types.ts';

export interface RegistryClientOptions {
  readonly http: HttpClient;
  /** Nothing is sent to registries that it does not know. */
  readonly credentials?: CredentialStore;
  readonly cache?: ContentCache;
  readonly now?: () => number;
  /** Of the whole catalogue: the more images, the less often the parts of each are asked for. */
  readonly imageCount?: number;
}

interface CheckedPin {
  readonly pin: PinObservation;
  readonly pinFault?: ImageFault;
}

/** A client of real registries, anonymous unless there are credentials for one. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const now = options.now ?? Date.now;
  const credentials = options.credentials ?? { find: () => undefined };
  const transport = createRegistryTransport(options.http, credentials, now);
  const reader = createManifestReader(transport, options.cache ?? createMemoryContentCache());
  const readings = memoizeAsync<ImageReading>();
  const tagLists = memoizeAsync<readonly string[] | undefined>();

  const read = (reference: ImageReference, digest: string) => {
    const key = `${formatRepository(reference)} ${digest}`;
    const nowMs = now();
    return readings(key, () =>
      readImageFacts(reader, reference, digest, {
        nowMs,
        isPartsNight: isPartsNight(key, options.imageCount ?? 0, nowMs),
      }),
    );
  };

  /** What a tag holds; read once more where a part is gone and the tag is pushed over meanwhile. */
  async function readTag(reference: ImageReference, tag: string, digest: string) {
    const reading = await read(reference, digest);
    if (reading.fault?.kind !== 'part-gone') return { digest, reading };
    const again = await reader.resolveAgain(reference, tag);
    if (!again.ok || again.value === digest) return { digest, reading };
    return { digest: again.value, reading: await read(reference, again.value) };
  }

  /** Another digest than the tag's. It is served only with all its parts. */
  async function checkPin(reference: ImageReference, pinnedDigest: string | null): Promise<CheckedPin> {
    if (pinnedDigest === null) return { pin: 'none' };
    const resolved = await reader.resolve(reference, pinnedDigest);
    if (!resolved.ok) return { pin: resolved.failure.kind === 'missing' ? 'gone' : 'not-told' };
    const { facts, fault } = await read(reference, pinnedDigest);
    if (fault?.kind === 'part-gone') return { pin: 'gone' };
    if (fault !== undefined) return { pin: 'served', pinFault: fault };
    const platforms = facts.kind === 'facts' ? facts.platforms : [];
    const isElsewhere = platforms.length > 0 && !hasHubPlatform(platforms);
    return isElsewhere
      ? { pin: 'served', pinFault: { kind: 'wrong-platform', platforms } }
      : { pin: 'served' };
  }

  return {
    async checkImage(reference, pinnedDigest) {
      const tag = effectiveTag(reference) ?? 'latest';
      const resolved = await reader.resolve(reference, tag);
      if (!resolved.ok) {
        if (resolved.failure.kind !== 'missing') return resolved.failure;
        const { pin, pinFault } = await checkPin(reference, pinnedDigest);
        return { ...resolved.failure, pin: pinFault === undefined || isDoubt(pinFault) ? pin : 'gone' };
      }
      const { digest, reading } = await readTag(reference, tag, resolved.value);
      const { facts, fault, runnableDigests } = reading;
      const checked = await (async (): Promise<CheckedPin> => {
        if (pinnedDigest === digest) return { pin: 'same' };
        if (pinnedDigest !== null && runnableDigests.includes(pinnedDigest)) return { pin: 'platform' };
        const state = await checkPin(reference, pinnedDigest);
        // A pin by platform cannot be distinguished from a moved tag while the index cannot be read.
        const isUnread = fault === undefined && facts.kind !== 'facts';
        return state.pin === 'served' && isUnread ? { pin: 'not-told' } : state;
      })();
      return { kind: 'present', digest, ...checked, ...(fault === undefined ? {} : { fault }), facts };
    },

    async checkPresence(reference): Promise<Presence> {
      const name = reference.digest ?? effectiveTag(reference) ?? 'latest';
      const resolved = await reader.resolve(reference, name);
      if (resolved.ok) {
        const { reading } = await readTag(reference, name, resolved.value);
        const { fault } = reading;
        return fault === undefined || fault.kind === 'wrong-platform' || isDoubt(fault)
          ? 'present'
          : 'missing';
      }
      const { kind } = resolved.failure;
      return kind === 'missing' || kind === 'not-public-or-missing' ? kind : 'not-told';
    },

    listTags: (reference) => tagLists(formatRepository(reference), () => readTags(transport, reference)),
  };
}

/** Whether some runtimes pull the image all the same. */
function isDoubt({ kind }: ImageFault): boolean {
  return kind === 'platform-unknown';
}
