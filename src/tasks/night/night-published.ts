import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { loadPublished } from '../published/load-published.ts';
import type { NightManifest } from './night-manifest.ts';

export interface NightPublishedRequest {
  readonly manifest: NightManifest;
  /** File, address or `auto`; without it nothing is read. */
  readonly publishedPlace?: string;
  /** Home of the published site, where it is not the manifest's `site.url`. */
  readonly siteUrl?: string;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew?: boolean;
}

export interface NightPublished {
  readonly published?: PublishedCatalog;
  /** What could not be read, one sentence each. */
  readonly notices: readonly string[];
}

/** The published `catalog.json`, which knows where renamed notebooks were in earlier editions. A check runs without it, too. */
export async function loadNightPublished(
  { manifest: { catalog }, publishedPlace, siteUrl, canBeginAnew = false }: NightPublishedRequest,
  { fetchText, now }: { readonly fetchText: FetchText; readonly now: () => Date },
): Promise<NightPublished> {
  if (publishedPlace === undefined) return { notices: [] };
  const options = { now: now().toISOString(), canBeginAnew, siteUrl };
  const { published, warnings } = await loadPublished(publishedPlace, catalog, fetchText, options);
  const notices = warnings.map(({ message }) => message);
  return { notices, ...(published !== undefined && { published }) };
}
