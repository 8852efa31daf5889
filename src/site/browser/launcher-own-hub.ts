import { fillText } from '../../core/launcher/browser-texts.ts';
import { composeOwnLaunch, type OwnLaunch } from '../../core/launcher/own-hub.ts';
import { find } from './elements.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/**
 * Puts the reader's own hub first. Loaded only when there is one, since it brings the whole composing
 * of links with it.
 *
 * @returns the hub's address, or the sentence to say
 */
export function showOwnHub(
  page: LauncherView,
  text: string,
): { readonly ok: true; readonly hubUrl: string } | { readonly ok: false; readonly problem: string } {
  const { content } = page.facts;
  if (content === undefined) return { ok: false, problem: page.texts.ownBad };
  const launch = composeOwnLaunch(text, content);
  if (!launch.ok) {
    const isSecret = launch.failure.code === 'link/credentials';
    return { ok: false, problem: isSecret ? page.texts.ownCredentials : page.texts.ownBad };
  }
  page.promote(createOffer(page, launch.value));
  return { ok: true, hubUrl: launch.value.hubUrl };
}

function createOffer(page: LauncherView, { hubUrl, title, link }: OwnLaunch): HTMLElement {
  // The one that was shown before is no longer meant.
  for (const offer of page.offers()) if (offer.dataset.hub === '') (offer.closest('li') ?? offer).remove();
  const template = find(page.root, '[data-own-offer]', HTMLTemplateElement);
  const offer = find(template.content, '[data-offer]', HTMLElement).cloneNode(true);
  if (!(offer instanceof HTMLElement)) throw new Error('The template holds no offer.');
  offer.dataset.title = title;
  offer.dataset.url = hubUrl;
  const anchor = linkOf(offer);
  anchor.href = link;
  find(anchor, '[data-go-label]', HTMLElement).textContent = fillText(page.texts.open, title);
  return offer;
}
