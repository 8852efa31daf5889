import { omitUndefined } from '../omit-undefined.ts';
import type { Verdict } from '../verdicts.ts';
import { HISTORY_NIGHTS } from './nights.ts';
import type { HistoryEntry, Status, StatusRow } from './types.ts';

/** One row whose verdict differs from that of the previous nightly check. */
export interface VerdictChange {
  readonly kind: 'environment' | 'content' | 'hub';
  readonly id: string;
  /** Tag of the environment's version, or id of the content's edition. */
  readonly part?: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly date: string;
  /** ISO 8601: the exact time where it is known, else the beginning of the day. */
  readonly at: string;
  readonly verdict: Verdict;
  /** Absent for the first check. */
  readonly before?: Verdict;
  /** With the last change of a row: what is known of it now. */
  readonly current?: Pick<StatusRow, 'reasons' | 'last_ok_at' | 'last_known'>;
}

/**
 * The changes in the history of the status, newest first; those of one day in the order of the status. The first
 * entry of a row is a change only where the verdict is not `ok`.
 */
export function listChanges({ environments, contents, hubs }: Status): readonly VerdictChange[] {
  const changes = [
    ...environments.flatMap((row) => changesOfRow(row, { kind: 'environment', id: row.id, part: row.tag })),
    ...contents.flatMap((row) =>
      changesOfRow(row, omitUndefined({ kind: 'content', id: row.id, part: row.edition })),
    ),
    ...hubs.flatMap((row) => changesOfRow(row, { kind: 'hub', id: row.id })),
  ];
  return changes.toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

function changesOfRow(
  { history, since, reasons, last_ok_at, last_known }: StatusRow,
  name: Pick<VerdictChange, 'kind' | 'id' | 'part'>,
): VerdictChange[] {
  const changes = history.flatMap((night, index): VerdictChange[] => {
    const before = history[index - 1]?.verdict;
    if (before === undefined ? !isFirstTrouble(history) : before === night.verdict) return [];
    const { date, verdict } = night;
    const at = since.startsWith(date) ? since : `${date}T00:00:00.000Z`;
    return [{ ...name, ...omitUndefined({ date, at, verdict, before }) }];
  });
  const last = changes.pop();
  if (last === undefined) return [];
  return [...changes, { ...last, current: omitUndefined({ reasons, last_ok_at, last_known }) }];
}

/** Whether the first check of a row found a problem; in a full history the first entry is not the first check. */
function isFirstTrouble(history: readonly HistoryEntry[]): boolean {
  const first = history[0];
  return first !== undefined && first.verdict !== 'ok' && history.length < HISTORY_NIGHTS;
}
