import { type Finding, judgeRegistryTrouble, shortenDigest } from './findings.ts';
import type { ImageFacts, ImageObservation, RegistryTrouble, VersionObservation } from './observations.ts';

const DAY_MS = 86_400_000;
const REQUIRED_PLATFORM = 'linux/amd64';

/**
 * What the registry's answer means for a version (protocols 3.6, design 3.4).
 *
 * @param facts what is known of the image, from this night or from an earlier one of the same digest
 * @param now ISO 8601, UTC
 */
export function judgeImage(
  version: VersionObservation,
  facts: ImageFacts | undefined,
  now: string,
): readonly Finding[] {
  const { registry } = version;
  switch (registry.kind) {
    case 'skipped':
      return [];
    case 'present':
      return [
        ...judgePin(version, registry),
        ...judgeFacts(version, facts, registry.facts, now),
        ...judgeNewerTag(version),
      ];
    case 'missing':
      return [judgeMissing(version, registry)];
    case 'not-public-or-missing':
      return [
        {
          code: 'image/not-public-or-missing',
          message: `The image ${version.image} does not exist or is not public: ${registry.detail}.`,
        },
      ];
    default:
      return [judgeRegistryTrouble(registry)];
  }
}

function judgeMissing(
  version: VersionObservation,
  { what, pin }: Extract<ImageObservation, { kind: 'missing' }>,
): Finding {
  const isPinServed = pin === 'served' || pin === 'same';
  if (isPinServed && version.binder?.kind === 'dockerfile' && version.binder.match === 'same-by-digest') {
    return {
      code: 'image/tag-moved',
      message: `The tag of ${version.image} is gone; the pinned image is still there and is what the Binder repository starts.`,
    };
  }
  if (isPinServed) {
    return {
      code: 'image/missing',
      message: `The image ${version.image} is gone; what was pinned is still served by its digest ${shortenDigest(version.pinnedDigest ?? '')}.`,
    };
  }
  const message =
    what === 'repository'
      ? `The image ${version.image} is gone: its registry knows no repository of that name.`
      : `The image ${version.image} is gone: its registry has no such tag.`;
  return { code: 'image/missing', message };
}

function judgePin(
  { image, pinnedDigest }: VersionObservation,
  { digest, pin }: Extract<ImageObservation, { kind: 'present' }>,
): readonly Finding[] {
  if (pinnedDigest === null || pin === 'none' || pin === 'same' || pin === 'platform') return [];
  const moved = `${image} holds another image (${shortenDigest(digest)}) than the pinned ${shortenDigest(pinnedDigest)}`;
  switch (pin) {
    case 'gone':
      return [
        {
          code: 'image/digest-gone',
          message: `${moved}, and the pinned one is gone.`,
        },
      ];
    case 'served':
      return [{ code: 'image/tag-moved', message: `${moved}, which is still there.` }];
    case 'not-told':
      return [
        { code: 'image/tag-moved', message: `${moved}.` },
        {
          code: 'registry/unreachable',
          message: `Whether the image pinned for ${image} is still there could not be told.`,
        },
      ];
  }
}

function judgeFacts(
  version: VersionObservation,
  facts: ImageFacts | undefined,
  seen: ImageFacts | RegistryTrouble,
  now: string,
): readonly Finding[] {
  if (facts === undefined) return seen.kind === 'facts' ? [] : [judgeRegistryTrouble(seen)];
  const findings: Finding[] = [];
  const isRunnable = (name: string) => name === REQUIRED_PLATFORM || name.startsWith(`${REQUIRED_PLATFORM}/`);
  if (facts.platforms.length > 0 && !facts.platforms.some(isRunnable)) {
    findings.push({
      code: 'image/wrong-platform',
      message: `The image ${version.image} is built for ${facts.platforms.join(', ')}; hubs run ${REQUIRED_PLATFORM}.`,
    });
  }
  findings.push(...judgeAge(version, facts, now), ...judgeUser(version, facts));
  return findings;
}

function judgeAge(
  { image, staleAfterDays }: VersionObservation,
  { createdAt }: ImageFacts,
  now: string,
): readonly Finding[] {
  if (createdAt === null) {
    return [{ code: 'image/age-unknown', message: `The image ${image} does not say when it was built.` }];
  }
  const ageDays = Math.floor((Date.parse(now) - Date.parse(createdAt)) / DAY_MS);
  if (staleAfterDays === undefined || ageDays <= staleAfterDays) return [];
  return [
    {
      code: 'image/too-old',
      message: `The image ${image} was built ${ageDays} days ago; the catalogue calls it old after ${staleAfterDays}.`,
    },
  ];
}

/** BinderHub runs images as user 1000 and refuses root; a `USER` by name is taken on trust. */
function judgeUser({ image, binder }: VersionObservation, { user }: ImageFacts): readonly Finding[] {
  if (binder === undefined) return [];
  const name = user.split(':')[0] ?? '';
  if (name === '' || name === 'root' || name === '0') {
    return [
      {
        code: 'image/not-binder-ready',
        message: `The image ${image} starts as root; BinderHub wants a user with the id 1000.`,
      },
    ];
  }
  if (!/^\d+$/.test(name) || name === '1000') return [];
  return [
    {
      code: 'image/not-binder-ready',
      message: `The image ${image} starts as user ${name}; BinderHub wants the id 1000.`,
    },
  ];
}

function judgeNewerTag({ image, newerTag }: VersionObservation): readonly Finding[] {
  if (newerTag === undefined) return [];
  return [{ code: 'image/newer-tag', message: `There is a newer tag than that of ${image}: ${newerTag}.` }];
}
