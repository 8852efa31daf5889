import { quote } from '../../diagnostics/quote.ts';
import type { ManifestPath } from '../source/tree.ts';
import type { ManifestParts } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

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
export function listUnnamedImages({ contents, isWritten }: ManifestParts): readonly UnnamedImage[] {
  const unnamed = new Map<string, UnnamedImage>();
  for (const [contentId, { pull, repository, branch, environment }] of contents) {
    if (pull !== 'none' || repository === undefined || branch === undefined) continue;
    if (environment === undefined && isWritten(['content', contentId, 'environment'])) continue;
    const environmentId = environment ?? contentId;
    const isNamed =
      environment !== undefined &&
      ['image', 'tag'].every((key) => isWritten(['environments', environmentId, key]));
    if (isNamed || unnamed.has(environmentId)) continue;
    unnamed.set(environmentId, { environmentId, contentId, repository, branch });
  }
  return [...unnamed.values()];
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

export function checkUnnamedImages(context: RuleContext): void {
  for (const { environmentId, contentId } of listUnnamedImages(context)) {
    context.error('manifest/image-unnamed', ['content', contentId, 'pull'], {
      message: `The manifest does not say which image and tag the environment ${quote(environmentId)} has; with "pull: none" the Dockerfile of this repository does.`,
      hint: 'Run "slipway pin": it reads the Dockerfile, and writes the image and its tag into the manifest.',
    });
  }
}
