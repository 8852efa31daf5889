import type { Reason, ReasonCode, Verdict } from './types.ts';

/**
 * What a reason does to a verdict: `failing` at once; `confirm` = failing when two nights agree,
 * unknown before; or `stale`, `unknown`, and `info`, which changes nothing.
 */
export type Effect = 'failing' | 'confirm' | 'stale' | 'unknown' | 'info';

/** What each reason means for the verdict, as docs/nightly.md tells; the codes are published and stay. */
export const EFFECTS = {
  'image/missing': 'failing',
  'image/digest-gone': 'failing',
  'image/wrong-platform': 'failing',
  'binder/repository-missing': 'failing',
  'binder/ref-missing': 'failing',
  'binder/dockerfile-missing': 'failing',
  'binder/dockerfile-invalid': 'failing',
  'content/repository-missing': 'failing',
  'content/ref-missing': 'failing',
  'content/notebook-missing': 'failing',
  'content/no-notebooks': 'failing',
  'hub/wrong-kind': 'failing',
  'image/not-public-or-missing': 'confirm',
  'hub/unreachable': 'confirm',
  'hub/unhealthy': 'confirm',
  'image/tag-moved': 'stale',
  'image/too-old': 'stale',
  'binder/pin-differs': 'stale',
  'binder/unpinned': 'stale',
  'registry/unreachable': 'unknown',
  'registry/rate-limited': 'unknown',
  'registry/unauthorized': 'unknown',
  'binder/unreachable': 'unknown',
  'content/unreachable': 'unknown',
  'hub/rate-limited': 'unknown',
  'hub/refused': 'unknown',
  'hub/not-asked': 'unknown',
  'hub/maintenance': 'unknown',
  'hub/maintenance-planned': 'info',
  'image/newer-tag': 'info',
  'image/not-binder-ready': 'info',
  'image/age-unknown': 'info',
} as const satisfies Record<ReasonCode, Effect>;

/** Of these there is nothing to be done. */
const WITHOUT_ADVICE: readonly ReasonCode[] = ['image/age-unknown', 'hub/maintenance-planned'];

/** Whether whoever keeps the catalogue is told what to do about a reason. */
export function hasAdvice({ code, accepted }: Pick<Reason, 'code' | 'accepted'>): boolean {
  return accepted === undefined && !WITHOUT_ADVICE.includes(code);
}

/** Whether a reason matters to whoever launches: a newer tag, say, is news for whoever keeps the catalogue. */
export function concernsLaunch({ code }: Pick<Reason, 'code'>): boolean {
  return EFFECTS[code] !== 'info' || code === 'hub/maintenance-planned';
}

/**
 * Best first. `unknown` stands between `stale` and `failing`: something that may not start is worse
 * than something that does, and better than something that surely does not.
 */
export const VERDICT_ORDER: readonly Verdict[] = ['ok', 'stale', 'unknown', 'failing'];

/** The worse of two or more verdicts; `ok` for none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'ok';
  for (const verdict of verdicts) {
    if (VERDICT_ORDER.indexOf(verdict) > VERDICT_ORDER.indexOf(worst)) worst = verdict;
  }
  return worst;
}

/** Two runs count as two nights when they lie on different UTC days and at least this far apart. */
const MIN_NIGHT_DISTANCE_MS = 2 * 3_600_000;

/**
 * Verdict of a set of reasons at a time; accepted ones do not count. A reason that needs two nights counts as failing when its
 * `since` lies in an earlier night.
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

function verdictOfReason(code: ReasonCode, since: string, at: string): Verdict {
  const effect: Effect = EFFECTS[code];
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
