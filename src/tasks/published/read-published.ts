import { fail, ok, type Result } from '../../core/result.ts';
import { readTextFile } from '../../io/files/read-text-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';

/** Why what is published at a place cannot be had. */
export interface UnreadablePlace {
  /** `page`: something came, and it is a web page instead of JSON. */
  readonly kind: 'unreadable' | 'page';
  /** One sentence, without the place. */
  readonly message: string;
}

/**
 * Reads JSON that a site has published (`status.json`, `catalog.json`), from its address or from a copy in a
 * file. A page with status 200 is what sign-ins, captive portals and parked domains answer: it says as
 * little of what was published as no answer does.
 *
 * @param place an address or a file
 * @returns undefined where nothing has been published yet: no such file, or 404 or 410
 */
export async function readPublished(
  place: string,
  maxBytes: number,
  fetchPublished: FetchText,
): Promise<Result<string | undefined, UnreadablePlace>> {
  if (!isAddress(place) && OTHER_ADDRESS.test(place)) return fail({ kind: 'unreadable', message: NO_PLACE });
  const read = isAddress(place)
    ? await fetchFrom(place, maxBytes, fetchPublished)
    : await readTextFile(place, maxBytes);
  if (!read.ok) return fail({ kind: 'unreadable', message: read.failure });
  if (read.value === undefined) return ok(undefined);
  const text = read.value.replace(/^\uFEFF/, '');
  return /^\s*</.test(text) ? fail({ kind: 'page', message: PAGE }) : ok(text);
}

/** Whether a place is an address rather than a file. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

/** Taken for a file, it would be one that is not there yet. `C:\` begins no address. */
const OTHER_ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;
const NO_PLACE = 'It is neither a file nor an address that begins with https://.';
const PAGE = 'A web page is there in its place; it may be a sign-in, an error or another site.';

async function fetchFrom(
  address: string,
  maxBytes: number,
  fetchPublished: FetchText,
): Promise<Result<string | undefined, string>> {
  const fetched = await fetchPublished(address, maxBytes);
  if (fetched.ok) return fetched;
  const { status, message } = fetched.failure;
  return status === 404 || status === 410 ? ok(undefined) : fail(`It could not be read: ${message}.`);
}
