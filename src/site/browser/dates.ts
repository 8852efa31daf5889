import { describeAge, describeDate, describeDay, nightsSince } from '../../core/site/age.ts';

/** Dates as seen from the reader's own day, and a warning where the last check is too long ago. */
const now = new Date();
const language = document.documentElement.lang || 'en';

for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-as]')) {
  const describe = { day: describeDay, date: describeDate }[element.dataset.as ?? ''] ?? describeAge;
  element.textContent = describe(element.dateTime, now, language);
}

const checkedAt = document.querySelector<HTMLElement>('[data-checked-at]')?.dataset.checkedAt;
// What a check said long ago is no longer said of today, nor in its colours.
if (checkedAt !== undefined && nightsSince(checkedAt, now) > 2) {
  document.documentElement.dataset.oldCheck = '';
  for (const note of document.querySelectorAll<HTMLElement>('[data-old-note]')) note.hidden = false;
  for (const word of document.querySelectorAll<HTMLElement>('[data-past]'))
    word.textContent = word.dataset.past ?? '';
}
