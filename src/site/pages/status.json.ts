import type { APIRoute } from 'astro';
import { buildStatusDocument } from '../../core/site/documents.ts';
import { loadSiteModel } from '../loaders/model.ts';

export const GET: APIRoute = () => Response.json(buildStatusDocument(loadSiteModel()));
