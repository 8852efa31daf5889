import type { APIRoute } from 'astro';
import { makeBadge } from 'badge-maker';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from '../loaders/model.ts';

/** Not below `badge/`, where an environment may be called "launch". */
export const GET: APIRoute = () => {
  const { site } = loadSiteModel();
  const { badgeAlt } = textsFor(site.language).share;
  return new Response(makeBadge({ label: badgeAlt.toLowerCase(), message: site.title, color: '#0b5a77' }), {
    headers: { 'Content-Type': 'image/svg+xml' },
  });
};
