import { deriveAccentTheme } from '../colour/accent-theme.ts';
import { textDirection } from './language.ts';
import type { SiteModel } from './types.ts';
import { createSiteUrls } from './urls.ts';

/** Accent of a site whose manifest names none, as in `tokens.css`. */
export const DEFAULT_ACCENT = '#0b5a77';

/** `robots.txt`: everything may be read, and where the list of pages is (https://www.sitemaps.org/protocol.html). */
export function formatRobots({ site }: Pick<SiteModel, 'site'>): string {
  const urls = createSiteUrls(site.url);
  return `User-agent: *\nAllow: /\n\nSitemap: ${urls.absolute(`${urls.base}sitemap-index.xml`)}\n`;
}

/**
 * The web app manifest (https://www.w3.org/TR/appmanifest/), by which a phone names and pictures the site on its home
 * screen. It opens in the browser: a launch leads to other sites.
 */
export function buildWebManifest({ site, brand }: Pick<SiteModel, 'site' | 'brand'>) {
  const urls = createSiteUrls(site.url);
  const { light } = deriveAccentTheme(site.accent ?? DEFAULT_ACCENT);
  const icon = brand?.favicon === undefined ? `${urls.base}icon.svg` : urls.asset(brand.favicon);
  return {
    name: site.title,
    short_name: site.title.length > 30 ? `${site.title.slice(0, 29).trimEnd()}…` : site.title,
    ...(site.description !== undefined && { description: site.description }),
    lang: site.language,
    dir: textDirection(site.language),
    start_url: urls.home,
    scope: urls.base,
    display: 'browser',
    background_color: '#fcfcfa',
    theme_color: light.accent,
    icons: [
      ...(brand?.touchIcon === undefined
        ? []
        : [{ src: urls.asset(brand.touchIcon), sizes: '180x180', type: 'image/png' }]),
      { src: icon, sizes: 'any' },
    ],
  };
}
