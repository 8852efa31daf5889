import { createSiteUrls } from '../../core/site/urls.ts';
import type { SiteReader } from './read-site.ts';

/**
 * Whether search engines learn of a page: not of launchers, which go elsewhere, and of notebooks
 * and environments only under the address that they have today.
 *
 * @returns for Astro's sitemap, which hands absolute addresses over
 */
export function createSitemapFilter({ loadModel }: SiteReader): (address: string) => boolean {
  return (address) => {
    const { site, notebooks, environments } = loadModel();
    const urls = createSiteUrls(site.url);
    const { pathname } = new URL(address);
    const place = pathname.slice(urls.base.length);
    if (place.startsWith('notebooks/')) return notebooks.some(({ id }) => urls.notebook(id) === pathname);
    if (/^environments\/./.test(place))
      return environments.some(({ id }) => urls.environment(id) === pathname);
    return !/^(?:l|404|search)\//.test(place);
  };
}
