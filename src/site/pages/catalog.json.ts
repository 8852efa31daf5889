import type { APIRoute } from 'astro';
import { buildCatalogDocument } from '../../core/site/documents.ts';
import { limitCatalog } from '../../core/site/limit-catalog.ts';
import { loadSiteModel } from '../loaders/model.ts';

export const GET: APIRoute = () => Response.json(limitCatalog(buildCatalogDocument(loadSiteModel())));
