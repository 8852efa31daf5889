import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Content } from '../../core/catalog/types.ts';
import { prepareRepositoryImage } from '../../core/notebooks/render/repository-image.ts';
import type { Notice } from '../../core/notebooks/types.ts';
import type { FileReferences } from '../../core/site/references.ts';
import { hashText } from '../../io/files/digest.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import type { RenderedFile } from './rendered-file.ts';

/** Images of content repositories above this size are not published. */
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
/** So many are in memory at once. */
const IMAGES_AT_A_TIME = 20;

/** Path of an image → why it is not published. */
export type LeftOutImages = ReadonlyMap<string, Notice['kind']>;

/** An image of a repository; its name does not depend on its bytes. */
export interface PublishedImage {
  readonly name: string;
  /** Its name in the cache, where it waits for a day on which its content cannot be read. */
  readonly storedName: string;
  readonly digest: string;
}

interface ImagePlaces {
  readonly cache: FragmentCache;
  /** Of what this run publishes. */
  readonly imageFolder: string;
  /** Names of the images taken out of notebooks, which are added. */
  readonly assets: Set<string>;
}

export interface PublishedImages {
  readonly images: readonly PublishedImage[];
  readonly leftOut: LeftOutImages;
}

/**
 * Collects what the fragments show: files taken out of notebooks, and images of the repository. Those are
 * strangers' files on the site's own origin: none is published before `prepareRepositoryImage` has seen it.
 */
export async function publishAssets(
  { loaded, references }: { readonly loaded: LoadedContent; readonly references: FileReferences },
  files: ReadonlyMap<string, RenderedFile>,
  { cache, imageFolder, assets }: ImagePlaces,
): Promise<PublishedImages> {
  const paths = new Set<string>();
  for (const { outcome } of files.values()) {
    if (!outcome.ok) continue;
    for (const name of outcome.stored.assets) assets.add(name);
    for (const path of outcome.stored.images) paths.add(path);
  }
  const images: PublishedImage[] = [];
  const leftOut = new Map<string, Notice['kind']>();
  for (const batch of chunk([...paths].sort(), IMAGES_AT_A_TIME)) {
    for (const [path, read] of await loaded.readFiles(batch, MAX_IMAGE_BYTES)) {
      const name = references.imageName(path);
      if (name === undefined) continue;
      const storedName = nameStored(loaded.content, name);
      const earlier = read.ok || loaded.away === undefined ? undefined : cache.readImage(storedName);
      const bytes = read.ok ? read.value : earlier;
      if (bytes === undefined) {
        const isTooLarge = !read.ok && read.failure.code.endsWith('/too-large');
        leftOut.set(path, isTooLarge ? 'image-too-large' : 'image-missing');
        continue;
      }
      const image = prepareRepositoryImage(name, bytes);
      if (!image.ok) {
        leftOut.set(path, image.notice);
        continue;
      }
      cache.storeImage(storedName, image.bytes);
      writeFileSync(join(imageFolder, name), image.bytes);
      images.push({ name, storedName, digest: createHash('sha256').update(image.bytes).digest('hex') });
    }
  }
  return { images, leftOut };
}

/** Another catalogue may have another repository under the same id. */
function nameStored({ repository, branch }: Content, name: string): string {
  return `${hashText(JSON.stringify([repository, branch, name])).slice(0, 16)}${extname(name)}`;
}

function chunk<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
