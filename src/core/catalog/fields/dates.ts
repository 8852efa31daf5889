import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';

/** A day of the calendar, `YYYY-MM-DD`. */
export function checkDate(text: string): Problem | undefined {
  const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = isWritten ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 31 February is moved on rather than refused by some engines.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return undefined;
  return {
    code: 'manifest/bad-date',
    message: isWritten
      ? `${quote(text)} is not a day of the calendar.`
      : `${quote(text)} is not a date; write year, month and day as in "2026-03-01".`,
  };
}
