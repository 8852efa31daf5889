import type { APIRoute } from 'astro';
import { makeBadge } from 'badge-maker';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from '../loaders/model.ts';

/** Not below `badge/`, where an environment may be called "launch". */
export const GET: APIRoute = () => {
  const { site } = loadSiteModel();
  const { launch } = textsFor(site.language).site;
  return new Response(makeBadge({ label: launch.toLowerCase(), message: site.title, color: '#0b5a77' }), {
    headers: { 'Content-Type': 'image/svg+xml' },
  });
};
