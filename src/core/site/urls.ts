/** Addresses within the published site, all below its base path; `absolute` adds the origin. */
export interface SiteUrls {
  /** Base path, with a slash at both ends. */
  readonly base: string;
  readonly home: string;
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
  notebook(notebookId: string): string;
  launcher(notebookId: string): string;
  /** Permanent address of a notebook as it was taught. The `@` keeps it apart from ids, which have none. */
  edition(notebookId: string, editionId: string): string;
  environment(environmentId: string): string;
  badge(environmentId: string): string;
  asset(name: string): string;
  absolute(path: string): string;
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
    environments: `${base}environments/`,
    status: `${base}status/`,
    catalogJson: `${base}catalog.json`,
    statusJson: `${base}status.json`,
    changesFeed: `${base}status.atom`,
    links: `${base}links/`,
    launchBadge: `${base}launch-badge.svg`,
    page: (slug) => `${base}${encodeSegments(slug)}/`,
    notebook: (notebookId) => `${base}notebooks/${encodeSegments(notebookId)}/`,
    launcher: (notebookId) => `${base}l/${encodeSegments(notebookId)}/`,
    edition: (notebookId, editionId) =>
      `${base}l/${encodeSegments(notebookId)}/@${encodeURIComponent(editionId)}/`,
    environment: (environmentId) => `${base}environments/${encodeSegments(environmentId)}/`,
    badge: (environmentId) => `${base}badge/${encodeSegments(environmentId)}.svg`,
    asset: (name) => `${base}${ASSET_FOLDER}/${name}`,
    absolute: (path) => `${origin}${path}`,
  };
}

/** Folder of the published site that holds the images taken out of notebooks. */
export const ASSET_FOLDER = 'files';

function encodeSegments(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
