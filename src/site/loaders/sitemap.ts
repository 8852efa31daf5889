import { createSiteUrls } from '../../core/site/urls.ts';
import { loadSiteModel } from './model.ts';

/**
 * Whether search engines are told of a page: not of launchers, which go elsewhere, and of notebooks
 * only under the address that they have today.
 *
 * @param address absolute, as Astro's sitemap hands it over
 */
export function isInSitemap(address: string): boolean {
  const { site, notebooks } = loadSiteModel();
  const urls = createSiteUrls(site.url);
  const { pathname } = new URL(address);
  const place = pathname.slice(urls.base.length);
  if (place.startsWith('notebooks/')) return notebooks.some(({ id }) => urls.notebook(id) === pathname);
  return !/^(?:l|404)\//.test(place);
}
