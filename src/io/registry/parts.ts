import { type Detail, detailOf } from '../../core/details.ts';
import type { ImageFault, RegistryTrouble } from '../../core/health/observations.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { ImageManifest } from './manifest.ts';
import type { ManifestReader } from './manifest-reader.ts';
import type { RegistryRefusal } from './types.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

/** What keeps an image from being read: what its registry says no to, or something certain about the image. */
export type PartFailure = RegistryRefusal | ImageFault;

/** Whether a repository has all that is pulled of an image: the first part that it has lost, undefined for none. */
export async function findLostPart(
  reader: ManifestReader,
  reference: Repository,
  { config, layers }: ImageManifest,
  isConfigCached: boolean,
): Promise<Result<ImageFault | undefined, RegistryRefusal>> {
  const parts = new Map<string, 'configuration' | 'layer'>();
  // Layers with addresses of their own are not of this registry.
  for (const { digest, mediaType = '' } of layers) {
    if (!/foreign|nondistributable/.test(mediaType)) parts.set(digest, 'layer');
  }
  if (isConfigCached) parts.set(config.digest, 'configuration');
  const answers = await Promise.all(
    [...parts].map(async ([digest, part]) => ({
      digest,
      part,
      answer: await reader.findBlob(reference, digest),
    })),
  );
  for (const { digest, part, answer } of answers) {
    if (!answer.ok && answer.failure.kind === 'missing') return ok({ kind: 'part-gone', part, digest });
  }
  const untold = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.failure]))[0];
  return untold === undefined ? ok(undefined) : fail(untold);
}

/** A failure as the observation has it: a fault, or why it is unknown. */
export function describeFailure(
  { registry }: Repository,
  failure: PartFailure,
): { readonly facts: RegistryTrouble; readonly fault?: ImageFault } {
  switch (failure.kind) {
    case 'part-gone':
    case 'no-image':
    case 'old-schema':
    case 'wrong-platform':
    case 'platform-unknown':
      return {
        facts: { kind: 'unreachable', registry, detail: detailOf('unreadable-image') },
        fault: failure,
      };
    case 'missing':
      // The tag was there a moment ago.
      return { facts: { kind: 'unreachable', registry, detail: detailOf('part-missing') } };
    case 'not-public-or-missing':
      return { facts: { kind: 'unauthorized', registry, detail: failure.detail } };
    default:
      return { facts: failure };
  }
}

export function unreadable({ registry }: Repository, detail: Detail): RegistryTrouble {
  return { kind: 'unreachable', registry, detail };
}
