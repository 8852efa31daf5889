import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import { makeNamedCovers } from '../content/named-pictures.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/**
 * Pictures that the manifest names for a collection and its notebooks, read and made smaller as the build does. The
 * site is built without one that cannot be shown, so these are warnings.
 */
export async function checkNamedPictures(
  { content, notebooks, failure, readFiles }: CheckedContent,
  positionOf: PositionOf,
): Promise<ClaimedDiagnostic[]> {
  if (failure !== undefined || readFiles === undefined) return [];
  const paths = new Set(notebooks.map(({ path }) => path));
  const { problems } = await makeNamedCovers({ content, readFiles }, paths, async (picture) => {
    // A library that reads pictures, which few catalogues need.
    const { renderCover } = await import('../../io/pictures/resize.ts');
    return renderCover(picture);
  });
  return problems.map(({ path, ...problem }) => ({
    ...problem,
    severity: 'warning',
    position: positionOf([...path]),
  }));
}
