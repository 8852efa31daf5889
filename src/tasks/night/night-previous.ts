import { quote } from '../../core/diagnostics/quote.ts';
import { isClockBehind, isFromTheFuture } from '../../core/health/fold-row.ts';
import { MAX_STATUS_BYTES, parseStatusRows, type StatusReading } from '../../core/health/parse-status.ts';
import type { Status } from '../../core/health/types.ts';
import { utcDay } from '../../core/health/verdicts.ts';
import { BEGIN_ANEW_ADVICE } from '../../core/published/published-address.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { setAside } from '../../io/files/set-aside.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { isAddress, readPublished } from '../published/read-published.ts';

export interface PreviousStatus {
  /** Absent on a first nightly check, and where the file that held it is damaged. */
  readonly status?: Status;
  /** What is to be said of it, one sentence each. */
  readonly notices: readonly string[];
}

export interface PreviousOptions {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** `SLIPWAY_BEGIN_ANEW`: what an address does not answer with counts as not there yet. */
  readonly canBeginAnew?: boolean;
}

/**
 * The status of the previous nightly check, from a file or URL. If there is none, this is the first check. One that
 * cannot be read, that is no status, or that a later Slipway wrote stops the check, since continuing would overwrite
 * up to 90 days of history. Of a truncated file a copy is kept beside it, and the history begins anew.
 *
 * @returns as a failure why no nightly check can be run, as sentences
 */
export async function loadPreviousStatus(
  place: string,
  fetchPublished: FetchText,
  { now, canBeginAnew = false }: PreviousOptions,
): Promise<Result<PreviousStatus, string>> {
  const named = quote(place);
  const stop = (why: string) =>
    fail(
      `The earlier status at ${named} cannot be used. ${why} So that its history is not lost, this is not taken for a first night; for one, let --previous name a file that does not exist.`,
    );
  /** For answers that are no status, such as a sign-in page; not for a status that is only too new. */
  const stopOrBeginAnew = (why: string) => {
    if (!isAddress(place)) return stop(why);
    if (!canBeginAnew) return stop(`${why} ${BEGIN_ANEW_ADVICE}`);
    return ok({
      notices: [
        `The earlier status at ${named} cannot be used. ${why} As SLIPWAY_BEGIN_ANEW says, this is taken as the first night.`,
      ],
    });
  };
  const text = await readPublished(place, MAX_STATUS_BYTES, fetchPublished);
  if (!text.ok) return stopOrBeginAnew(text.failure.message);
  if (text.value === undefined) {
    return ok({ notices: [`There is no earlier status at ${named}: this is taken as the first night.`] });
  }
  const parsed = parseStatusRows(text.value);
  if (parsed.ok) {
    const { status } = parsed.value;
    if (isClockBehind(status, now)) return stop(describeClock(status, now));
    return ok({ status, notices: describeReading(parsed.value, named, now) });
  }
  const { code, message } = parsed.failure;
  if (code === 'status/before-first-night') {
    return ok({ notices: [`The site at ${named} has had no night yet: this is the first.`] });
  }
  if (code !== 'status/not-json') return stop(message);
  if (isAddress(place)) return stopOrBeginAnew(message);
  const copy = await setAside(place, `damaged-${utcDay(now)}`);
  const kept = copy === undefined ? '' : ` A copy of it is kept as ${quote(copy)}.`;
  return ok({
    notices: [`The earlier status at ${named} is damaged, so the history begins anew. ${message}${kept}`],
  });
}

function describeClock({ checked_at }: Status, now: string): string {
  return `The clock of this machine says ${now}, and most nights of that status are later (the last ${checked_at}): set the clock.`;
}

/** What is odd about a status that can be used. */
function describeReading({ status, dropped }: StatusReading, named: string, now: string): string[] {
  const notices: string[] = [];
  if (dropped.length > 0) {
    notices.push(`In the earlier status at ${named} this is damaged and begins anew: ${listSome(dropped)}.`);
  }
  if (isFromTheFuture(status, now)) {
    notices.push(
      `The earlier status at ${named} is from the future (${status.checked_at}): a clock was wrong. Its times are taken as now.`,
    );
  }
  return notices;
}

const MAX_LISTED = 10;

function listSome(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return `${names.slice(0, MAX_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
