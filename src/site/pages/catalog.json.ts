import type { APIRoute } from 'astro';
import { limitCatalog } from '../../core/published/limit-catalog.ts';
import { buildCatalogDocument } from '../../core/site/documents.ts';
import { loadSiteModel } from '../loaders/model.ts';

export const GET: APIRoute = () => Response.json(limitCatalog(buildCatalogDocument(loadSiteModel())));
