import { fail, ok, type Result } from '../result.ts';

/** In the place of a file or an address: what the site itself has published. */
export const AUTO = 'auto';

/** A published file as the memory of what comes next. */
export interface PublishedMemory {
  /** File or address. */
  readonly place: string;
  /** Whether nothing may be published where it cannot be read: it is the only copy. */
  readonly isRequired: boolean;
}

/**
 * Where a published file is looked for.
 *
 * @param place file, address or `auto`
 * @param siteUrl home of the published site, with a slash at its end
 * @param now ISO 8601; in the query, it keeps caches on the way from answering with an older file
 */
export function locatePublished(
  place: string,
  name: 'status.json' | 'catalog.json',
  siteUrl: string,
  now: string,
): PublishedMemory {
  if (place !== AUTO) return { place, isRequired: false };
  const url = new URL(name, siteUrl);
  url.searchParams.set('at', String(Date.parse(now)));
  return { place: url.href, isRequired: true };
}

/**
 * The variable `SLIPWAY_BEGIN_ANEW`: whether a published file that cannot be read counts as one that is not
 * there yet.
 *
 * @returns as a failure one sentence
 */
export function parseBeginAnew(text: string | undefined): Result<boolean, string> {
  const word = (text ?? '').trim().toLowerCase();
  if (['', 'no', 'false', '0', 'off'].includes(word)) return ok(false);
  if (['yes', 'true', '1', 'on'].includes(word)) return ok(true);
  return fail(`SLIPWAY_BEGIN_ANEW takes yes or no, not ${JSON.stringify(text)}.`);
}

/** What to do where the memory of a site cannot be read. */
export const BEGIN_ANEW_ADVICE =
  'Where the site can never be read without signing in, set the variable SLIPWAY_BEGIN_ANEW to yes: each night is then a first one.';
