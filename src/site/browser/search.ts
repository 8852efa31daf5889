import { SEARCH_WORDS_FILE, searchTerm, suggestTerm } from '../../core/site/search-words.ts';
import { formatCount } from './format-count.ts';
import { areAllMarked, isNear, type ResultLabels, renderResult, type SearchData } from './search-results.ts';

/**
 * Full-text search: in a dialog, opened by its buttons, `/` or Ctrl/⌘ K, and on a page of its own, where each search
 * has an address. The index is loaded when it is first needed.
 */

interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  debouncedSearch(
    term: string | null,
    options: { filters: Record<string, string> },
    delayMs: number,
  ): Promise<SearchAnswer | null>;
}

interface SearchAnswer {
  readonly results: readonly { data(): Promise<SearchData> }[];
  /** Results that there would be without any filter. */
  readonly unfilteredResultCount: number;
  /** Filter → value → results that would be left with it. */
  readonly filters: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const SHOWN_IN_DIALOG = 12;
const SHOWN_AT_A_TIME = 20;

const panel = document.querySelector<HTMLElement>('[data-search-panel]');
if (panel !== null) setUp(panel);

function setUp(panel: HTMLElement): void {
  const dialog = panel.closest('dialog');
  const texts = JSON.parse(panel.dataset.texts ?? '{}') as Record<string, string>;
  const facetTexts = JSON.parse(panel.dataset.facets ?? '{}') as Record<string, string>;
  const labels = JSON.parse(panel.dataset.labels ?? '{}') as ResultLabels;
  const input = find<HTMLInputElement>('input');
  const facets = find<HTMLElement>('[data-search-facets]');
  const message = find<HTMLElement>('[data-search-message]');
  const hint = message.textContent;
  const results = find<HTMLElement>('[data-search-results]');
  const more = find<HTMLElement>('[data-search-more]');
  let shownCount = dialog === null ? SHOWN_AT_A_TIME : SHOWN_IN_DIALOG;
  let index: Promise<Pagefind> | undefined;
  /** Pagefind counts what is left for each choice only after it has loaded the choices. */
  let hasFacets = false;
  /** Number of the search that was begun last: answers to earlier ones come too late. */
  let latest = 0;
  let words: Promise<readonly string[]> | undefined;

  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-open-search]') !== null) open();
    if (event.target === dialog) dialog?.close();
  });
  document.addEventListener('keydown', (event) => {
    const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    const isSlash = event.key === '/' && !isTyping(event.target);
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', () => {
    if (dialog === null) shownCount = SHOWN_AT_A_TIME;
    void search();
  });
  panel.querySelector('form')?.addEventListener('submit', (event) => {
    if (dialog === null) event.preventDefault();
  });
  more.querySelector('button')?.addEventListener('click', () => {
    const next = results.childElementCount;
    shownCount += SHOWN_AT_A_TIME;
    void search().then(() => results.children[next]?.querySelector('a')?.focus());
  });
  input.addEventListener('keydown', (event) => {
    // Browsers empty a search field first, and close the dialog at the second try only.
    if (event.key === 'Escape') dialog?.close();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  // Not that of the input, which comes when it is left, and would take away what is about to be pressed.
  facets.addEventListener('change', () => void search());
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links: HTMLElement[] = [input, ...results.querySelectorAll('a')];
    const position = links.findIndex((link) => link.matches(':focus'));
    if (position < 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, position + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  });

  function open(): void {
    if (dialog?.open === false) dialog.showModal();
    input.focus();
    input.select();
    index ??= load();
    index.then(showFacets).catch(() => {
      // The next opening tries again.
      index = undefined;
      message.textContent = texts.unavailable ?? '';
    });
  }

  if (dialog === null) {
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    open();
    void search();
  }

  async function load(): Promise<Pagefind> {
    const base = panel.dataset.base ?? '/';
    // A variable, because the bundler would otherwise try to preload a file that is made after it ran.
    const address = `${base}pagefind/pagefind.js`;
    const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
    await pagefind.options({ baseUrl: base, excerptLength: 30 });
    return pagefind;
  }

  async function showFacets(pagefind: Pagefind): Promise<void> {
    if (hasFacets) return;
    const filters = await pagefind.filters();
    if (hasFacets) return;
    hasFacets = true;
    for (const [name, label] of Object.entries(facetTexts)) {
      const values = Object.entries(filters[name] ?? {});
      if (values.length < 2) continue;
      const select = document.createElement('select');
      select.name = name;
      select.ariaLabel = label;
      select.append(new Option((texts.any ?? '#').replace('#', label), ''));
      for (const [value, count] of values)
        select.append(new Option(`${value} (${formatCount(count)})`, value));
      facets.append(select);
    }
    // What was typed before them has been answered without counts.
    if (input.value.trim() !== '') void search();
  }

  async function search(): Promise<void> {
    if (index === undefined) return;
    latest += 1;
    const turn = latest;
    const isCounted = hasFacets;
    const term = input.value.trim();
    const filters: Record<string, string> = {};
    for (const { name, value } of facets.querySelectorAll('select')) if (value !== '') filters[name] = value;
    if (term === '' && Object.keys(filters).length === 0) {
      results.replaceChildren();
      // On a page of its own it's there from the start: taking it away would move what is below.
      message.textContent = hint;
      more.hidden = true;
      keepAddress('');
      return;
    }
    message.textContent = texts.loading ?? '';
    try {
      const found = await (await index).debouncedSearch(
        term === '' ? null : searchTerm(term),
        { filters },
        120,
      );
      if (found === null || turn !== latest) return;
      const shown = await Promise.all(found.results.slice(0, shownCount).map((result) => result.data()));
      if (turn !== latest) return;
      // Where no word matches, Pagefind shortens the term until one does, and gives unrelated results.
      const isFound = shown.some((result) => isNear(term, result));
      results.replaceChildren(...(isFound ? shown.map((result) => renderResult(result, labels)) : []));
      more.hidden = !isFound || found.results.length <= shown.length;
      keepAddress(term);
      if (isCounted) showCounts(found.filters);
      showCount(isFound ? found.results.length : 0, term);
      const isNarrowed = !isFound && Object.keys(filters).length > 0 && found.unfilteredResultCount > 0;
      if (isNarrowed) message.append(' ', createClearing());
      if (!isNarrowed && !areAllMarked(term, shown)) await suggest(term, turn);
    } catch {
      if (turn === latest) message.textContent = texts.unavailable ?? '';
    }
  }

  /** The address of the page is that of the search; the dialog has a link to it. */
  function keepAddress(term: string): void {
    const query = new URLSearchParams(term === '' ? {} : { q: term });
    const text = query.size === 0 ? '' : `?${query}`;
    if (dialog === null) history.replaceState(null, '', `${location.pathname}${text}`);
    const link = more.querySelector('a');
    if (link !== null) link.search = text;
  }

  /** Offers a term near the one that was not found, of words that the notebooks have. */
  async function suggest(term: string, turn: number): Promise<void> {
    words ??= fetch(`${panel.dataset.base ?? '/'}pagefind/${SEARCH_WORDS_FILE}`).then(
      (answer) => answer.json() as Promise<readonly string[]>,
    );
    const meant = suggestTerm(term, await words.catch(() => []));
    // A later search of the same term, which the filters may have begun, asks for itself.
    if (meant === undefined || turn !== latest) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = (texts.meant ?? '#').replace('#', () => meant);
    button.addEventListener('click', () => {
      input.value = meant;
      input.focus();
      void search();
    });
    message.append(' ', button);
  }

  function showCount(count: number, term: string): void {
    const template = count === 0 ? texts.empty : count === 1 ? texts.one : texts.many;
    message.textContent = (template ?? '').replace('#', () => (count === 0 ? term : formatCount(count)));
  }

  /** Says beside each choice what would be left of the results. */
  function showCounts(counts: SearchAnswer['filters']): void {
    for (const select of facets.querySelectorAll('select'))
      for (const option of select.options) {
        if (option.value === '') continue;
        const count = counts[select.name]?.[option.value] ?? 0;
        option.textContent = `${option.value} (${formatCount(count)})`;
        option.disabled = count === 0 && !option.selected;
      }
  }

  function createClearing(): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = texts.clear ?? '';
    button.addEventListener('click', () => {
      for (const select of facets.querySelectorAll('select')) select.value = '';
      input.focus();
      void search();
    });
    return button;
  }

  function find<Found extends Element>(selector: string): Found {
    const found = panel.querySelector<Found>(selector);
    if (found === null) throw new Error(`The search lacks ${selector}`);
    return found;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|select|textarea)$/.test(target.localName))
  );
}
