import type { SiteModel } from './types.ts';
import { createSiteUrls } from './urls.ts';

/**
 * The pages that search engines are pointed to: not launchers, which lead elsewhere, and notebooks and environments
 * only under the address that they have today.
 *
 * @param paths of all pages, below the site's home, such as `notebooks/tides/ebb/`
 * @returns absolute addresses, sorted
 */
export function listSitemapAddresses(
  { site, notebooks, environments }: SiteModel,
  paths: readonly string[],
): string[] {
  const urls = createSiteUrls(site.url);
  const current = new Set([
    ...notebooks.map(({ id }) => urls.notebook(id)),
    ...environments.map(({ id }) => urls.environment(id)),
  ]);
  return paths
    .map((path) => new URL(urls.base + path, site.url))
    .filter(({ pathname }) => {
      const path = pathname.slice(urls.base.length);
      if (/^(?:notebooks|environments)\/./.test(path)) return current.has(pathname);
      return !/^(?:l|404|search)\//.test(path);
    })
    .map(({ href }) => href)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
