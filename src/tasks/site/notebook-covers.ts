import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { parseImageHeader } from '../../core/notebooks/render/images.ts';
import type { ManifestProblem } from '../../core/site/types.ts';
import { renderCover, renderDrawnCover } from '../../io/pictures/resize.ts';
import type { FragmentCache } from '../../io/render/fragment-cache.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { makeNamedCovers, type NamedPictures } from '../content/named-pictures.ts';
import { namePicture } from './name-picture.ts';
import type { RenderedFile } from './rendered-file.ts';

/** Raised when covers are made in another way: it is part of their names. */
const COVER_VERSION = 'cover 3';
const COVER_ENDING = '.webp';
/** Smaller pictures are icons and rules, which say nothing of a notebook. */
const MIN_PIXELS = { width: 120, height: 80 };
/** Pictures of a notebook that are read for one that shows something. */
const MAX_TRIES = 4;
const COVERS_AT_A_TIME = 4;
const NO_NAMED_COVERS: NamedPictures<string> = { covers: new Map(), problems: [] };

export interface Covers {
  /** Path of a notebook → name of its cover in the asset folder. */
  readonly byPath: ReadonlyMap<string, string>;
  /** The picture of the collection, where the manifest names one. */
  readonly ofContent?: string;
  /** Pictures that the manifest names and that cannot be shown. */
  readonly problems: readonly ManifestProblem[];
}

/** The picture of each notebook in lists: the one that the manifest names, else the first of the notebook on which something is to be seen. */
export async function makeCovers(
  loaded: LoadedContent,
  notebooks: ReadonlyMap<string, RenderedFile>,
  cache: FragmentCache,
): Promise<Covers> {
  const { content, away } = loaded;
  const named =
    // Its repository could not be read, which is reported already.
    away !== undefined && away.shown !== 'copy'
      ? NO_NAMED_COVERS
      : await makeNamedCovers(loaded, new Set(notebooks.keys()), (picture) => storeCover(picture, cache));
  const imageOf = new Map(content.notebooks.map(({ path, image }) => [path, image]));
  const limit = pLimit(COVERS_AT_A_TIME);
  const covers = await limit.map([...notebooks], async ([path, { outcome }]) => {
    const assets = outcome.ok ? outcome.stored.assets : [];
    const image = imageOf.get(path);
    const cover = image === undefined ? await coverOfAssets(assets, cache) : named.covers.get(image);
    return [path, cover] as const;
  });
  const ofContent = content.image === undefined ? undefined : named.covers.get(content.image);
  return {
    byPath: new Map(covers.flatMap(([path, cover]) => (cover === undefined ? [] : [[path, cover]]))),
    ...(ofContent !== undefined && { ofContent }),
    problems: named.problems,
  };
}

/**
 * Makes a cover of the first picture of a notebook that is no icon and not as good as empty. The name follows from those of the
 * pictures, so that what an earlier build made of them is found without reading them: an empty file where none of them
 * is a cover.
 */
export async function coverOfAssets(
  assets: readonly string[],
  cache: FragmentCache,
): Promise<string | undefined> {
  if (assets.length === 0) return undefined;
  const name = namePicture([COVER_VERSION, ...assets], COVER_ENDING);
  const earlier = statSync(join(cache.assetFolder, name), { throwIfNoEntry: false });
  if (earlier !== undefined) return earlier.size === 0 ? undefined : name;
  let tries = 0;
  for (const asset of assets) {
    const bytes = readPicture(join(cache.assetFolder, asset));
    if (bytes === undefined) continue;
    if (tries === MAX_TRIES) break;
    tries += 1;
    const cover = await renderDrawnCover(bytes);
    if (cover === undefined) continue;
    cache.storeImage(name, cover.bytes);
    return name;
  }
  cache.storeImage(name, new Uint8Array());
  return undefined;
}

async function storeCover(picture: Uint8Array, cache: FragmentCache): Promise<string | undefined> {
  const name = namePicture([COVER_VERSION, picture], COVER_ENDING);
  if (existsSync(join(cache.assetFolder, name))) return name;
  const cover = await renderCover(picture);
  if (cover === undefined) return undefined;
  cache.storeImage(name, cover.bytes);
  return name;
}

function readPicture(file: string): Uint8Array | undefined {
  if (!/\.(?:svg|png|jpe?g|gif|webp|avif)$/.test(file)) return undefined;
  try {
    const bytes = readFileSync(file);
    const size = parseImageHeader(bytes)?.size;
    const isSmall = size !== undefined && (size.width < MIN_PIXELS.width || size.height < MIN_PIXELS.height);
    return isSmall ? undefined : bytes;
  } catch {
    return undefined;
  }
}
