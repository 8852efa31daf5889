import { fillText } from '../../core/launcher/browser-texts.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** Time to read what was left aside before the page continues. */
const READING_MS = 4_000;

/**
 * Goes to an offer by itself, says so, and lets the reader stay.
 *
 * @param confirmed whether to go, as soon as that is known
 * @param isSaying whether there is something to read before
 */
export function startRedirect(
  page: LauncherView,
  offer: HTMLElement,
  { confirmed, isSaying }: { readonly confirmed: Promise<boolean>; readonly isSaying: boolean },
): void {
  const link = linkOf(offer);
  const going = page.part('going');
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    if (going.contains(document.activeElement)) link.focus();
    going.hidden = true;
  };
  page.part('stay').addEventListener('click', () => {
    // The browser may be under way already.
    window.stop();
    stop();
  });
  page.part('tools').addEventListener('click', stop);
  // A page that comes back out of the browser's memory does not go again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) stop();
  });
  going.hidden = false;
  page.part('going-text').textContent = fillText(page.texts.going, offer.dataset.title ?? '');
  const read = isSaying ? new Promise((resolve) => setTimeout(resolve, READING_MS)) : undefined;
  void Promise.all([confirmed, read]).then(([goes]) => {
    if (isStopped) return;
    if (goes) location.assign(link.href);
    else stop();
  });
}
