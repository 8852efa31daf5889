import { isHubPlatform } from '../images/platforms.ts';
import type { ReasonCode } from '../reasons.ts';
import { createFinding, type DetectedReason, nameRepository, shortenDigest } from './findings.ts';
import type { BinderDockerfile, BinderTrouble, VersionObservation } from './observations.ts';

/** What the Binder repository of a version means for its launches. */
export function judgeBinder(version: VersionObservation): readonly DetectedReason[] {
  const { binder } = version;
  if (binder === undefined || binder.kind === 'skipped') return [];
  return binder.kind === 'dockerfile' ? judgeDockerfile(version, binder) : [judgeTrouble(binder)];
}

function judgeTrouble({ kind, repository, ref, detail, defaultBranch }: BinderTrouble): DetectedReason {
  return createFinding(`binder/${kind}`, {
    repository: nameRepository(repository),
    ref,
    detail,
    default_branch: defaultBranch,
  });
}

function judgeDockerfile(version: VersionObservation, binder: BinderDockerfile): readonly DetectedReason[] {
  const { ref, path, from, fromImage, platform } = binder;
  const match = matchSeen(version, binder);
  const place = { file: path, repository: nameRepository(binder.repository), ref };
  const source = { ...place, from };
  const findings: DetectedReason[] = [];
  if (match === 'unpinned') {
    findings.push(createFinding('binder/unpinned', { ...source, image: version.image }));
  }
  if (match === 'no-image') {
    findings.push(createFinding('binder/no-image', { ...place, image: version.image }));
  }
  if (match === 'differs') {
    const pinned = version.pinnedDigest === null ? undefined : shortenDigest(version.pinnedDigest);
    findings.push(
      createFinding('binder/pin-differs', {
        ...source,
        image: version.image,
        pinned,
        line: `FROM ${version.image}${version.pinnedDigest === null ? '' : `@${version.pinnedDigest}`}`,
      }),
    );
  }
  if (platform !== undefined && !isHubPlatform(platform)) {
    findings.push(createFinding('image/wrong-platform', { ...place, platform }));
  }
  if (fromImage !== undefined && fromImage !== 'present') {
    findings.push(createFinding(ABSENCE[fromImage], source));
  }
  for (const { image, presence } of binder.otherImages ?? []) {
    const code = ABSENCE[presence];
    // One sentence for each code is enough to act upon.
    if (findings.some((finding) => finding.code === code)) continue;
    findings.push(createFinding(code, { ...place, needed: image }));
  }
  if (binder.doubt !== undefined) {
    findings.push(createFinding('binder/unreachable', { ...place, detail: binder.doubt }));
  }
  return findings;
}

const ABSENCE = {
  missing: 'image/missing',
  'not-public-or-missing': 'image/not-public-or-missing',
  'not-told': 'registry/unreachable',
} as const satisfies Readonly<Record<string, ReasonCode>>;

/** A digest in the Dockerfile may be the one that the tag has now, whatever way the pin is written. */
function matchSeen(
  { registry, pinnedDigest }: VersionObservation,
  { match, fromDigest }: BinderDockerfile,
): BinderDockerfile['match'] {
  if (fromDigest === undefined || registry.kind !== 'present') return match;
  const isPinSeen = registry.pin === 'none' || registry.pin === 'same' || registry.pin === 'platform';
  if (fromDigest === registry.digest && isPinSeen) return 'same-by-digest';
  return pinnedDigest === null ? 'differs' : match;
}
