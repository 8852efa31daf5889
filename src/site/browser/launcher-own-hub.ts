import { fillText } from '../../core/launcher/browser-texts.ts';
import { composeOwnLaunch, type OwnHubType, type OwnLaunch } from '../../core/launcher/own-hub.ts';
import { find } from './elements.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** What an address for a hub of the reader's own comes to: a launch, or the sentence that says what is wrong. */
export type OwnHubCheck =
  | { readonly ok: true; readonly launch: OwnLaunch }
  | { readonly ok: false; readonly problem: string };

/**
 * Checks an address that was typed or stored, and composes the link. Loaded only when there is one, since it
 * brings the whole composing of links with it.
 */
export function checkOwnHub(page: LauncherView, text: string, type: OwnHubType): OwnHubCheck {
  const { content } = page.facts;
  if (content === undefined) return { ok: false, problem: page.texts.ownBad };
  const launch = composeOwnLaunch(text, content, type);
  if (launch.ok) return { ok: true, launch: launch.value };
  const isSecret = launch.failure.code === 'link/credentials';
  return { ok: false, problem: isSecret ? page.texts.ownCredentials : page.texts.ownBad };
}

/** Puts the reader's own hub first, where its address is one. */
export function showOwnHub(page: LauncherView, text: string, type: OwnHubType): OwnHubCheck {
  const checked = checkOwnHub(page, text, type);
  if (checked.ok) page.promote(createOffer(page, checked.launch));
  return checked;
}

function createOffer(page: LauncherView, { hubUrl, type, title, link }: OwnLaunch): HTMLElement {
  // The one that was shown before is no longer meant.
  for (const offer of page.offers()) if (offer.dataset.hub === '') (offer.closest('li') ?? offer).remove();
  const template = find(page.root, '[data-own-offer]', HTMLTemplateElement);
  const offer = find(template.content, '[data-offer]', HTMLElement).cloneNode(true);
  if (!(offer instanceof HTMLElement)) throw new Error('The template holds no offer.');
  offer.dataset.title = title;
  offer.dataset.url = hubUrl;
  offer.dataset.type = type;
  for (const sentence of offer.querySelectorAll<HTMLElement>('[data-only]')) {
    if (sentence.dataset.only !== type) sentence.remove();
  }
  const anchor = linkOf(offer);
  anchor.href = link;
  find(anchor, '[data-go-label]', HTMLElement).textContent = fillText(page.texts.open, title);
  return offer;
}
