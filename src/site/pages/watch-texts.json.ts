import type { APIRoute } from 'astro';
import { listWatchTexts } from '../../core/launcher/browser-texts.ts';
import { siteContext } from '../site-context.ts';

/** What is said while a launch is watched: loaded by those who watch one, not by every launcher. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(listWatchTexts(siteContext().t))}\n`, {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
