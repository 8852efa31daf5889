import type { Catalog } from '../../core/catalog/types.ts';
import { quote } from '../../core/diagnostics/quote.ts';
import {
  MAX_CATALOG_BYTES,
  type PublishedCatalog,
  parsePublishedCatalog,
} from '../../core/published/parse.ts';
import { BEGIN_ANEW_ADVICE, locatePublished } from '../../core/published/published-address.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { readPublished } from './read-published.ts';

export interface LoadedPublished {
  /** Absent where nothing has been published, and where what was cannot be compared. */
  readonly published?: PublishedCatalog;
  /** Nothing is wrong; said all the same. One sentence. */
  readonly notice?: string;
  /** What could not be determined, one sentence each. */
  readonly warnings: readonly {
    readonly code: string;
    /** An error where what cannot be read is the only record of the published ids. */
    readonly severity: 'error' | 'warning';
    readonly message: string;
  }[];
}

export interface PublishedOptions {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew: boolean;
  /** Home of the published site, where it is not the catalogue's own address. */
  readonly siteUrl?: string | undefined;
}

/**
 * The published `catalog.json`, from a file or an address. One that is not there is a first
 * publication; one that cannot be read or makes no sense is a warning, for then nothing is known, and an
 * error where it is the site's own.
 *
 * @param given file, address or `auto`
 */
export async function loadPublished(
  given: string,
  catalog: Pick<Catalog, 'site' | 'contents'>,
  fetchPublished: FetchText,
  { now, canBeginAnew, siteUrl = catalog.site.url }: PublishedOptions,
): Promise<LoadedPublished> {
  const { place, isRequired } = locatePublished(given, 'catalog.json', siteUrl, now);
  const named = quote(place);
  const warn = (code: string, why: string, isHidden = false): LoadedPublished => {
    const message = `The published catalogue ${named} was not compared: ${why}`;
    return isRequired && !(isHidden && canBeginAnew)
      ? { warnings: [{ code, severity: 'error', message: `${message} ${BEGIN_ANEW_ADVICE}` }] }
      : { warnings: [{ code, severity: 'warning', message }] };
  };
  const text = await readPublished(place, MAX_CATALOG_BYTES, fetchPublished);
  if (!text.ok) {
    const { kind, message } = text.failure;
    return warn(kind === 'page' ? 'previous/not-a-catalogue' : 'previous/unreadable', message, true);
  }
  if (text.value === undefined) {
    const notice = `There is no catalogue at ${named} yet: this is taken as the first publication.`;
    return { notice, warnings: [] };
  }
  const parsed = parsePublishedCatalog(text.value);
  if (!parsed.ok) {
    const { code, message } = parsed.failure;
    return warn(code, message, code === 'previous/damaged');
  }
  const published = parsed.value;
  if (published.isExample) {
    const notice = `The catalogue at ${named} is Slipway's example, whose ids are not permanent: this is taken as the first publication.`;
    return { notice, warnings: [] };
  }
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
            severity: 'warning' as const,
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
