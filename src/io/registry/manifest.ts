import * as z from 'zod';
import { type Detail, detailOf } from '../../core/details.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** Index and manifest types; always all four, or registries answer with something else than is there. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

const annotations = z.record(z.string(), z.string()).nullish().catch(undefined);

const descriptor = z.object({
  mediaType: z.string().optional(),
  digest: z.string(),
  size: z.number().nonnegative().catch(0),
});

const platform = z.object({
  os: z.string().catch(''),
  architecture: z.string().catch(''),
  variant: z.string().optional().catch(undefined),
});

const child = descriptor.extend({ platform: platform.nullish().catch(undefined), annotations });

const manifestShape = z.looseObject({
  schemaVersion: z.number(),
  mediaType: z.string().optional(),
  manifests: z.array(child).optional(),
  config: descriptor.optional(),
  layers: z.array(descriptor).optional(),
  annotations,
});

export type Descriptor = z.infer<typeof descriptor>;
export type ChildManifest = z.infer<typeof child>;

export interface IndexManifest {
  readonly kind: 'index';
  /** Images and nested indexes; attestations are left out. */
  readonly children: readonly ChildManifest[];
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ImageManifest {
  readonly kind: 'image';
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Docker's schema 1, which containerd 2 and Docker 28 no longer read. */
export interface OldManifest {
  readonly kind: 'old-schema';
}

/** A manifest of the same shape for something that is not an image: a Helm chart, a signature, a file. */
export interface ArtifactManifest {
  readonly kind: 'artifact';
  /** The media type that says so. */
  readonly holds: string;
}

export type Manifest = IndexManifest | ImageManifest | OldManifest | ArtifactManifest;

/** Reads a manifest (OCI image specification, Docker schema 2); the failure is a clause. */
export function parseManifest(bytes: Uint8Array): Result<Manifest, Detail> {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail(detailOf('no-manifest'));
  }
  const parsed = manifestShape.safeParse(data);
  if (!parsed.success) return fail(detailOf('no-manifest'));
  const { schemaVersion, manifests, config, layers, ...rest } = parsed.data;
  if (schemaVersion === 1) {
    return Array.isArray(parsed.data.fsLayers) ? ok({ kind: 'old-schema' }) : fail(detailOf('no-manifest'));
  }
  if (schemaVersion !== 2) return fail(detailOf('manifest-schema', { words: String(schemaVersion) }));
  if (manifests !== undefined && (config !== undefined || layers !== undefined)) {
    return fail(detailOf('manifest-mixed')); // The specification requires that it is refused.
  }
  const notes = rest.annotations ?? {};
  if (manifests !== undefined) {
    return ok({ kind: 'index', children: manifests.filter(isNoAttestation), annotations: notes });
  }
  const holds = findArtifactType(rest, config, layers ?? []);
  if (holds !== undefined) return ok({ kind: 'artifact', holds });
  if (config === undefined) return fail(detailOf('manifest-without-configuration'));
  return ok({ kind: 'image', config, layers: layers ?? [], annotations: notes });
}

const ARTIFACT_MANIFEST = 'application/vnd.oci.artifact.manifest.v1+json';
/**
 * Media types of configurations that Docker takes for an image's (`ImageTypes` in moby's `distribution/registry.go`): the two
 * right ones, what registries and builders have written instead, and none.
 */
const CONFIG_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
  'application/json',
  'text/html',
  '',
]);
const LAYER_TYPE = /^application\/vnd\.(?:oci\.image\.layer|docker\.(?:container\.)?image\.rootfs)\./;
/** Says nothing of what is in it, as old tools write it for a layer, too. */
const PLAIN_TYPE = /^(?:$|application\/(?:octet-stream|x-|gzip|zstd))/;

/**
 * The media type by which a manifest is none of an image. A signature of cosign and provenance have the
 * configuration of an image, so that only their layers tell.
 */
function findArtifactType(
  { mediaType }: { readonly mediaType?: string | undefined },
  config: Descriptor | undefined,
  layers: readonly Descriptor[],
): string | undefined {
  if (mediaType === ARTIFACT_MANIFEST) return mediaType;
  const configType = config?.mediaType ?? '';
  if (!CONFIG_TYPES.has(configType)) return configType;
  const layerTypes = layers.map((layer) => layer.mediaType ?? '');
  return layerTypes.some((type) => LAYER_TYPE.test(type) || PLAIN_TYPE.test(type))
    ? undefined
    : layerTypes[0];
}

export function isIndexType(mediaType: string | undefined): boolean {
  return mediaType === MANIFEST_TYPES[0] || mediaType === MANIFEST_TYPES[1];
}

const MAX_PLATFORM_LENGTH = 100;

/** Name of a platform as tools print it: `linux/arm64/v8`; what no platform is called by is left out. */
export function formatPlatform({ os, architecture, variant }: z.infer<typeof platform>): string {
  const parts = [os, architecture, variant].filter((part) => part !== undefined && part !== '');
  return parts
    .join('/')
    .slice(0, MAX_PLATFORM_LENGTH)
    .replace(/[^\w./+-]+/g, '…');
}

/** BuildKit's provenance is in the index as images of an unknown platform. */
function isNoAttestation({ platform, annotations }: ChildManifest): boolean {
  if (annotations?.['vnd.docker.reference.type'] !== undefined) return false;
  return platform?.os !== 'unknown' && platform?.architecture !== 'unknown';
}
