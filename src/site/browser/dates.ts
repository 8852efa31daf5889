import { describeAge, describeDate, describeDay } from '../../core/site/age.ts';

/** Dates as seen from the reader's own day, and the words for a check that is too long ago. */
const now = new Date();
const language = document.documentElement.lang || 'en';

for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-as]')) {
  const describe = { day: describeDay, date: describeDate }[element.dataset.as ?? ''] ?? describeAge;
  element.textContent = describe(element.dateTime, now, language);
}

// What a check said long ago is no longer said of today.
if (document.documentElement.dataset.oldCheck !== undefined) {
  for (const word of document.querySelectorAll<HTMLElement>('[data-past]'))
    word.textContent = word.dataset.past ?? '';
}
