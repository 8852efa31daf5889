import { join } from 'node:path';
import { quote } from '../../core/diagnostics/quote.ts';
import { MAX_STATUS_BYTES, parseStatus } from '../../core/health/parse-status.ts';
import type { Status } from '../../core/health/types.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';
import { readPublished } from '../published/read-published.ts';

export interface LoadedStatus {
  readonly status: Status | null;
  /** Why a status that was named is not shown, one sentence. */
  readonly warning?: string;
}

/**
 * The status to show at the buttons: from `SLIPWAY_STATUS` (a file or an https address), else the
 * manifest's neighbour `status.json` where it exists. A status that cannot be read never stops a build.
 */
export async function loadStatus(
  contentFolder: string,
  place: string | undefined,
  fetchText: FetchText,
): Promise<LoadedStatus> {
  const source = place ?? join(contentFolder, 'status.json');
  const text = await readPublished(source, MAX_STATUS_BYTES, fetchText);
  const named = quote(source);
  const hide = (why: string): LoadedStatus => ({
    status: null,
    warning: `The status at ${named} is not shown. ${why}`,
  });
  if (!text.ok) return hide(text.failure.message);
  if (text.value === undefined) {
    const warning = `There is no status at ${named}, so nothing is shown of the last night.`;
    return place === undefined ? { status: null } : { status: null, warning };
  }
  const parsed = parseStatus(text.value);
  if (parsed.ok) return { status: parsed.value };
  return parsed.failure.code === 'status/before-first-night'
    ? { status: null }
    : hide(parsed.failure.message);
}
