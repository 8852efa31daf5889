import type { BinderPreflight } from '../images/binder-preflight.ts';
import { hasHubPlatform } from '../images/platforms.ts';
import { createFinding, type DetectedReason, judgeRegistryTrouble, shortenDigest } from './findings.ts';
import { type ImageContents, settlePreflight } from './image-contents.ts';
import type {
  ImageFacts,
  ImageFault,
  ImageObservation,
  PinObservation,
  RegistryTrouble,
  VersionObservation,
} from './observations.ts';

const DAY_MS = 86_400_000;
const MAX_NAMED = 10;

/**
 * What the registry's answer means for a version.
 *
 * @param facts what is known of the image, from this nightly check or from an earlier one of the same digest
 * @param now ISO 8601, UTC
 * @param inside what was found by running the image, which is certain
 */
export function judgeImage(
  version: VersionObservation,
  facts: ImageFacts | undefined,
  now: string,
  inside?: ImageContents,
): readonly DetectedReason[] {
  const { registry } = version;
  switch (registry.kind) {
    case 'skipped':
      return [];
    case 'present':
      return [
        ...judgePin(version, registry),
        // The configuration of an image does not matter where it cannot be pulled.
        ...(registry.fault === undefined
          ? judgeFacts(version, facts, registry.facts, now, inside)
          : judgeTagFault(version, registry.fault, registry.pin)),
        ...judgeNewerTag(version),
      ];
    case 'missing':
      return [judgeMissing(version, registry)];
    case 'not-public-or-missing':
      return [
        createFinding('image/not-public-or-missing', { image: version.image, detail: registry.detail }),
      ];
    default:
      return [judgeRegistryTrouble(registry)];
  }
}

function judgeMissing(
  version: VersionObservation,
  { what, pin }: Extract<ImageObservation, { kind: 'missing' }>,
): DetectedReason {
  const { image } = version;
  const isPinServed = pin === 'served' || pin === 'same';
  if (isPinServed && startsPinned(version)) return createFinding('image/tag-moved', { image });
  const pinned = isPinServed ? shortenDigest(version.pinnedDigest ?? '') : undefined;
  const lost = what === 'repository' ? image.replace(/:[^:/]*$/, '') : undefined;
  return createFinding('image/missing', { image, pinned, lost });
}

/** Whether Binder starts the pinned image, whatever the tag holds. */
function startsPinned({ binder }: VersionObservation): boolean {
  return binder?.kind === 'dockerfile' && binder.match === 'same-by-digest';
}

function judgeTagFault(
  version: VersionObservation,
  fault: ImageFault,
  pin: PinObservation,
): readonly DetectedReason[] {
  // `judgePin` says then that the tag holds something else.
  return pin === 'served' && startsPinned(version) ? [] : [judgeFault(version.image, fault)];
}

function judgeFault(image: string, fault: ImageFault): DetectedReason {
  switch (fault.kind) {
    case 'part-gone':
      return createFinding('image/missing', { image, [`lost_${fault.part}`]: shortenDigest(fault.digest) });
    case 'no-image':
      return createFinding('image/missing', { image, holds: fault.holds });
    case 'old-schema':
      return createFinding('image/missing', { image, schema: '1' });
    case 'wrong-platform':
      return createFinding('image/wrong-platform', { image, platforms: namePlatforms(fault.platforms) });
    case 'platform-unknown':
      return createFinding('image/platform-unknown', { image });
  }
}

function judgePin(
  { image, pinnedDigest }: VersionObservation,
  { digest, pin, pinFault }: Extract<ImageObservation, { kind: 'present' }>,
): readonly DetectedReason[] {
  if (pinnedDigest === null || pin === 'none' || pin === 'same' || pin === 'platform') return [];
  const moved = { image, digest: shortenDigest(digest), pinned: shortenDigest(pinnedDigest) };
  switch (pin) {
    case 'gone':
      return [createFinding('image/digest-gone', moved)];
    case 'served':
      return [
        ...(pinFault === undefined ? [] : [judgeFault(`${image}@${moved.pinned}`, pinFault)]),
        createFinding('image/tag-moved', { ...moved, served: moved.pinned }),
      ];
    case 'not-told':
      return [createFinding('image/tag-moved', moved), createFinding('registry/unreachable', { image })];
  }
}

function judgeFacts(
  version: VersionObservation,
  facts: ImageFacts | undefined,
  seen: ImageFacts | RegistryTrouble,
  now: string,
  inside: ImageContents | undefined,
): readonly DetectedReason[] {
  // Facts from an earlier check do not prove that the image can be pulled now; a rate limit does not disprove it.
  const isKnown = seen.kind === 'facts' || (seen.kind === 'rate-limited' && facts !== undefined);
  const findings: DetectedReason[] = isKnown ? [] : [judgeRegistryTrouble(seen)];
  if (facts === undefined) return findings;
  if (facts.platforms.length > 0 && !hasHubPlatform(facts.platforms)) {
    const platforms = namePlatforms(facts.platforms);
    findings.push(createFinding('image/wrong-platform', { image: version.image, platforms }));
  }
  findings.push(
    ...judgeAge(version, facts, now),
    ...(seen.kind === 'facts' ? judgePreflight(version, seen, inside) : []),
  );
  return findings;
}

function namePlatforms(platforms: readonly string[]): string | undefined {
  const { length } = platforms;
  if (length === 0) return undefined;
  return `${platforms.slice(0, MAX_NAMED).join(', ')}${length > MAX_NAMED ? `, … (${length})` : ''}`;
}

function judgeAge(
  { image, staleAfterDays }: VersionObservation,
  { createdAt }: ImageFacts,
  now: string,
): readonly DetectedReason[] {
  if (createdAt === null) return [createFinding('image/age-unknown', { image })];
  const ageDays = Math.floor((Date.parse(now) - Date.parse(createdAt)) / DAY_MS);
  if (staleAfterDays === undefined || ageDays <= staleAfterDays) return [];
  return [
    createFinding('image/too-old', { image, days: String(ageDays), limit_days: String(staleAfterDays) }),
  ];
}

/** Programs without which no launch opens a notebook. */
const NEEDED = [
  ['server', 'Jupyter'],
  ['nbgitpuller', 'nbgitpuller'],
  ['git', 'git'],
] as const satisfies readonly (readonly [keyof BinderPreflight, string])[];

/** Only what is certain: what cannot be determined of an image is no reason to worry anybody. */
function judgePreflight(
  { image, binder }: VersionObservation,
  { user, entrypoint, preflight: suspected }: ImageFacts,
  inside: ImageContents | undefined,
): readonly DetectedReason[] {
  const preflight = settlePreflight(suspected, inside);
  if (binder === undefined || preflight === undefined) return [];
  const findings: DetectedReason[] = [];
  if (preflight.user === 'no') {
    const name = inside === undefined ? (user.split(':')[0] ?? '') : String(inside.user);
    const isRoot = name === '' || name === 'root' || name === '0';
    findings.push(createFinding('image/not-binder-ready', { image, user: isRoot ? undefined : name }));
  }
  if (preflight.entrypoint === 'no') {
    findings.push(createFinding('image/not-binder-ready', { image, entrypoint }));
  }
  const missing = NEEDED.flatMap(([need, name]) => (preflight[need] === 'no' ? [name] : [])).join(', ');
  if (missing !== '') findings.push(createFinding('image/not-binder-ready', { image, missing }));
  return findings;
}

function judgeNewerTag({ image, newerTag }: VersionObservation): readonly DetectedReason[] {
  if (newerTag === undefined) return [];
  return [createFinding('image/newer-tag', { image, tag: newerTag })];
}
