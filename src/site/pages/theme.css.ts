import type { APIRoute } from 'astro';
import { loadSiteModel } from '../loaders/model.ts';

/** What the manifest and `site.css` beside it change of the site's own styles; linked only where there is something. */
export const GET: APIRoute = () =>
  new Response(`${loadSiteModel().brand?.styles ?? ''}\n`, {
    headers: { 'Content-Type': 'text/css; charset=utf-8' },
  });
