/** How a day is written; whether the calendar has it is another question. */
export const DATE_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const time = DATE_FORM.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 31 February is moved on rather than refused by some engines.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
