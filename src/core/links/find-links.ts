/** A launch link as written in a text. */
export interface FoundLink {
  readonly url: string;
  /** 1-based. */
  readonly line: number;
}

/** Where an address ends in Markdown, reStructuredText, HTML and the JSON of a notebook. */
const ADDRESS = /https?:\/\/[^\s<>"'`\\\])}|]+/g;

/** What only launch links have: nbgitpuller's handlers, and BinderHub's routes. */
const LAUNCH =
  /\/(?:git-pull|git-sync|interact)\b|git-pull%3f|\/(?:v2|build)\/(?:gh|gl|git|gist|zenodo|figshare|hydroshare|dataverse|ckan)\/|\/hub\/(?:user-redirect|lti\/launch)|^https?:\/\/(?:[\w-]+\.)?mybinder\.org\/repo\//i;

/** Punctuation after an address belongs to the sentence. */
const TRAILING = '.,;:!?*_';

/** Browsers and hubs take no longer address; what is longer launches nothing. */
const MAX_URL_LENGTH = 8000;
/** A README has a few, and a notebook one. */
const MAX_LINKS = 1000;

/**
 * Launch links of a README or a notebook, in their order. Repeated ones are given once, at the first
 * place: one mistake is copied to many badges. In time linear in the length of the text; the first 1,000.
 */
export function findLaunchLinks(text: string): FoundLink[] {
  const found = new Map<string, FoundLink>();
  let line = 1;
  let counted = 0;
  for (const { 0: written, index } of text.matchAll(ADDRESS)) {
    const url = trimSentenceEnd(written);
    if (url.length > MAX_URL_LENGTH || !LAUNCH.test(url) || found.has(url)) continue;
    for (; counted < index; counted += 1) if (text[counted] === '\n') line += 1;
    found.set(url, { url, line });
    if (found.size === MAX_LINKS) break;
  }
  return [...found.values()];
}

function trimSentenceEnd(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.includes(address[end - 1] ?? ' ')) end -= 1;
  return address.slice(0, end);
}
