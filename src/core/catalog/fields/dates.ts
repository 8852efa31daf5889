import { quote } from '../../diagnostics/quote.ts';
import { DATE_FORM, isDate } from '../../is-date.ts';
import type { Problem } from '../reporter.ts';

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
