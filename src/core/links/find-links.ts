/** A launch link as it stands in a text. */
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
const TRAILING = /[.,;:!?*_]+$/;

/**
 * Launch links of a README or a notebook, in their order. Repeated ones are given once, at the first
 * place: one mistake is copied to many badges.
 */
export function findLaunchLinks(text: string): FoundLink[] {
  const found = new Map<string, FoundLink>();
  for (const [index, content] of text.split('\n').entries()) {
    for (const [written] of content.matchAll(ADDRESS)) {
      const url = written.replace(TRAILING, '');
      if (LAUNCH.test(url) && !found.has(url)) found.set(url, { url, line: index + 1 });
    }
  }
  return [...found.values()];
}
