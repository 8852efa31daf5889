import type { APIRoute } from 'astro';
import { buildFacets, buildFilterStyles, listFacetLabels } from '../../core/site/facets.ts';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from '../loaders/model.ts';

/** A file of its own, because the page's security policy takes no style that it has not seen before. */
export const GET: APIRoute = () => {
  const model = loadSiteModel();
  const styles = buildFilterStyles(buildFacets(model, listFacetLabels(textsFor(model.site.language))));
  return new Response(`${styles}\n`, { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
};
