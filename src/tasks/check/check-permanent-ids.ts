import { contentIdOf, createNotebookIds } from '../../core/catalog/notebook-ids.ts';
import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import { didYouMean } from '../../core/diagnostics/suggest.ts';
import { type Claim, claimFormer, claimId } from '../../core/published/claims.ts';
import type { CheckedContent, PositionOf } from '../content/checked-content.ts';
import type { ClaimedDiagnostic } from './claimed-diagnostic.ts';

/**
 * `moved` and `retired` against the notebooks that are there: their ids belong to none of them, and
 * lead to one of them or to a retired one. Contents that could not be read are passed over.
 */
export function checkPermanentIds(
  catalog: Catalog,
  contents: readonly CheckedContent[],
  positionOf: PositionOf,
): ClaimedDiagnostic[] {
  const readable = contents.filter(({ failure }) => failure === undefined);
  const known = new Set(readable.map(({ content }) => content.id));
  const ids = new Set<string>(readable.flatMap(listIds));
  // Ids that were published may still begin with the folder that all files share.
  const longIds = new Set<string>(
    readable.flatMap(({ content, ...rest }) =>
      listIds({ ...rest, content: { ...content, include: [], repositoryPath: '' } }),
    ),
  );
  const former = new Set<string>([
    ...catalog.moved.map(({ from }) => from),
    ...catalog.retired.map(({ id }) => id),
  ]);
  const isNowhere = (id: string) =>
    known.has(contentIdOf(id)) && !ids.has(id) && !longIds.has(id) && !former.has(id);
  const report = (
    code: string,
    path: readonly string[],
    message: string,
    hint: string | undefined,
    claim: Claim,
  ): ClaimedDiagnostic => ({
    code,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    position: positionOf(path),
    claim,
  });

  const moved = catalog.moved.flatMap(({ from, to }): ClaimedDiagnostic[] => [
    ...(isNowhere(to)
      ? [
          report(
            'manifest/unknown-notebook',
            ['moved', from],
            `There is no notebook ${quote(to)}, so the old address of ${quote(from)} would lead nowhere.`,
            didYouMean(to, ids),
            claimId(to),
          ),
        ]
      : []),
    ...(ids.has(from)
      ? [
          report(
            'manifest/moved-but-present',
            ['moved', from],
            `${quote(from)} is the id of a notebook that is there, so it has not moved.`,
            'Remove this line, or give that notebook another "id".',
            claimFormer(from),
          ),
        ]
      : []),
  ]);
  const retired = catalog.retired.flatMap(({ id, instead }): ClaimedDiagnostic[] => [
    ...(instead !== undefined && isNowhere(instead)
      ? [
          report(
            'manifest/unknown-notebook',
            ['retired', id, 'instead'],
            `There is no notebook ${quote(instead)} to use instead.`,
            didYouMean(instead, ids),
            claimId(instead),
          ),
        ]
      : []),
    ...(ids.has(id)
      ? [
          report(
            'manifest/retired-but-present',
            ['retired', id],
            `${quote(id)} is the id of a notebook that is there, so it is not retired.`,
            'Remove this entry, leave the file out by "exclude", or give that notebook another "id".',
            claimFormer(id),
          ),
        ]
      : []),
  ]);
  return [...moved, ...retired];
}

function listIds({ content, notebooks }: Pick<CheckedContent, 'content' | 'notebooks'>): string[] {
  const paths = notebooks.map(({ path }) => path);
  return [...createNotebookIds(content, paths).ids.values()];
}
