/** Full-text search in a dialog, opened by its buttons, `/` or Ctrl/⌘ K. The index is loaded when it is first opened. */

interface SearchData {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  debouncedSearch(
    term: string | null,
    options: { filters: Record<string, string> },
    delayMs: number,
  ): Promise<{ results: readonly { data(): Promise<SearchData> }[] } | null>;
}

const SHOWN_RESULTS = 12;
const SHOWN_HEADINGS = 3;

const dialog = document.querySelector<HTMLDialogElement>('[data-search]');
if (dialog !== null) setUp(dialog);

function setUp(dialog: HTMLDialogElement): void {
  const texts = JSON.parse(dialog.dataset.texts ?? '{}') as Record<string, string>;
  const facetTexts = JSON.parse(dialog.dataset.facets ?? '{}') as Record<string, string>;
  const input = find<HTMLInputElement>('input');
  const facets = find<HTMLElement>('[data-search-facets]');
  const message = find<HTMLElement>('[data-search-message]');
  const results = find<HTMLElement>('[data-search-results]');
  let index: Promise<Pagefind> | undefined;

  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-open-search]') !== null) open();
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener('keydown', (event) => {
    const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    const isSlash = event.key === '/' && !isTyping(event.target);
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', () => void search());
  input.addEventListener('keydown', (event) => {
    // Browsers empty a search field first, and close the dialog at the second try only.
    if (event.key === 'Escape') dialog.close();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  dialog.addEventListener('change', () => void search());
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links: HTMLElement[] = [input, ...results.querySelectorAll('a')];
    const position = links.findIndex((link) => link.matches(':focus'));
    if (position < 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, position + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  });

  function open(): void {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    index ??= load();
    index.then(showFacets).catch(() => {
      message.textContent = texts.unavailable ?? '';
    });
  }

  async function load(): Promise<Pagefind> {
    const base = dialog.dataset.base ?? '/';
    // A variable, because the bundler would otherwise try to preload a file that is made after it ran.
    const address = `${base}pagefind/pagefind.js`;
    const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
    await pagefind.options({ baseUrl: base, excerptLength: 24 });
    return pagefind;
  }

  async function showFacets(pagefind: Pagefind): Promise<void> {
    if (facets.childElementCount > 0) return;
    const filters = await pagefind.filters();
    for (const [name, label] of Object.entries(facetTexts)) {
      const values = Object.entries(filters[name] ?? {});
      if (values.length < 2) continue;
      const select = document.createElement('select');
      select.name = name;
      select.ariaLabel = label;
      select.append(new Option((texts.any ?? '#').replace('#', label), ''));
      for (const [value, count] of values) select.append(new Option(`${value} (${count})`, value));
      facets.append(select);
    }
  }

  async function search(): Promise<void> {
    if (index === undefined) return;
    const term = input.value.trim();
    const filters: Record<string, string> = {};
    for (const { name, value } of facets.querySelectorAll('select')) if (value !== '') filters[name] = value;
    if (term === '' && Object.keys(filters).length === 0) {
      results.replaceChildren();
      message.textContent = '';
      return;
    }
    message.textContent = texts.loading ?? '';
    try {
      const found = await (await index).debouncedSearch(term === '' ? null : term, { filters }, 120);
      if (found === null) return;
      const shown = await Promise.all(found.results.slice(0, SHOWN_RESULTS).map((result) => result.data()));
      results.replaceChildren(...shown.map(renderResult));
      const count = found.results.length;
      const template = count === 0 ? texts.empty : count === 1 ? texts.one : texts.many;
      message.textContent = (template ?? '').replace('#', count === 0 ? term : String(count));
    } catch {
      message.textContent = texts.unavailable ?? '';
    }
  }

  function find<Found extends Element>(selector: string): Found {
    const found = dialog.querySelector<Found>(selector);
    if (found === null) throw new Error(`The search dialog lacks ${selector}`);
    return found;
  }
}

function renderResult(data: SearchData): HTMLLIElement {
  const item = document.createElement('li');
  item.append(createLink(data.url, data.meta.title ?? data.url), createExcerpt(data.excerpt));
  const headings = data.sub_results.filter(({ url }) => url.includes('#')).slice(0, SHOWN_HEADINGS);
  if (headings.length > 0) {
    const list = document.createElement('ul');
    for (const heading of headings) {
      const entry = document.createElement('li');
      entry.append(createLink(heading.url, heading.title));
      list.append(entry);
    }
    item.append(list);
  }
  return item;
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}

/** Pagefind escapes the page's text and adds `<mark>` only; anything else is taken as text. */
function createExcerpt(html: string): HTMLParagraphElement {
  const paragraph = document.createElement('p');
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const node of parsed.body.childNodes) {
    if (node instanceof HTMLElement && node.localName === 'mark') {
      const mark = document.createElement('mark');
      mark.textContent = node.textContent;
      paragraph.append(mark);
    } else {
      paragraph.append(node.textContent ?? '');
    }
  }
  return paragraph;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|select|textarea)$/.test(target.localName))
  );
}
