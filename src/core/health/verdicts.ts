import { reasonRow } from '../reasons.ts';
import { type Verdict, worstVerdict } from '../verdicts.ts';
import type { Reason } from './types.ts';

/** Whether a reason matters to those who launch; a newer tag, for example, matters to maintainers only. */
export function concernsLaunch({ code }: Pick<Reason, 'code'>): boolean {
  return reasonRow(code).shownAt === 'launch';
}

/** Two runs count as two nightly checks when they are on different UTC days and at least this far apart. */
const MIN_NIGHT_DISTANCE_MS = 2 * 3_600_000;

/**
 * Verdict of a set of reasons at a time; accepted ones do not count. A reason that needs two nightly checks counts as failing when its
 * `since` is in an earlier nightly check.
 *
 * @param at ISO 8601, UTC: when the reasons were seen
 */
export function verdictOfReasons(
  reasons: readonly Pick<Reason, 'code' | 'since' | 'accepted'>[],
  at: string,
): Verdict {
  const counted = reasons.filter(({ accepted }) => accepted === undefined);
  return worstVerdict(counted.map(({ code, since }) => verdictOfReason(code, since, at)));
}

function verdictOfReason(code: Reason['code'], since: string, at: string): Verdict {
  const { effect } = reasonRow(code);
  switch (effect) {
    case 'info':
      return 'ok';
    case 'confirm':
      return isEarlierNight(since, at) ? 'failing' : 'unknown';
    default:
      return effect;
  }
}

function isEarlierNight(since: string, at: string): boolean {
  const distanceMs = Date.parse(at) - Date.parse(since);
  return distanceMs >= MIN_NIGHT_DISTANCE_MS && utcDay(since) < utcDay(at);
}

/** UTC day of a time, `YYYY-MM-DD`. */
export function utcDay(iso: string): string {
  return new Date(iso).toISOString().slice(0, 10);
}
