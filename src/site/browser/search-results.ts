import { languageAttributes } from '../../core/site/language.ts';
import { findCuts, joinLetters, measureTitle, searchTerm } from '../../core/site/search-words.ts';
import { splitName } from '../../core/site/split-name.ts';

/** One page that Pagefind found. */
export interface SearchData {
  readonly url: string;
  /** HTML: escaped text with `<mark>` around what was found. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  /** What the page is filtered by; `language` is a BCP 47 tag. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

const SHOWN_HEADINGS = 3;

/** What is said of a found page beside its text. */
export interface ResultLabels {
  /** Whether there are several collections to tell apart. */
  readonly hasCollections: boolean;
  /** Words for what does not start as it should → verdict. */
  readonly verdicts: Readonly<Record<string, string>>;
}

/** A found page: its title, its collection and state, an excerpt, and the headings of the sections that contain the words. */
export function renderResult(data: SearchData, labels: ResultLabels): HTMLLIElement {
  const item = document.createElement('li');
  const title = data.meta.title ?? data.url;
  item.append(
    createLink(data.url, title),
    ...createFacts(data, labels),
    createExcerpt(matchingExcerpt(data), title),
  );
  const headings = data.sub_results
    // A notebook that begins with its own title does not show it twice.
    .filter((heading) => heading.url.includes('#') && joinLetters(heading.title).trim() !== title)
    .slice(0, SHOWN_HEADINGS);
  if (headings.length > 0) {
    const list = document.createElement('ul');
    for (const heading of headings) {
      const entry = document.createElement('li');
      entry.append(createLink(heading.url, joinLetters(heading.title)));
      list.append(entry);
    }
    item.append(list);
  }
  const page = document.documentElement;
  const [language = page.lang] = data.filters?.language ?? [];
  Object.assign(item, languageAttributes(language, page.lang));
  return item;
}

function createFacts(
  { filters = {} }: SearchData,
  { hasCollections, verdicts }: ResultLabels,
): readonly Node[] {
  const facts = document.createElement('p');
  facts.className = 'of';
  const [collection] = filters.content ?? [];
  if (hasCollections && collection !== undefined) facts.append(createWords(collection));
  const [word = ''] = filters.verdict ?? [];
  const verdict = verdicts[word];
  if (verdict !== undefined) facts.append(createWords(word, `verdict-${verdict}`));
  return facts.hasChildNodes() ? [facts] : [];
}

function createWords(text: string, className = ''): HTMLSpanElement {
  return Object.assign(document.createElement('span'), { textContent: text, className });
}

/** The page's excerpt, or that of the first section that contains the words. */
function matchingExcerpt({ excerpt, sub_results }: SearchData): string {
  if (excerpt.includes('<mark>')) return excerpt;
  return sub_results.find((heading) => heading.excerpt.includes('<mark>'))?.excerpt ?? excerpt;
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  for (const [index, part] of splitName(text).entries())
    link.append(...(index === 0 ? [] : [document.createElement('wbr')]), part);
  return link;
}

/** Pagefind escapes the page's text and adds `<mark>` only; anything else is taken as text. The title is above. */
function createExcerpt(html: string, title: string): HTMLParagraphElement {
  const paragraph = document.createElement('p');
  const parsed = new DOMParser().parseFromString(joinLetters(html), 'text/html');
  for (const node of parsed.body.childNodes) {
    if (node instanceof HTMLElement && node.localName === 'mark') {
      const mark = document.createElement('mark');
      mark.textContent = node.textContent;
      paragraph.append(mark);
    } else {
      paragraph.append(node.textContent ?? '');
    }
  }
  removeStart(paragraph, measureTitle(paragraph.textContent, title));
  const { isCutBefore, isCutAfter } = findCuts(paragraph.textContent);
  if (isCutBefore) paragraph.prepend('… ');
  if (isCutAfter) paragraph.append(' …');
  return paragraph;
}

function removeStart(element: HTMLElement, length: number): void {
  for (let left = length; left > 0 && element.firstChild !== null; ) {
    const { firstChild } = element;
    const text = firstChild.textContent ?? '';
    if (text.length > left) firstChild.textContent = text.slice(left);
    else firstChild.remove();
    left -= text.length;
  }
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

/** Whether each word of the term begins a word that was found: otherwise another spelling may be meant. */
export function areAllMarked(term: string, shown: readonly SearchData[]): boolean {
  const found = shown.flatMap(({ excerpt, sub_results }) =>
    [excerpt, ...sub_results.map((heading) => heading.excerpt)].flatMap(markedWords),
  );
  return fold(searchTerm(term))
    .split(/[\s"']+/)
    .every((word) => found.some((marked) => marked.startsWith(word)));
}

function markedWords(html: string): string[] {
  return [...html.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, word = '']) => fold(word));
}

/** Without accents and capitals. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
