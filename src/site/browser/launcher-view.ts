import { fillText, type LauncherTexts } from '../../core/launcher/browser-texts.ts';
import type { LauncherOffer } from '../../core/launcher/choice.ts';
import type { OwnLaunchContent } from '../../core/launcher/own-hub.ts';
import type { Verdict } from '../../core/verdicts.ts';
import { find } from './elements.ts';

/** What the page was built with. */
export interface LauncherFacts {
  readonly base: string;
  readonly hubs: readonly { readonly id: string; readonly title: string }[];
  /** Edition → its page. */
  readonly editions: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly edition?: string;
  readonly checkedAt?: string;
  readonly content?: OwnLaunchContent;
}

/** A launcher page, as its script reads and changes it. The HTML has everything already; only offers move. */
export class LauncherView {
  readonly facts: LauncherFacts;
  readonly texts: LauncherTexts;
  readonly root: HTMLElement;

  constructor(root: HTMLElement) {
    this.root = root;
    this.facts = JSON.parse(root.dataset.launcher ?? '{}') as LauncherFacts;
    this.texts = JSON.parse(root.dataset.texts ?? '{}') as LauncherTexts;
    for (const kept of root.querySelectorAll<HTMLScriptElement>('script[data-script-only]')) {
      const template = document.createElement('template');
      // Markup of the page itself, which only waited for a script.
      template.innerHTML = kept.text;
      kept.replaceWith(template.content);
    }
  }

  part(name: string): HTMLElement {
    return find(this.root, `[data-${name}]`, HTMLElement);
  }

  /** Offers of the page's own version, in their present order. */
  offers(): HTMLElement[] {
    return [
      ...this.root.querySelectorAll<HTMLElement>('[data-first] [data-offer], [data-others] [data-offer]'),
    ];
  }

  describeOffers(): LauncherOffer[] {
    return this.offers().map(({ dataset }) => ({
      hubId: dataset.hub ?? '',
      verdict: (dataset.verdict ?? 'unknown') as Verdict,
      isUntested: dataset.untested !== undefined,
    }));
  }

  first(): HTMLElement | undefined {
    return this.root.querySelector<HTMLElement>('[data-first] [data-offer]') ?? undefined;
  }

  /** Puts an offer first; the former first one becomes the first of the others. */
  promote(offer: HTMLElement): void {
    const former = this.first();
    if (former === offer) return;
    const row = offer.closest('[data-others] > li');
    this.part('first').replaceChildren(offer);
    row?.remove();
    if (former !== undefined) this.part('others').prepend(inRow(former));
  }

  /** Versions that can be launched from here. */
  versions(): string[] {
    return [...this.root.querySelectorAll<HTMLElement>('[data-version]')].map(
      ({ dataset }) => dataset.version ?? '',
    );
  }

  /**
   * Lets the offers of an earlier version take the place of today's.
   *
   * @returns false where none of them starts: then today's stay
   */
  showVersion(tag: string): boolean {
    const row = [...this.root.querySelectorAll<HTMLElement>('[data-version]')].find(
      ({ dataset }) => dataset.version === tag,
    );
    const offers = [...(row?.querySelectorAll<HTMLElement>('[data-offer]') ?? [])];
    const first = offers.find(({ dataset }) => dataset.verdict !== 'failing');
    if (row === undefined || first === undefined) {
      if (row !== undefined) reveal(row);
      this.say(fillText(this.texts.versionFailing, tag));
      return false;
    }
    this.part('first').replaceChildren(first);
    this.part('others').replaceChildren(...offers.filter((offer) => offer !== first).map(inRow));
    row.remove();
    for (const fallback of this.root.querySelectorAll<HTMLElement>('[data-fallback]')) fallback.hidden = true;
    const today = document.createElement('a');
    today.href = location.pathname;
    today.textContent = this.texts.today;
    this.say(fillText(this.texts.versionNote, tag)).append(' ', today);
    return true;
  }

  /** Shown inside another page: hubs refuse that, so everything opens outside. */
  openOutside(): void {
    for (const link of this.root.querySelectorAll<HTMLAnchorElement>('a[target="_top"]')) {
      link.target = '_blank';
      link.rel = 'noopener';
    }
    this.say(this.texts.newTab);
  }

  /** Adds a sentence for the reader, as text. */
  say(sentence: string): HTMLElement {
    const line = document.createElement('p');
    line.textContent = sentence;
    this.part('notices').append(line);
    return line;
  }
}

export function linkOf(offer: HTMLElement): HTMLAnchorElement {
  return find(offer, '[data-go]', HTMLAnchorElement);
}

/** Opens whatever an element is folded into. */
export function reveal(element: HTMLElement): void {
  let fold = element.closest('details');
  while (fold !== null) {
    fold.open = true;
    fold = fold.parentElement?.closest('details') ?? null;
  }
}

export function showLiveNotice(offer: HTMLElement, sentence: string): void {
  const line = find(offer, '[data-live]', HTMLElement);
  line.textContent = sentence;
  line.hidden = false;
}

function inRow(offer: HTMLElement): HTMLElement {
  const row = document.createElement('li');
  row.append(offer);
  return row;
}
