import type { ReasonCode } from '../reasons.ts';
import type { Verdict } from '../verdicts.ts';
import type { HistoryEntry } from './types.ts';

/** Consecutive days with the same verdict and the same reasons; a day without a check ends it. */
export interface NightRun {
  readonly verdict: Verdict;
  /** The same for all of its nights. */
  readonly reasons: readonly ReasonCode[];
  /** UTC days, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  /** Days from the first one that is shown. */
  readonly offset: number;
  readonly length: number;
}

/** Length of the history of each row. */
export const HISTORY_NIGHTS = 90;

const DAY_MS = 86_400_000;

/**
 * The last days of a history as runs of equal verdicts and reasons, oldest first.
 *
 * @param history oldest first, one entry a day at most
 * @param days counted back from the last nightly check
 */
export function groupNights(history: readonly HistoryEntry[], days: number): readonly NightRun[] {
  const last = history.at(-1);
  if (last === undefined) return [];
  const dayOf = ({ date }: HistoryEntry) => Math.round(Date.parse(date) / DAY_MS);
  const shown = history.filter((night) => dayOf(last) - dayOf(night) < days);
  const firstDay = shown[0] === undefined ? 0 : dayOf(shown[0]);
  const runs: NightRun[] = [];
  for (const night of shown) {
    const offset = dayOf(night) - firstDay;
    const run = runs.at(-1);
    if (run !== undefined && agrees(run, night) && run.offset + run.length === offset) {
      runs[runs.length - 1] = { ...run, to: night.date, length: run.length + 1 };
    } else {
      const { verdict, reasons = [] } = night;
      runs.push({ verdict, reasons, from: night.date, to: night.date, offset, length: 1 });
    }
  }
  return runs;
}

/** Reasons have no order. */
function agrees(run: NightRun, { verdict, reasons = [] }: HistoryEntry): boolean {
  const isSame = run.reasons.length === reasons.length && reasons.every((code) => run.reasons.includes(code));
  return run.verdict === verdict && isSame;
}

/** The first day of each month within some runs, with its place among the days; the day on which they begin is no mark. */
export function listMonthStarts(
  runs: readonly Pick<NightRun, 'from' | 'offset' | 'length'>[],
): readonly { readonly date: string; readonly offset: number }[] {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return [];
  const begin = Date.parse(first.from);
  return Array.from({ length: last.offset + last.length }, (_, offset) => ({
    date: new Date(begin + offset * DAY_MS).toISOString().slice(0, 10),
    offset,
  })).filter(({ date, offset }) => offset > 0 && date.endsWith('-01'));
}
