import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import {
  MAX_CATALOG_BYTES,
  type PublishedCatalog,
  parsePublishedCatalog,
} from '../../core/published/parse.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { readPublished } from './read-published.ts';

export interface LoadedPublished {
  /** Absent where nothing has been published, and where what was cannot be compared. */
  readonly published?: PublishedCatalog;
  /** Nothing is wrong; said all the same. One sentence. */
  readonly notice?: string;
  /** What could not be told, one sentence each. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/**
 * The published `catalog.json`, from a file or an address. One that is not there is a first
 * publication; one that cannot be read or makes no sense is a warning, for nothing can be told then.
 */
export async function loadPublished(
  place: string,
  catalog: Pick<Catalog, 'site' | 'contents'>,
  fetchPublished: FetchText,
): Promise<LoadedPublished> {
  const named = quote(place);
  const warn = (code: string, message: string): LoadedPublished => ({
    warnings: [{ code, message: `The published catalogue ${named} was not compared: ${message}` }],
  });
  const text = await readPublished(place, MAX_CATALOG_BYTES, fetchPublished);
  if (!text.ok) {
    const { kind, message } = text.failure;
    return warn(kind === 'page' ? 'previous/not-a-catalogue' : 'previous/unreadable', message);
  }
  if (text.value === undefined) {
    const notice = `There is no catalogue at ${named} yet: this is taken as the first publication.`;
    return { notice, warnings: [] };
  }
  const parsed = parsePublishedCatalog(text.value);
  if (!parsed.ok) return warn(parsed.failure.code, parsed.failure.message);
  const published = parsed.value;
  if (isOtherSite(published, catalog)) {
    return warn('previous/other-site', `It is that of another site, ${quote(published.siteUrl)}.`);
  }
  const { damagedCount } = published;
  const warnings =
    damagedCount === 0
      ? []
      : [
          {
            code: 'previous/damaged',
            message: `In the published catalogue ${named} ${damagedCount === 1 ? 'an entry makes' : `${damagedCount} entries make`} no sense, so nothing is known of ${damagedCount === 1 ? 'it' : 'them'}.`,
          },
        ];
  return { published, warnings };
}

/** A site may move, and its contents may be renamed; both at once is another site. */
function isOtherSite(published: PublishedCatalog, { site, contents }: Pick<Catalog, 'site' | 'contents'>) {
  const known = new Set(contents.map(({ id }) => id));
  return (
    published.notebooks.length > 0 &&
    new URL(published.siteUrl).href !== new URL(site.url).href &&
    !published.notebooks.some(({ contentId }) => known.has(contentId))
  );
}
