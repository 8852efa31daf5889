import { dateLocales } from '../date-locales.ts';
import { utcDay } from '../health/verdicts.ts';

const DAY_MS = 86_400_000;

/**
 * How long ago something was, as people say it: `3 hours ago`, `yesterday`, `9 days ago`, and the date
 * itself beyond a month. A time in the future (a clock that is wrong) is given as its date.
 *
 * @param iso ISO 8601 time
 * @param language BCP 47 tag
 */
export function describeAge(iso: string, now: Date, language: string): string {
  const ageMs = now.getTime() - Date.parse(iso);
  const relative = new Intl.RelativeTimeFormat([language, 'en'], { numeric: 'auto' });
  if (ageMs >= 0 && ageMs < 3_600_000) return relative.format(-Math.round(ageMs / 60_000), 'minute');
  if (ageMs >= 0 && ageMs < DAY_MS) return relative.format(-Math.round(ageMs / 3_600_000), 'hour');
  if (ageMs >= 0 && ageMs < 31 * DAY_MS) return relative.format(-Math.floor(ageMs / DAY_MS), 'day');
  return new Intl.DateTimeFormat(dateLocales(language), { dateStyle: 'long' }).format(new Date(iso));
}

/** Until here a weekday and a day of a month cannot be taken for those of another year. */
const NAMED_DAYS = 270;

/**
 * A day as people say it: `Tuesday, March 3`, and the whole date where it is long ago or yet to come.
 * In UTC, as in the status.
 *
 * @param iso ISO 8601 time
 * @param language BCP 47 tag
 */
export function describeDay(iso: string, now: Date, language: string): string {
  return formatNearDay(iso, now, language, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** As `describeDay`, where room is scarce: `3 March`. */
export function describeDate(iso: string, now: Date, language: string): string {
  return formatNearDay(iso, now, language, { day: 'numeric', month: 'long' });
}

function formatNearDay(iso: string, now: Date, language: string, near: Intl.DateTimeFormatOptions): string {
  const ageMs = now.getTime() - Date.parse(iso);
  const isNear = ageMs >= 0 && ageMs < NAMED_DAYS * DAY_MS;
  return new Intl.DateTimeFormat(dateLocales(language), {
    ...(isNear ? near : { dateStyle: 'long' }),
    timeZone: 'UTC',
  }).format(new Date(iso));
}

/** Whether two ISO times are of one day in UTC; false without the second. */
export function isSameUtcDay(left: string, right: string | undefined): boolean {
  return right !== undefined && utcDay(left) === utcDay(right);
}

/** A nightly check that is late is not yet a missed one. */
const GRACE_MS = 6 * 3_600_000;

/** From this age on two nightly checks were missed: `nightsSince` is more than two. */
export const OLD_CHECK_MS = 2 * DAY_MS + GRACE_MS;

/**
 * How many nightly checks were due since a time, each counted six hours after it was due; 0 for an unreadable time.
 * More than two means two missed checks.
 */
export function nightsSince(iso: string, now: Date): number {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : Math.floor((now.getTime() - time + DAY_MS - GRACE_MS) / DAY_MS);
}
