import type { BinderProgress } from '../../core/launcher/binder-events.ts';
import type { BinderFailureKind } from '../../core/launcher/binder-failures.ts';
import { BINDER_STEPS, stepOfPhase } from '../../core/launcher/binder-phases.ts';
import { fillText, type WatchTexts } from '../../core/launcher/browser-texts.ts';
import { find } from './elements.ts';
import { type LauncherView, linkOf } from './launcher-view.ts';

/** Failures that going to the hub itself may get around. */
const HELPED_BY_HUB: readonly BinderFailureKind[] = ['limited', 'refused', 'network', 'launch', 'other'];

/** The part of the page in which a launch is watched. */
export class BinderWatchView {
  readonly #root: HTMLElement;
  readonly #texts: WatchTexts;
  readonly #startButton: HTMLElement;
  readonly #page: LauncherView;
  readonly #isFramed = window.top !== window.self;
  #clock: ReturnType<typeof setInterval> | undefined;
  #cancel: (() => void) | undefined;
  #log: readonly string[] = [];
  #isWriting = false;

  constructor(page: LauncherView, texts: WatchTexts, hubTitle: string, link: string) {
    // A fresh copy: listeners of an earlier launch go with the old one.
    const former = page.part('watch');
    const root = former.cloneNode(true);
    if (!(root instanceof HTMLElement)) throw new Error('The page has no place to watch.');
    former.replaceWith(root);
    this.#root = root;
    this.#page = page;
    this.#texts = texts;
    this.#startButton = page.part('watch-start');
    this.#part('watch-heading').textContent = fillText(this.#texts.on, hubTitle);
    const plain = this.#link('watch-plain');
    plain.href = link;
    plain.textContent = fillText(this.#texts.plain, hubTitle);
    if (this.#isFramed) plain.target = '_blank';
    this.#part('watch-cancel').addEventListener('click', () => this.#stop());
    root.hidden = false;
  }

  onAgain(start: () => void): void {
    this.#part('watch-again').addEventListener('click', start);
  }

  begin(cancel: () => void): void {
    this.#cancel = cancel;
    this.#startButton.hidden = true;
    find(this.#page.root, '[data-options]', HTMLDetailsElement).open = false;
    this.#part('watch-failure').replaceChildren();
    this.#write([]);
    this.#setRunning(true);
    this.#part('watch-cancel').focus();
    this.#say(this.#texts.now.connecting);
    const begunMs = Date.now();
    clearInterval(this.#clock);
    this.#clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - begunMs) / 1000);
      this.#part('watch-elapsed').textContent =
        `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }, 1000);
  }

  show({ phase, log }: BinderProgress): void {
    if (phase !== undefined) this.#say(this.#texts.now[phase]);
    const reached = stepOfPhase(phase);
    for (const [index, name] of BINDER_STEPS.entries()) {
      const item = find(this.#root, `[data-phase="${name}"]`, HTMLElement);
      item.toggleAttribute('data-done', index < reached);
      if (index === reached) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
    this.#write(log);
  }

  fail(kind: BinderFailureKind, message: string): void {
    this.#setRunning(false);
    this.#say('');
    const failure = this.#part('watch-failure');
    failure.replaceChildren(createLine(this.#texts.failures[kind]));
    if (message !== '') failure.append(createLine(fillText(this.#texts.said, message.slice(0, 300))));
    this.#link('watch-plain').hidden = !HELPED_BY_HUB.includes(kind);
    if (!HELPED_BY_HUB.includes(kind)) this.#offerOther();
    this.#part('watch-again').focus();
  }

  /** Goes to the server; a frame cannot show it, so there it is left to the reader. */
  open(url: URL): void {
    this.#setRunning(false);
    this.#part('watch-again').hidden = true;
    const link = this.#link('watch-open');
    link.href = url.href;
    link.hidden = false;
    link.focus();
    if (!this.#isFramed) location.assign(url.href);
  }

  /** Another hub, where this one will not help. */
  #offerOther(): void {
    const first = this.#page.first();
    const other = this.#page
      .offers()
      .find((offer) => offer !== first && offer.dataset.verdict !== 'failing' && offer.dataset.hub !== '');
    if (other === undefined) return;
    const link = this.#link('watch-other');
    const { href, target } = linkOf(other);
    const { textContent } = find(other, '[data-go-label]', HTMLElement);
    Object.assign(link, { href, target, textContent, hidden: false });
  }

  #stop(): void {
    this.#cancel?.();
    this.#setRunning(false);
    this.#say(this.#texts.cancelled);
    this.#part('watch-again').focus();
  }

  #setRunning(isRunning: boolean): void {
    if (!isRunning) clearInterval(this.#clock);
    this.#part('watch-cancel').hidden = !isRunning;
    this.#part('watch-again').hidden = isRunning;
    this.#link('watch-plain').hidden = true;
    this.#link('watch-other').hidden = true;
  }

  /** Once for each frame: a build writes faster than anybody reads. */
  #write(log: readonly string[]): void {
    this.#log = log;
    if (this.#isWriting) return;
    this.#isWriting = true;
    requestAnimationFrame(() => {
      this.#isWriting = false;
      const output = this.#part('watch-log');
      output.textContent = this.#log.join('\n');
      const box = output.parentElement;
      if (box !== null) box.scrollTop = box.scrollHeight;
    });
  }

  /** Read aloud, so only when it changes. */
  #say(sentence: string): void {
    const now = this.#part('watch-now');
    if (now.textContent !== sentence) now.textContent = sentence;
  }

  #part(name: string): HTMLElement {
    return find(this.#root, `[data-${name}]`, HTMLElement);
  }

  #link(name: string): HTMLAnchorElement {
    return find(this.#root, `[data-${name}]`, HTMLAnchorElement);
  }
}

function createLine(text: string): HTMLElement {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}
