import type { APIRoute } from 'astro';
import { deriveAccentTheme } from '../../core/colour/accent-theme.ts';
import { renderMonogram } from '../../core/site/monogram.ts';
import { DEFAULT_ACCENT } from '../../core/site/site-files.ts';
import { loadSiteModel } from '../loaders/model.ts';

/** The icon of a site that has neither a favicon nor a logo. */
export const GET: APIRoute = () => {
  const { site } = loadSiteModel();
  const { light } = deriveAccentTheme(site.accent ?? DEFAULT_ACCENT);
  return new Response(renderMonogram(site.title, light), { headers: { 'Content-Type': 'image/svg+xml' } });
};
