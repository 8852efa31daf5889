import { quote } from '../../diagnostics/quote.ts';
import type { Problem } from '../reporter.ts';

const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const time = DATE_FORM.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 31 February is moved on rather than refused by some engines.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A day of the calendar. */
export function checkDate(text: string): Problem | undefined {
  if (isDate(text)) return undefined;
  return {
    code: 'manifest/bad-date',
    message: DATE_FORM.test(text)
      ? `${quote(text)} is not a day of the calendar.`
      : `${quote(text)} is not a date; write year, month and day as in "2026-03-01".`,
  };
}
