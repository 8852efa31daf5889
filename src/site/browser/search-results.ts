/** One page that Pagefind found. */
export interface SearchData {
  readonly url: string;
  /** HTML: escaped text with `<mark>` around what was found. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

const SHOWN_HEADINGS = 3;

/** A found page: its title, an excerpt, and the headings below which the words stand. */
export function renderResult(data: SearchData): HTMLLIElement {
  const item = document.createElement('li');
  const title = data.meta.title ?? data.url;
  item.append(createLink(data.url, title), createExcerpt(data.excerpt));
  const headings = data.sub_results
    // A notebook that begins with its own title does not show it twice.
    .filter((heading) => heading.url.includes('#') && heading.title !== title)
    .slice(0, SHOWN_HEADINGS);
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

/**
 * False where no word that was marked has half of any word of the term in it. Endings differ, since Pagefind
 * finds `calibrating` for `calibration`.
 */
export function isNear(term: string, { excerpt, sub_results, meta }: SearchData): boolean {
  const stems = fold(term)
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .map((word) => word.slice(0, Math.ceil(word.length / 2)));
  const found = [excerpt, ...sub_results.map((heading) => heading.excerpt)].flatMap(markedWords);
  return [...found, fold(meta.title ?? '')].some((word) => stems.some((stem) => word.includes(stem)));
}

function markedWords(html: string): string[] {
  return [...html.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, word = '']) => fold(word));
}

/** Without accents and capitals. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
