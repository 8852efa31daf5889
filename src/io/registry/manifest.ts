import * as z from 'zod';
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

export type Manifest = IndexManifest | ImageManifest;

/** Reads an index or image manifest (OCI image specification, Docker schema 2); the failure is a clause. */
export function parseManifest(bytes: Uint8Array): Result<Manifest, string> {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('what it sent is not a manifest');
  }
  const parsed = manifestShape.safeParse(data);
  if (!parsed.success) return fail('what it sent is not a manifest');
  const { schemaVersion, manifests, config, layers, ...rest } = parsed.data;
  if (schemaVersion === 1) return fail('the manifest is of the retired schema 1, which hubs no longer pull');
  if (schemaVersion !== 2) return fail(`the manifest has schema ${schemaVersion}, which is not known here`);
  if (manifests !== undefined && (config !== undefined || layers !== undefined)) {
    return fail('the manifest is an image and an index at once'); // The specification wants it refused.
  }
  const notes = rest.annotations ?? {};
  if (manifests !== undefined) {
    return ok({ kind: 'index', children: manifests.filter(isNoAttestation), annotations: notes });
  }
  if (config === undefined) return fail('the manifest names no configuration');
  return ok({ kind: 'image', config, layers: layers ?? [], annotations: notes });
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

/** BuildKit's provenance stands in the index as images of an unknown platform. */
function isNoAttestation({ platform, annotations }: ChildManifest): boolean {
  if (annotations?.['vnd.docker.reference.type'] !== undefined) return false;
  return platform?.os !== 'unknown' && platform?.architecture !== 'unknown';
}
