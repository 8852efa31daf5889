import type { ImageReference } from '../../core/images/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import {
  type ChildManifest,
  formatPlatform,
  type ImageManifest,
  type IndexManifest,
  isIndexType,
  parseManifest,
} from './manifest.ts';
import type { ManifestReader } from './manifest-reader.ts';
import { type PartFailure, unreadable } from './parts.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

/** An index may contain indexes; deeper nesting is not used in practice. */
const MAX_DEPTH = 3;
/** Each costs a request; images in an index cost none. */
const MAX_INNER_INDEXES = 16;

export interface FoundImage {
  readonly digest: string;
  /** Found inside of an index, so that what a tag names does not prove it. */
  readonly isInner: boolean;
  /** Absent where the index does not say, or only a part of it. */
  readonly platform?: string;
  /** Of the indexes on the way to it, outermost first. */
  readonly annotations: readonly Readonly<Record<string, string>>[];
}

/** The images that a manifest is or holds, in its order; no manifest of an image inside of an index is asked for. */
export function findImages(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
): Promise<Result<readonly FoundImage[], PartFailure>> {
  return findInside(reader, reference, { digest, isInner: false, annotations: [] }, MAX_DEPTH);
}

async function findInside(
  reader: ManifestReader,
  reference: Repository,
  { digest, isInner, annotations }: FoundImage,
  depth: number,
): Promise<Result<readonly FoundImage[], PartFailure>> {
  const read = await readPart(reader, reference, digest, isInner);
  if (!read.ok) return read;
  const { manifest } = read.value;
  if (manifest.kind === 'image') return ok([{ digest, isInner, annotations }]);
  const here = [...annotations, manifest.annotations];
  const images: FoundImage[] = [];
  let innerCount = 0;
  for (const child of manifest.children) {
    if (!isIndexType(child.mediaType)) {
      images.push(describeChild(child, here));
    } else if (depth > 1 && innerCount < MAX_INNER_INDEXES) {
      innerCount += 1;
      const place = { digest: child.digest, isInner: true, annotations: here };
      const inner = await findInside(reader, reference, place, depth - 1);
      if (!inner.ok) return inner;
      images.push(...inner.value);
    }
  }
  return ok(images);
}

function describeChild(child: ChildManifest, annotations: FoundImage['annotations']): FoundImage {
  // Without a system, containerd takes it for its own and containers/image for none: then the image has to say it.
  const platform = child.platform?.os ? formatPlatform(child.platform) : '';
  return { digest: child.digest, isInner: true, annotations, ...(platform === '' ? {} : { platform }) };
}

/**
 * A manifest that can be pulled. One inside of an index is requested even where its bytes are
 * cached: registries delete it separately, and another repository may have had the same.
 */
export async function readPart(
  reader: ManifestReader,
  reference: Repository,
  digest: string,
  isInner: boolean,
): Promise<
  Result<{ readonly manifest: ImageManifest | IndexManifest; readonly isCached: boolean }, PartFailure>
> {
  const content = await reader.readContent(reference, 'manifests', digest);
  const told =
    content.ok && content.value.isCached && isInner ? await reader.resolve(reference, digest) : content;
  if (!told.ok) {
    const isGone = told.failure.kind === 'missing' && isInner;
    return fail(isGone ? { kind: 'part-gone', part: 'manifest', digest } : told.failure);
  }
  if (!content.ok) return content;
  const manifest = parseManifest(content.value.bytes);
  if (!manifest.ok) return fail(unreadable(reference, manifest.failure));
  const { value } = manifest;
  if (value.kind === 'old-schema') return fail({ kind: 'old-schema' });
  if (value.kind === 'artifact') return fail({ kind: 'no-image', holds: value.holds });
  return ok({ manifest: value, isCached: content.value.isCached });
}
