import type { Announcement } from '../catalog/types.ts';
import { OLD_CHECK_MS } from './age.ts';

/** Keys in the browser's storage. */
export const THEME_KEY = 'slipway-theme';
export const DISMISSED_KEY = 'slipway-dismissed';

/**
 * Runs before the first paint, so that no page flashes in the other colours and nothing moves afterwards: marks
 * that scripts run and that the last check is too long ago, and puts back the reader's choices. Not a module, which would wait for the whole page; the
 * security policy names its digest.
 */
export const THEME_SCRIPT = /* @__PURE__ */ [
  '(function(){var r=document.documentElement,d=r.dataset;d.script="";',
  `if(Date.now()-Date.parse(d.checkedAt)>=${OLD_CHECK_MS})d.oldCheck="";`,
  'try{',
  `var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")d.theme=t;`,
  `if(d.announcement&&(localStorage.getItem("${DISMISSED_KEY}")===d.announcement`,
  '||d.announcementUntil&&new Date(d.announcementUntil)<new Date()))d.dismissed="";',
  '}catch(e){}})()',
].join('');

/**
 * Whether an announcement is part of the pages.
 *
 * @param at ISO 8601, when the pages are made
 */
export function showsAnnouncement(announcement: Announcement | undefined, at: string): boolean {
  if (announcement === undefined) return false;
  const { from, until } = announcement;
  const time = Date.parse(at);
  return (
    (from === undefined || Date.parse(from) <= time) && (until === undefined || time < Date.parse(until))
  );
}
