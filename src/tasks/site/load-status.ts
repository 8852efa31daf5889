import { join } from 'node:path';
import { quote } from '../../core/diagnostics/quote.ts';
import { MAX_STATUS_BYTES, parseStatus } from '../../core/health/parse-status.ts';
import type { Status } from '../../core/health/types.ts';
import { BEGIN_ANEW_ADVICE, locatePublished } from '../../core/published/published-address.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { readPublished } from '../published/read-published.ts';

export interface LoadedStatus {
  readonly status: Status | null;
  /** Why a status that was named is not shown, one sentence. */
  readonly warning?: string;
  /** Why nothing may be built: it would be published without the status that is its memory. */
  readonly failure?: string;
}

export interface StatusPlace {
  /** Folder that holds the manifest. */
  readonly contentFolder: string;
  /** `SLIPWAY_STATUS`: a file, an address, or `auto` for what the site has published. */
  readonly place: string | undefined;
  /** Home of the site, with a slash at its end. */
  readonly siteUrl: string;
  /** `SLIPWAY_BEGIN_ANEW`. */
  readonly canBeginAnew: boolean;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/**
 * The status to show at the buttons: from `SLIPWAY_STATUS`, else the manifest's neighbour `status.json` where it
 * exists. One that cannot be read stops a build only where it is the site's own (`auto`).
 */
export async function loadStatus(
  { contentFolder, place, siteUrl, canBeginAnew, now }: StatusPlace,
  fetchText: FetchText,
): Promise<LoadedStatus> {
  const memory = locatePublished(place ?? join(contentFolder, 'status.json'), 'status.json', siteUrl, now);
  const source = memory.place;
  const named = quote(source);
  const hide = (why: string): LoadedStatus => ({
    status: null,
    warning: `The status at ${named} is not shown. ${why}`,
  });
  /** @param isHidden whether it cannot be determined what has been published, as behind a sign-in */
  const hideOrStop = (why: string, isHidden: boolean): LoadedStatus =>
    memory.isRequired && !(isHidden && canBeginAnew)
      ? {
          status: null,
          failure: `The published status at ${named} cannot be carried over. ${why} Nothing is built, so that nothing is forgotten. ${BEGIN_ANEW_ADVICE}`,
        }
      : hide(why);
  const text = await readPublished(source, MAX_STATUS_BYTES, fetchText);
  if (!text.ok) return hideOrStop(text.failure.message, true);
  if (text.value === undefined) {
    const warning = `There is no status at ${named}, so nothing is shown of the last night.`;
    return place === undefined || memory.isRequired ? { status: null } : { status: null, warning };
  }
  const parsed = parseStatus(text.value);
  if (parsed.ok) return { status: parsed.value };
  const { code, message } = parsed.failure;
  return code === 'status/before-first-night'
    ? { status: null }
    : hideOrStop(message, code === 'status/not-json');
}
