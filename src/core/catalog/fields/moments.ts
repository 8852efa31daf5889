import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';
import { checkDate } from './dates.ts';

export const MOMENT_PATTERN =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_MS = 86_400_000;

/** A day, or a time with its zone: `2026-12-24`, `2026-12-24T06:00Z`, `2026-12-24T07:00+01:00`. */
export function checkMoment(text: string): Problem | undefined {
  const match = MOMENT_PATTERN.exec(text);
  const [, day = '', hour, , zone] = match ?? [];
  if (match === null) {
    return {
      code: 'manifest/bad-date',
      message: `${quote(text)} is neither a day nor a time; write "2026-12-24", or "2026-12-24T06:00Z".`,
    };
  }
  if (hour !== undefined && zone === undefined) {
    return {
      code: 'manifest/bad-date',
      message: `${quote(text)} is a time without its zone, which means another moment to every reader.`,
      hint: `Write "${text.replace(' ', 'T')}Z" where it is UTC, else the difference, such as "${text.replace(' ', 'T')}+01:00".`,
    };
  }
  return checkDate(day);
}

/** A checked moment as ISO 8601 in UTC; of a day its beginning, or the beginning of the next. */
export function parseMoment(text: string, edge: 'start' | 'end'): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : text.replace(' ', 'T'));
  return new Date(isDay && edge === 'end' ? time + DAY_MS : time).toISOString();
}
