import { createFinding, type DetectedReason, shortenDigest } from './findings.ts';
import type { ImageObservation, VersionObservation } from './observations.ts';

/**
 * What the mirror of an image is good for while its first registry does not serve it: only the very same image counts. What is not known
 * of it is no reason.
 *
 * @param knownDigest what the tag was last seen to hold, where the catalogue pins nothing
 */
export function judgeMirror(
  version: VersionObservation,
  knownDigest: string | null,
): readonly DetectedReason[] {
  const { mirror, image, pinnedDigest } = version;
  if (mirror === undefined) return [];
  const expected = pinnedDigest ?? knownDigest;
  const { check } = mirror;
  if (check.kind === 'missing' && check.pin !== 'served' && check.pin !== 'same') {
    return [createFinding('image/mirror-missing', { mirror: `${mirror.image}:${version.tag}` })];
  }
  if (expected === null) return [];
  if (hasDigest(check, expected)) {
    return [createFinding('image/on-mirror', { image, mirror: `${mirror.image}@${expected}` })];
  }
  if (check.kind !== 'present' || check.pin === 'not-told') return [];
  return [
    createFinding('image/mirror-differs', {
      mirror: `${mirror.image}:${version.tag}`,
      digest: shortenDigest(check.digest),
      expected: shortenDigest(expected),
    }),
  ];
}

/** Whether an observation says that the image can be pulled by this digest. */
function hasDigest(check: ImageObservation, expected: string): boolean {
  if (check.kind === 'missing') return check.pin === 'served' || check.pin === 'same';
  if (check.kind !== 'present') return false;
  if (check.pin === 'served') return check.pinFault === undefined;
  return (
    (check.digest === expected || check.pin === 'same' || check.pin === 'platform') &&
    check.fault === undefined
  );
}
