import type { AcceptedReason } from '../catalog/types.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { reasonRow } from '../reasons.ts';
import type { Verdict } from '../verdicts.ts';
import { findAcceptance } from './acceptance.ts';
import type { DetectedReason } from './findings.ts';
import { HISTORY_NIGHTS } from './nights.ts';
import { listRows, mapRows } from './rows.ts';
import type { HistoryEntry, Reason, Status, StatusRow } from './types.ts';
import { utcDay } from './verdicts.ts';

/** Gravest first, so that the first sentence is the one that matters. */
const EFFECT_ORDER = ['failing', 'confirm', 'unknown', 'stale', 'info'] as const;

/**
 * Tonight's reasons: each keeps the time since which it has been seen every night.
 *
 * @param accepted what the manifest accepts
 */
export function foldReasons(
  previous: readonly Reason[],
  findings: readonly DetectedReason[],
  now: string,
  accepted: readonly AcceptedReason[] = [],
): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const { code, message, path, about, detail } of findings) {
    const isSame = (reason: Reason) => reason.code === code && reason.path === path;
    if (reasons.some((reason) => isSame(reason) && reason.message === message)) continue;
    const known = previous.find(isSame);
    const entry = findAcceptance(accepted, code, now);
    reasons.push(
      omitUndefined({
        code,
        message,
        since: known?.since ?? now,
        path,
        about,
        detail,
        accepted: entry && { because: entry.because, until: entry.until },
      }),
    );
  }
  const rank = ({ code }: Reason) => EFFECT_ORDER.indexOf(reasonRow(code).effect);
  return reasons.sort((a, b) => rank(a) - rank(b));
}

/**
 * One entry a UTC day, oldest first; the last run of a day counts. The latest 90 are kept however old they are: counted back
 * from a clock that is wrong once, all of them would be too old.
 */
export function foldHistory(
  previous: readonly HistoryEntry[],
  verdict: Verdict,
  now: string,
  reasons: readonly Pick<Reason, 'code' | 'accepted'>[] = [],
): readonly HistoryEntry[] {
  const today = utcDay(now);
  const byDay = new Map(previous.filter(({ date }) => date < today).map((night) => [night.date, night]));
  const earlier = [...byDay.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const counted = reasons.filter(
    ({ code, accepted }) => accepted === undefined && reasonRow(code).effect !== 'info',
  );
  const codes = [...new Set(counted.map(({ code }) => code))];
  const tonight = { date: today, verdict, ...(verdict !== 'ok' && codes.length > 0 && { reasons: codes }) };
  return [...earlier.slice(1 - HISTORY_NIGHTS), tonight];
}

/** Whether any time of the status is later than `now`, as a wrong clock leaves it. */
export function isFromTheFuture(status: Status, now: string): boolean {
  return Date.parse(status.checked_at) > Date.parse(now);
}

/**
 * Whether `now` itself must be wrong: most days of the history are later, which a single check with a wrong clock
 * cannot cause. Continuing would drop them as days of the future.
 */
export function isClockBehind(status: Status, now: string): boolean {
  const days = [...new Set(listRows(status).flatMap(({ history }) => history.map(({ date }) => date)))];
  const laterCount = days.filter((day) => day > utcDay(now)).length;
  return laterCount > 1 && laterCount > days.length - laterCount;
}

/** The status with no time after `now`, so that nothing counts as confirmed or recent that is not. */
export function clampStatus(status: Status, now: string): Status {
  return {
    ...mapRows(status, (row) => clampRow(row, now)),
    checked_at: earlier(status.checked_at, now),
  };
}

function clampRow<Row extends StatusRow>(row: Row, now: string): Row {
  return {
    ...row,
    since: earlier(row.since, now),
    last_ok_at: row.last_ok_at === null ? null : earlier(row.last_ok_at, now),
    ...(row.checked_at !== undefined && { checked_at: earlier(row.checked_at, now) }),
    ...(row.last_known && { last_known: { ...row.last_known, at: earlier(row.last_known.at, now) } }),
    reasons: row.reasons.map((reason) => ({ ...reason, since: earlier(reason.since, now) })),
    history: row.history.filter(({ date }) => date <= utcDay(now)),
  };
}

function earlier(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
