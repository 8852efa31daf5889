import type { Verdict } from '../verdicts.ts';
import type { Status, StatusRow } from './types.ts';

/** How many environments (all their versions) have each verdict, for the last line of a nightly check. */
export function countVerdicts({ environments }: Status): Readonly<Record<Verdict, number>> {
  return countRows(environments);
}

/** How many of each kind have each verdict; a notebook has that of its content, and `failing` where it is missing. */
export function countAllVerdicts(
  status: Status,
): Readonly<Record<'environments' | 'contents' | 'notebooks' | 'hubs', Readonly<Record<Verdict, number>>>> {
  const notebooks = countRows([]);
  for (const { edition, verdict, missing, missing_count, notebook_count = 0 } of status.contents) {
    if (edition !== undefined) continue;
    const missingCount = missing_count ?? missing.length;
    notebooks.failing += missingCount;
    notebooks[verdict] += Math.max(0, notebook_count - missingCount);
  }
  return {
    environments: countVerdicts(status),
    contents: countRows(status.contents),
    notebooks,
    hubs: countRows(status.hubs),
  };
}

function countRows(rows: readonly StatusRow[]): Record<Verdict, number> {
  const counts = { ok: 0, stale: 0, failing: 0, unknown: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}
