import { detailOf } from '../../core/details.ts';
import type { ImageFacts, ImageFault, RegistryTrouble } from '../../core/health/observations.ts';
import { checkBinderPreflight, readUserId } from '../../core/images/binder-preflight.ts';
import { hasHubPlatform, isHubPlatform, REQUIRED_PLATFORM } from '../../core/images/platforms.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { redactText } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import {
  type ImageConfig,
  parseImageConfig,
  readCreatedAt,
  readLabels,
  readSetup,
  sumDownload,
} from './image-config.ts';
import { type FoundImage, findImages, readPart } from './index-reader.ts';
import { formatPlatform, type ImageManifest } from './manifest.ts';
import type { ManifestReader } from './manifest-reader.ts';
import { describeFailure, findLostPart, type PartFailure, unreadable } from './parts.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

/** What containerd and containers/image take for linux/amd64 in an index: the variants from v2 on are asked for by name only. */
const RUNNABLE: ReadonlySet<string> = new Set([REQUIRED_PLATFORM, `${REQUIRED_PLATFORM}/v1`]);
/** Of images whose index does not say for which platform they are, each costs requests. */
const MAX_CANDIDATES = 4;
/** More are not kept; those that hubs run come first. */
const MAX_PLATFORMS = 64;

export interface ImageReading {
  readonly facts: ImageFacts | RegistryTrouble;
  /** What is certain to keep the image from being pulled. */
  readonly fault?: ImageFault;
  /** Digests of the images inside the index that run on linux/amd64; empty for a plain image. */
  readonly runnableDigests: readonly string[];
}

export interface ReadingOptions {
  readonly nowMs: number;
  /** Whether the registry is asked for the configuration and every layer even where nothing of it is new here. */
  readonly isPartsNight: boolean;
}

/**
 * Reads platforms, and age, size and labels of the image for linux/amd64, which hubs run, and whether its
 * repository still has all that is pulled. An image inside of an index is always asked for; its parts are
 * on their turn (`part-rotation.ts`), and when the image is read for the first time.
 */
export async function readImageFacts(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
  options: ReadingOptions,
): Promise<ImageReading> {
  const found = await findImages(reader, reference, digest);
  if (!found.ok) return { ...describeFailure(reference, found.failure), runnableDigests: [] };
  const images = found.value;
  const isPlain = images.length === 1 && images[0]?.digest === digest;
  const runnable = images.filter(({ platform }) => platform !== undefined && RUNNABLE.has(platform));
  const runnableDigests = isPlain ? [] : runnable.map((image) => image.digest);
  // Images without a platform in the index say it in their own configuration.
  const candidates =
    runnable.length > 0
      ? runnable.slice(0, 1)
      : images.filter(({ platform }) => platform === undefined).slice(0, MAX_CANDIDATES);
  const reading = await readFirst(reader, reference, candidates, options);
  if (reading === undefined) {
    const platforms = unique(images.flatMap(({ platform }) => platform ?? []));
    const fault = { kind: 'wrong-platform', platforms } as const;
    return { facts: { ...NO_FACTS, platforms }, fault, runnableDigests };
  }
  const { image, result } = reading;
  if (!result.ok) return { ...describeFailure(reference, result.failure), runnableDigests };
  const isUntold = !isPlain && result.value.facts.platforms.length === 0;
  // What an image says of itself counts for more than what its index says of it.
  const platforms = unique(
    images.flatMap((each) => (each === image ? result.value.facts.platforms : (each.platform ?? []))),
  );
  const facts = { ...result.value.facts, platforms };
  const isChosen = isUntold || (!isPlain && hasHubPlatform(result.value.facts.platforms));
  return {
    ...(isUntold ? { fault: { kind: 'platform-unknown' } } : {}),
    ...result.value,
    facts,
    runnableDigests: isChosen && image.platform === undefined ? [image.digest] : runnableDigests,
  };
}

const NO_FACTS: ImageFacts = {
  kind: 'facts',
  createdAt: null,
  sizeBytes: null,
  platforms: [],
  labels: {},
  user: '',
};

interface WholeImage {
  readonly facts: ImageFacts;
  readonly fault?: ImageFault;
}

/** The first image that is for linux/amd64, else the first of all; undefined without any. */
async function readFirst(
  reader: ManifestReader,
  reference: Repository,
  candidates: readonly FoundImage[],
  options: ReadingOptions,
): Promise<{ image: FoundImage; result: Result<WholeImage, PartFailure> } | undefined> {
  let first: { image: FoundImage; result: Result<WholeImage, PartFailure> } | undefined;
  for (const image of candidates) {
    const result = await readOne(reader, reference, image, options);
    first ??= { image, result };
    if (result.ok && result.value.facts.platforms.includes(REQUIRED_PLATFORM)) return { image, result };
  }
  return first;
}

async function readOne(
  reader: ManifestReader,
  reference: Repository,
  image: FoundImage,
  { nowMs, isPartsNight }: ReadingOptions,
): Promise<Result<WholeImage, PartFailure>> {
  const read = await readPart(reader, reference, image.digest, image.isInner);
  if (!read.ok) return read;
  const { manifest, isCached } = read.value;
  if (manifest.kind === 'index') return fail(unreadable(reference, detailOf('index-in-index')));
  const config = await reader.readContent(reference, 'blobs', manifest.config.digest);
  if (!config.ok) {
    const isGone = config.failure.kind === 'missing';
    const { digest } = manifest.config;
    return fail(isGone ? { kind: 'part-gone', part: 'configuration', digest } : config.failure);
  }
  const parsed = parseImageConfig(config.value.bytes);
  if (parsed === undefined) return fail(unreadable(reference, detailOf('configuration-not-json')));
  const facts = createFacts(image, manifest, parsed, nowMs);
  if (isCached && config.value.isCached && !isPartsNight) return ok({ facts });
  const lost = await findLostPart(reader, reference, manifest, config.value.isCached);
  // Until all of it was seen once, it is looked at whole again.
  if (!lost.ok || lost.value !== undefined) await reader.forget(image.digest);
  if (!lost.ok) return lost;
  return ok(lost.value === undefined ? { facts } : { facts, fault: lost.value });
}

function createFacts(
  image: FoundImage,
  { config, layers, annotations }: ImageManifest,
  parsed: ImageConfig,
  nowMs: number,
): ImageFacts {
  const setup = readSetup(parsed);
  return {
    kind: 'facts',
    createdAt: readCreatedAt([...image.annotations, annotations], parsed, nowMs),
    sizeBytes: sumDownload(config, layers),
    platforms: namePlatform(image, parsed),
    labels: readLabels(parsed),
    user: readUserId(setup),
    ...(setup.entrypoint.length === 0 ? {} : { entrypoint: redactText(setup.entrypoint.join(' ')) }),
    preflight: checkBinderPreflight(setup),
  };
}

/** The configuration's platform, with the index's variant where the two agree but for that; none where neither tells. */
function namePlatform({ platform }: FoundImage, config: ImageConfig): string[] {
  const { variant } = config;
  const base = nameConfigPlatform(config);
  if (platform !== undefined && (base === '' || platform === base || platform.startsWith(`${base}/`))) {
    return [platform];
  }
  return base === '' ? [] : [variant ? formatPlatform({ os: base, architecture: '', variant }) : base];
}

/** Runtimes take an image that names no system for their own; one that says `linux` and no more tells nothing. */
function nameConfigPlatform({ os, architecture }: ImageConfig): string {
  if (!architecture) return os && os !== 'linux' ? formatPlatform({ os, architecture: '' }) : '';
  return formatPlatform({ os: os || 'linux', architecture });
}

function unique(names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  if (distinct.length <= MAX_PLATFORMS) return distinct;
  const others = distinct.filter((name) => !isHubPlatform(name));
  return [...distinct.filter(isHubPlatform), ...others].slice(0, MAX_PLATFORMS);
}
