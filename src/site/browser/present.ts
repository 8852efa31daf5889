import { fillText } from '../../core/launcher/browser-texts.ts';
import { groupScreens } from '../../core/site/screens.ts';
import { find } from './elements.ts';
import { loadStyles } from './load-styles.ts';

/** Keys of presenters' remote controls, and those of a keyboard that do not scroll a long screen. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  PageDown: 1,
  n: 1,
  ArrowLeft: -1,
  PageUp: -1,
  p: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Shows the sections of the notebook one at a time, in large type, until the reader leaves. Nothing of the page is
 * copied or moved: what is not on the screen is hidden.
 */
export async function startPresentation(): Promise<void> {
  const bar = find(document, '[data-present-bar]', HTMLElement);
  const notebook = find(document, '.notebook', HTMLElement);
  const header = find(document, '.page > header', HTMLElement);
  const root = document.documentElement;
  if (root.dataset.presenting !== undefined) return;
  await loadStyles(bar.dataset.styles ?? '');
  const cells = [...notebook.children].filter((child) => child instanceof HTMLElement);
  const heading = findSectionHeading(notebook);
  const screens = groupScreens(
    cells.map((cell) => ({
      beginsSection: cell.querySelector(heading) !== null,
      isEmpty: cell.textContent?.trim() === '' && cell.querySelector('img, svg') === null,
    })),
  );
  const code = document.querySelector<HTMLElement>('[data-present-code]');
  const opener = document.activeElement;
  const listening = new AbortController();
  const { signal } = listening;
  let current = firstInView(cells, screens);

  const show = (index: number) => {
    current = Math.min(Math.max(index, 0), screens.length - 1);
    const shown = new Set(screens[current]);
    for (const [position, cell] of cells.entries())
      cell.toggleAttribute('data-off-screen', !shown.has(position));
    // Still the heading of the page for screen readers.
    header.classList.toggle('visually-hidden', current !== 0);
    find(bar, '[data-present-position]', HTMLElement).textContent = fillText(
      bar.dataset.position ?? '',
      String(current + 1),
      String(screens.length),
    );
    reachScrollers(notebook);
    scrollTo(0, 0);
  };
  const leave = () => {
    listening.abort();
    const [first] = screens[current] ?? [];
    for (const cell of cells) cell.removeAttribute('data-off-screen');
    header.classList.remove('visually-hidden');
    delete root.dataset.presenting;
    bar.hidden = true;
    if (code !== null) code.hidden = true;
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    if (first !== undefined) cells[first]?.scrollIntoView();
  };
  const listen = (name: string, act: () => void) =>
    find(bar, `[data-present-${name}]`, HTMLElement).addEventListener('click', act, { signal });
  listen('previous', () => show(current - 1));
  listen('next', () => show(current + 1));
  listen('leave', leave);
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') return leave();
      const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
      if (step === undefined) return;
      event.preventDefault();
      show(current + step);
    },
    { signal },
  );
  root.dataset.presenting = '';
  bar.hidden = false;
  if (code !== null) code.hidden = false;
  show(current);
  find(bar, '[data-present-next]', HTMLElement).focus();
}

/** The headings that part the notebook: the highest of which there are several, its title left out. */
function findSectionHeading(notebook: HTMLElement): string {
  const headings = ['h2', 'h3', 'h4'].map((level) => `${level}:not(.notebook-title)`);
  return headings.find((selector) => notebook.querySelectorAll(selector).length > 1) ?? headings.join(', ');
}

/** The screen that holds what the reader was looking at. */
function firstInView(cells: readonly HTMLElement[], screens: readonly (readonly number[])[]): number {
  if (scrollY === 0) return 0;
  const seen = cells.findIndex((cell) => cell.getBoundingClientRect().bottom > 0);
  return Math.max(
    0,
    screens.findIndex((screen) => screen.includes(seen)),
  );
}

/** In large type more formulas are wider than the screen; the keyboard reaches them to scroll. */
function reachScrollers(notebook: HTMLElement): void {
  for (const formula of notebook.querySelectorAll<HTMLElement>('.math-block, p:has(> math[display="block"])'))
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
}
