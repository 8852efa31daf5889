import { formatDetail } from '../../src/core/details.ts';
import type { StatusRow } from '../../src/core/health/types.ts';
import { textsFor } from '../../src/core/texts/texts.ts';

/** Sentences that say already what their clause would say again. */
const SAID_WITHOUT = new Set([
  'binder/repository-missing',
  'binder/ref-missing',
  'content/repository-missing',
  'content/ref-missing',
]);

/** Technical clauses of a row that only English has words for, so that a reader elsewhere is not told why. */
export function findUntranslatedDetails(row: StatusRow | undefined): string[] {
  return (row?.reasons ?? []).flatMap(({ code, about, detail }) =>
    about?.detail === undefined ||
    SAID_WITHOUT.has(code) ||
    (detail !== undefined && formatDetail(detail, textsFor('de')) !== undefined)
      ? []
      : [about.detail],
  );
}
