import type { ImageFacts, RegistryTrouble } from '../../core/health/observations.ts';
import { checkBinderPreflight } from '../../core/images/binder-preflight.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { redactText } from '../http/redact.ts';
import { parseImageConfig, readCreatedAt, readLabels, readSetup, sumDownload } from './image-config.ts';
import {
  type ChildManifest,
  formatPlatform,
  type ImageManifest,
  isIndexType,
  type Manifest,
  parseManifest,
} from './manifest.ts';
import type { ManifestReader } from './manifest-reader.ts';
import type { RegistryRefusal } from './types.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

const REQUIRED = 'linux/amd64';
/** An index may hold indexes; nobody nests them deeper. */
const MAX_DEPTH = 3;
/** Each costs a request; images in an index cost none. */
const MAX_INNER_INDEXES = 16;
/** More are not kept; those that hubs run come first. */
const MAX_PLATFORMS = 64;

export interface ImageReading {
  readonly facts: ImageFacts | RegistryTrouble;
  /** Digests of the images inside the index that run on linux/amd64; empty for a plain image. */
  readonly runnableDigests: readonly string[];
}

interface FoundImage {
  readonly digest: string;
  /** Absent where the index does not say. */
  readonly platform?: string;
  /** Of the indexes on the way to it, outermost first. */
  readonly annotations: readonly Readonly<Record<string, string>>[];
}

/** Reads platforms, and age, size and labels of the image for linux/amd64, which hubs run. */
export async function readImageFacts(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
  nowMs: number,
): Promise<ImageReading> {
  const found = await findImages(reader, reference, digest, [], MAX_DEPTH);
  if (!found.ok) return { facts: asTrouble(reference, found.failure), runnableDigests: [] };
  const isPlain = found.value.length === 1 && found.value[0]?.digest === digest;
  const isRunnable = ({ platform }: FoundImage) =>
    platform === REQUIRED || platform?.startsWith(`${REQUIRED}/`);
  const runnable = found.value.filter(isRunnable);
  const chosen = runnable.find(({ platform }) => platform === REQUIRED) ?? runnable[0];
  // Images without a platform in the index say it in their own configuration.
  const candidate = chosen ?? found.value.find(({ platform }) => platform === undefined);
  const platforms = found.value.flatMap(({ platform }) => platform ?? []);
  const runnableDigests = isPlain ? [] : runnable.map((image) => image.digest);
  if (candidate === undefined)
    return { facts: { ...NO_FACTS, platforms: unique(platforms) }, runnableDigests };
  const read = await readOne(reader, reference, candidate, nowMs);
  if (!read.ok) return { facts: asTrouble(reference, read.failure), runnableDigests };
  const all = unique([...platforms, ...read.value.platforms]);
  return { facts: { ...read.value, platforms: all }, runnableDigests };
}

const NO_FACTS: ImageFacts = {
  kind: 'facts',
  createdAt: null,
  sizeBytes: null,
  platforms: [],
  labels: {},
  user: '',
};

async function findImages(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
  annotations: FoundImage['annotations'],
  depth: number,
): Promise<Result<readonly FoundImage[], RegistryRefusal>> {
  const manifest = await readManifest(reader, reference, digest);
  if (!manifest.ok) return manifest;
  if (manifest.value.kind === 'image') return ok([{ digest, annotations }]);
  const here = [...annotations, manifest.value.annotations];
  const images: FoundImage[] = [];
  let innerCount = 0;
  for (const child of manifest.value.children) {
    if (!isIndexType(child.mediaType)) {
      images.push(describeChild(child, here));
    } else if (depth > 1 && innerCount < MAX_INNER_INDEXES) {
      innerCount += 1;
      const inner = await findImages(reader, reference, child.digest, here, depth - 1);
      if (!inner.ok) return inner;
      images.push(...inner.value);
    }
  }
  return ok(images);
}

function describeChild(child: ChildManifest, annotations: FoundImage['annotations']): FoundImage {
  const platform = child.platform ? formatPlatform(child.platform) : '';
  return { digest: child.digest, annotations, ...(platform === '' ? {} : { platform }) };
}

async function readOne(
  reader: ManifestReader,
  reference: Repository,
  image: FoundImage,
  nowMs: number,
): Promise<Result<ImageFacts, RegistryRefusal>> {
  const manifest = await readManifest(reader, reference, image.digest);
  if (!manifest.ok) return manifest;
  if (manifest.value.kind === 'index')
    return fail(unreadable(reference, 'the index names an index as an image'));
  const { config, layers, annotations } = manifest.value satisfies ImageManifest;
  const bytes = await reader.readContent(reference, 'blobs', config.digest);
  if (!bytes.ok) return bytes;
  const parsed = parseImageConfig(bytes.value);
  if (parsed === undefined) return fail(unreadable(reference, 'the configuration of the image is not JSON'));
  const setup = readSetup(parsed);
  const own = formatPlatform({
    os: parsed.os ?? '',
    architecture: parsed.architecture ?? '',
    variant: parsed.variant ?? undefined,
  });
  return ok({
    kind: 'facts',
    createdAt: readCreatedAt([...image.annotations, annotations], parsed, nowMs),
    sizeBytes: sumDownload(config, layers),
    platforms: image.platform === undefined && own !== '' ? [own] : [],
    labels: readLabels(parsed),
    user: setup.user,
    ...(setup.entrypoint.length === 0 ? {} : { entrypoint: redactText(setup.entrypoint.join(' ')) }),
    preflight: checkBinderPreflight(setup),
  });
}

async function readManifest(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
): Promise<Result<Manifest, RegistryRefusal>> {
  const bytes = await reader.readContent(reference, 'manifests', digest);
  if (!bytes.ok) return bytes;
  const manifest = parseManifest(bytes.value);
  return manifest.ok ? manifest : fail(unreadable(reference, manifest.failure));
}

/** The tag is there, so a part of it that is not is no verdict: it may be on its way, or being replaced. */
function asTrouble({ registry }: Repository, refusal: RegistryRefusal): RegistryTrouble {
  if (refusal.kind === 'missing') {
    return { kind: 'unreachable', registry, detail: 'a part of the image is not there' };
  }
  if (refusal.kind === 'not-public-or-missing')
    return { kind: 'unauthorized', registry, detail: refusal.detail };
  return refusal;
}

function unreadable({ registry }: Repository, detail: string): RegistryRefusal {
  return { kind: 'unreachable', registry, detail };
}

function unique(names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  if (distinct.length <= MAX_PLATFORMS) return distinct;
  const isRunnable = (name: string) => name === REQUIRED || name.startsWith(`${REQUIRED}/`);
  return [...distinct.filter(isRunnable), ...distinct.filter((name) => !isRunnable(name))].slice(
    0,
    MAX_PLATFORMS,
  );
}
