import { formatDetail } from '../../src/core/details.ts';
import type { StatusRow } from '../../src/core/health/types.ts';
import { TEXTS_BY_LANGUAGE } from '../../src/core/texts/texts.ts';

/** Technical clauses of a row that one of the languages has no words for, so that readers there do not learn why. */
export function findUntranslatedDetails(row: StatusRow | undefined): string[] {
  return (row?.reasons ?? []).flatMap(({ about, detail }) =>
    about?.detail === undefined ||
    (detail !== undefined && [...TEXTS_BY_LANGUAGE.values()].every((t) => formatDetail(detail, t)))
      ? []
      : [about.detail],
  );
}
