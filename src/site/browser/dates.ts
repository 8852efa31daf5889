import { describeAge, describeDay, nightsSince } from '../../core/site/age.ts';

/** Dates as seen from the reader's own day, and a warning where the last check is too long ago. */
const now = new Date();
const language = document.documentElement.lang || 'en';

for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-as]')) {
  const describe = element.dataset.as === 'day' ? describeDay : describeAge;
  element.textContent = describe(element.dateTime, now, language);
}

for (const element of document.querySelectorAll<HTMLElement>('[data-checked-at]')) {
  if (nightsSince(element.dataset.checkedAt ?? '', now) > 2) element.hidden = false;
}
