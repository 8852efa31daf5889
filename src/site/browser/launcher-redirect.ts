import { fillText } from '../../core/launcher/browser-texts.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** Time to read what was left aside before the page continues. */
const READING_MS = 4_000;

/**
 * Goes to an offer by itself, says so as soon as that is certain, and lets the reader stay. Until then the button
 * can be pressed.
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
  const { title = '' } = offer.dataset;
  const going = page.part('going');
  const say = (text: string) => {
    page.part('going-text').textContent = fillText(text, title);
  };
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    const hadFocus = going.contains(document.activeElement);
    going.hidden = true;
    if (hadFocus) link.focus();
  };
  page.part('stay').addEventListener('click', () => {
    // The browser may be under way already.
    window.stop();
    stop();
  });
  page.part('options').addEventListener('toggle', stop);
  // A page that comes back out of the browser's memory does not go again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) stop();
  });
  say(page.texts.asking);
  going.hidden = false;
  void confirmed.then(async (goes) => {
    if (isStopped) return;
    if (!goes) return stop();
    say(page.texts.going);
    going.dataset.certain = '';
    if (isSaying) await new Promise((resolve) => setTimeout(resolve, READING_MS));
    if (!isStopped) location.assign(link.href);
  });
}
