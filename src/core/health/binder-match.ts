import { effectiveTag, isSameRepository } from '../images/reference.ts';
import type { ImageReference } from '../images/types.ts';
import type { BinderDockerfile } from './observations.ts';

/**
 * How the image that a Binder repository starts from compares with the catalogue's, as far as their
 * text tells: by digest where the Dockerfile has one, because pulling then ignores the
 * tag, else by tag.
 *
 * @param wanted with the catalogue's tag, and its digest where it pins one
 */
export function matchBinderImage(from: ImageReference, wanted: ImageReference): BinderDockerfile['match'] {
  if (!isSameRepository(from, wanted)) return isUnpinned(from) ? 'unpinned' : 'differs';
  if (from.digest !== undefined && wanted.digest !== undefined) {
    return from.digest === wanted.digest ? 'same-by-digest' : 'differs';
  }
  if (from.digest !== undefined)
    return from.tag === undefined || from.tag === wanted.tag ? 'same-by-digest' : 'differs';
  if (effectiveTag(from) === wanted.tag) return 'same';
  return isUnpinned(from) ? 'unpinned' : 'differs';
}

/** `latest`, said or not, names no version. */
function isUnpinned(reference: ImageReference): boolean {
  return reference.digest === undefined && effectiveTag(reference) === 'latest';
}
