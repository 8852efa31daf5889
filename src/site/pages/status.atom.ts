import type { APIRoute } from 'astro';
import { renderAtom } from '../../core/site/atom.ts';
import { buildChangesFeed } from '../../core/site/feed.ts';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from '../loaders/model.ts';

/** What changed at night, for feed readers. */
export const GET: APIRoute = () => {
  const model = loadSiteModel();
  return new Response(renderAtom(buildChangesFeed(model, textsFor(model.site.language))), {
    headers: { 'Content-Type': 'application/atom+xml' },
  });
};
