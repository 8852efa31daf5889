import { chooseLink, parseSeat, SEAT_COUNT, seatKey } from '../../core/launcher/spread.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** Gives the reader one of the Binder repositories of each launch that has several. */
export function spreadLaunches(page: LauncherView): void {
  const offers = [...page.root.querySelectorAll<HTMLElement>('[data-offer][data-more-urls]')];
  if (offers.length === 0) return;
  const seat = takeSeat(page.facts.base);
  for (const offer of offers) {
    const link = linkOf(offer);
    const more = JSON.parse(offer.dataset.moreUrls ?? '[]') as readonly string[];
    link.href = chooseLink([link.href, ...more], seat) ?? link.href;
    // Chosen: nothing else needs them.
    delete offer.dataset.moreUrls;
  }
}

/** The reader's seat, kept in this browser and nowhere else; storage may be closed to us, and then it is drawn anew. */
function takeSeat(base: string): number {
  const drawn = Math.floor(Math.random() * SEAT_COUNT);
  try {
    const stored = parseSeat(localStorage.getItem(seatKey(base)));
    if (stored === undefined) localStorage.setItem(seatKey(base), String(drawn));
    return stored ?? drawn;
  } catch {
    return drawn;
  }
}
