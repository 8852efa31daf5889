/** Addresses within the published site, all below its base path; `absolute` adds the origin. */
export interface SiteUrls {
  /** Base path, with a slash at both ends. */
  readonly base: string;
  readonly home: string;
  /** Every notebook, with filters. */
  readonly notebooks: string;
  readonly search: string;
  readonly environments: string;
  readonly status: string;
  readonly catalogJson: string;
  readonly statusJson: string;
  /** Atom feed of verdicts that changed. */
  readonly changesFeed: string;
  /** The link builder. */
  readonly links: string;
  /** Picture of the badges that launch a notebook. */
  readonly launchBadge: string;
  page(slug: string): string;
  /** A collection: the notebooks of one content. */
  collection(contentId: string): string;
  notebook(notebookId: string): string;
  launcher(notebookId: string): string;
  /** Permanent address of a notebook as it was taught. The `@` keeps it apart from ids, which have none. */
  edition(notebookId: string, editionId: string): string;
  environment(environmentId: string): string;
  badge(environmentId: string): string;
  asset(name: string): string;
  absolute(path: string): string;
  /** What a link of the manifest means: an address as it is, a page below the site's home. */
  resolve(target: string): string;
}

/**
 * @param siteUrl where the site is published, such as `https://example.github.io/notebooks/`
 */
export function createSiteUrls(siteUrl: string): SiteUrls {
  const { origin, pathname } = new URL(siteUrl);
  const base = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return {
    base,
    home: base,
    notebooks: `${base}notebooks/`,
    search: `${base}search/`,
    environments: `${base}environments/`,
    status: `${base}status/`,
    catalogJson: `${base}catalog.json`,
    statusJson: `${base}status.json`,
    changesFeed: `${base}status.atom`,
    links: `${base}links/`,
    launchBadge: `${base}launch-badge.svg`,
    page: (slug) => `${base}${encodeSegments(slug)}/`,
    collection: (contentId) => `${base}c/${encodeSegments(contentId)}/`,
    notebook: (notebookId) => `${base}notebooks/${encodeSegments(notebookId)}/`,
    launcher: (notebookId) => `${base}l/${encodeSegments(notebookId)}/`,
    edition: (notebookId, editionId) =>
      `${base}l/${encodeSegments(notebookId)}/@${encodeURIComponent(editionId)}/`,
    environment: (environmentId) => `${base}environments/${encodeSegments(environmentId)}/`,
    badge: (environmentId) => `${base}badge/${encodeSegments(environmentId)}.svg`,
    asset: (name) => `${base}${ASSET_FOLDER}/${name}`,
    resolve: (target) =>
      /^[a-z][a-z0-9+.-]*:/i.test(target) ? target : `${base}${target.replace(/^\.?\/+/, '')}`,
    absolute: (path) => `${origin}${path}`,
  };
}

/** Folder of the published site that holds the images taken out of notebooks. */
export const ASSET_FOLDER = 'files';

function encodeSegments(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Path of a notebook's page below the site's home. The search takes the address of its document from it. */
export function notebookPageFile(notebookId: string): string {
  return `notebooks/${notebookId}/index.html`;
}
