import { quote } from '../../diagnostics/quote.ts';
import { type Reporter, rangeOf } from '../reporter.ts';
import type { ManifestPath } from '../source/tree.ts';
import { isWritten, type ManifestParts } from './manifest-parts.ts';

/** An environment whose image the manifest leaves to the Dockerfile of a content with `pull: none`. */
export interface UnnamedImage {
  /** Of the environment; that of the content where the content names none. */
  readonly environmentId: string;
  readonly contentId: string;
  /** The Binder repository and its branch or tag. */
  readonly repository: string;
  readonly branch: string;
}

/** Environments of contents with `pull: none` that have no image, or no tag, in the manifest. */
export function listUnnamedImages(
  parts: Pick<ManifestParts, 'root' | 'contents' | 'environments'>,
): readonly UnnamedImage[] {
  const unnamed = [...parts.contents].flatMap(([contentId, content]): UnnamedImage[] => {
    const { pull, repository, branch, environment } = content;
    if (pull !== 'none' || repository === undefined || branch === undefined) return [];
    if (environment === undefined && isWritten(parts.root, ['content', contentId, 'environment'])) return [];
    const environmentId = environment ?? contentId;
    const isNamed =
      environment !== undefined &&
      ['image', 'tag'].every((key) => isWritten(parts.root, ['environments', environmentId, key]));
    return isNamed ? [] : [{ environmentId, contentId, repository, branch }];
  });
  return unnamed.filter(
    (each, index) => unnamed.findIndex(({ environmentId }) => environmentId === each.environmentId) === index,
  );
}

/** What the schema lacks and `slipway pin` writes: reported by `checkUnnamedImages` in one sentence. */
export function listKeysToPin(parts: ManifestParts): readonly ManifestPath[] {
  return listUnnamedImages(parts).flatMap(({ environmentId, contentId }) => [
    ['environments'],
    ['environments', environmentId],
    ['environments', environmentId, 'image'],
    ['environments', environmentId, 'tag'],
    ['content', contentId, 'environment'],
  ]);
}

export function checkUnnamedImages(parts: ManifestParts, reporter: Reporter): void {
  for (const { environmentId, contentId } of listUnnamedImages(parts)) {
    reporter.error('manifest/image-unnamed', rangeOf(parts.root, ['content', contentId, 'pull']), {
      message: `The manifest does not say which image and tag the environment ${quote(environmentId)} has; with "pull: none" the Dockerfile of this repository does.`,
      hint: 'Run "slipway pin": it reads the Dockerfile, and writes the image and its tag into the manifest.',
    });
  }
}
