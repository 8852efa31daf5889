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
  return new Intl.DateTimeFormat([language, 'en'], { dateStyle: 'long' }).format(new Date(iso));
}

/** Whole nights between a time and now; 0 for an unreadable time. */
export function nightsSince(iso: string, now: Date): number {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : Math.floor((now.getTime() - time) / DAY_MS);
}
