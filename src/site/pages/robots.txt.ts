import type { APIRoute } from 'astro';
import { formatRobots } from '../../core/site/site-files.ts';
import { loadSiteModel } from '../loaders/model.ts';

export const GET: APIRoute = () =>
  new Response(formatRobots(loadSiteModel()), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
