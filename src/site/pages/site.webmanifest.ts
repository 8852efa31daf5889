import type { APIRoute } from 'astro';
import { buildWebManifest } from '../../core/site/site-files.ts';
import { loadSiteModel } from '../loaders/model.ts';

export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(buildWebManifest(loadSiteModel()))}\n`, {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
