import { formatMegabytes } from '../../core/diagnostics/format-megabytes.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import {
  prepareRepositoryImage,
  type RepositoryImage,
} from '../../core/notebooks/render/repository-image.ts';
import type { Result } from '../../core/result.ts';
import type { ManifestProblem } from '../../core/site/types.ts';
import type { ContentFailure, LoadedContent } from './loaded-content.ts';

/** A cover is a few hundred pixels wide; what is larger was named by mistake. */
const MAX_PICTURE_BYTES = 10_000_000;
/** Pictures in memory at a time. */
const BATCH_SIZE = 8;

export interface NamedPictures<Cover> {
  /** Path of a picture in the repository → what was made of it. */
  readonly covers: ReadonlyMap<string, Cover>;
  /** At each key of the manifest that names a picture which cannot be shown. */
  readonly problems: readonly ManifestProblem[];
}

/**
 * Makes covers of the pictures that the manifest names: of the collection, and of those of its notebooks that the site
 * lists. A build shows them; `check` asks for the problems only.
 *
 * @param paths of the notebooks that the site lists
 * @param makeCover undefined for bytes that cannot be read as a picture
 */
export async function makeNamedCovers<Cover>(
  { content, readFiles }: Pick<LoadedContent, 'content' | 'readFiles'>,
  paths: ReadonlySet<string>,
  makeCover: (picture: Uint8Array) => Promise<Cover | undefined>,
): Promise<NamedPictures<Cover>> {
  const { id, image: ofContent, directory } = content;
  const named = [
    ...(ofContent === undefined ? [] : [{ image: ofContent, path: ['content', id, 'image'] }]),
    ...content.notebooks.flatMap(({ path, image }) =>
      image === undefined || !paths.has(path)
        ? []
        : [{ image, path: ['content', id, 'notebooks', path, 'image'] }],
    ),
  ];
  const images = [...new Set(named.map(({ image }) => image))];
  const covers = new Map<string, Cover>();
  const faults = new Map<string, string>();
  for (let start = 0; start < images.length; start += BATCH_SIZE) {
    const files = await readFiles(images.slice(start, start + BATCH_SIZE), MAX_PICTURE_BYTES);
    for (const [image, file] of files) {
      const picture = file.ok ? prepareRepositoryImage(image.toLowerCase(), file.value) : undefined;
      const cover = picture?.ok === true ? await makeCover(picture.bytes) : undefined;
      if (cover === undefined) faults.set(image, describeFault(file, picture, directory));
      else covers.set(image, cover);
    }
  }
  const problems = named.flatMap(({ image, path }): ManifestProblem[] => {
    const fault = faults.get(image);
    if (fault === undefined) return [];
    return [
      {
        code: 'content/picture-unusable',
        message: `The picture ${quote(image)} ${fault}, so it is not shown.`,
        hint: `Write the path of a PNG, JPEG, WebP or SVG file of at most ${formatMegabytes(MAX_PICTURE_BYTES)}, from the root of the repository.`,
        path,
      },
    ];
  });
  return { covers, problems };
}

function describeFault(
  file: Result<Buffer, ContentFailure>,
  picture: RepositoryImage | undefined,
  directory: string | undefined,
): string {
  if (!file.ok && /\/(?:file-)?missing$/.test(file.failure.code))
    return `is not in ${directory === undefined ? 'the repository' : `the folder ${quote(directory)}`}`;
  if (!file.ok && file.failure.code.endsWith('/too-large'))
    return `has more than ${formatMegabytes(MAX_PICTURE_BYTES)}`;
  if (!file.ok) return 'cannot be read';
  if (picture?.ok !== false) return 'cannot be read as a picture';
  return FAULTS[picture.notice];
}

const FAULTS = {
  'image-unreadable': 'cannot be read as a picture',
  'image-too-large': 'has too many pixels',
  'image-in-lfs': 'is stored in Git LFS, of which the repository holds only a pointer',
} as const;
