import { type Finding, nameRepository, shortenDigest } from './findings.ts';
import type { BinderDockerfile, BinderTrouble, VersionObservation } from './observations.ts';

/** What the Binder repository of a version means for its launches (protocols 4, design 3.4). */
export function judgeBinder(version: VersionObservation): readonly Finding[] {
  const { binder } = version;
  if (binder === undefined || binder.kind === 'skipped') return [];
  return binder.kind === 'dockerfile' ? judgeDockerfile(version, binder) : [judgeTrouble(binder)];
}

function judgeTrouble({ kind, repository, ref, detail }: BinderTrouble): Finding {
  const name = nameRepository(repository);
  const source = `${name} at ${ref}`;
  switch (kind) {
    case 'repository-missing':
      return {
        code: 'binder/repository-missing',
        message: `The Binder repository ${name} does not exist or is not public: ${detail}.`,
      };
    case 'ref-missing':
      return {
        code: 'binder/ref-missing',
        message: `The Binder repository ${name} has no branch, tag or commit ${ref}: ${detail}.`,
      };
    case 'dockerfile-missing':
      return {
        code: 'binder/dockerfile-missing',
        message: `The Binder repository ${source} has no Dockerfile where Binder looks for it: ${detail}.`,
      };
    case 'dockerfile-invalid':
      return {
        code: 'binder/dockerfile-invalid',
        message: `The Dockerfile of the Binder repository ${source} cannot be built: ${detail}.`,
      };
    case 'unreachable':
      return {
        code: 'binder/unreachable',
        message: `The Binder repository ${source} could not be read: ${detail}.`,
      };
  }
}

function judgeDockerfile(version: VersionObservation, binder: BinderDockerfile): readonly Finding[] {
  const { repository, ref, path, from, fromImage, platform } = binder;
  const match = matchSeen(version, binder);
  const where = `${path} of ${nameRepository(repository)} at ${ref}`;
  const findings: Finding[] = [];
  if (match === 'unpinned') {
    findings.push({
      code: 'binder/unpinned',
      message: `${where} starts from ${from}, which names no fixed version; the catalogue says ${version.image}.`,
    });
  }
  if (match === 'differs') {
    findings.push({
      code: 'binder/pin-differs',
      message: `${where} starts from ${from}; the catalogue says ${nameWanted(version)}.`,
    });
  }
  if (platform !== undefined && !/^linux\/amd64(?:\/|$)/.test(platform)) {
    findings.push({
      code: 'image/wrong-platform',
      message: `${where} asks for the platform ${platform}; hubs run linux/amd64.`,
    });
  }
  if (fromImage === 'missing') {
    findings.push({
      code: 'image/missing',
      message: `The image ${from}, which ${where} starts from, is gone.`,
    });
  }
  if (fromImage === 'not-public-or-missing') {
    findings.push({
      code: 'image/not-public-or-missing',
      message: `The image ${from}, which ${where} starts from, does not exist or is not public.`,
    });
  }
  if (fromImage === 'not-told') {
    findings.push({
      code: 'registry/unreachable',
      message: `Whether the image ${from}, which ${where} starts from, is there could not be told.`,
    });
  }
  return findings;
}

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

function nameWanted({ image, pinnedDigest }: VersionObservation): string {
  return pinnedDigest === null ? image : `${image} with ${shortenDigest(pinnedDigest)}`;
}
