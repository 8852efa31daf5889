import { join } from 'node:path';
import { MAX_STATUS_BYTES, parseStatus } from '../../core/health/parse-status.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, type Result } from '../../core/result.ts';
import { readTextFile } from '../../io/files/read-text-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';

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
  const text = /^https?:\/\//.test(source)
    ? await fetchStatus(source, fetchText)
    : await readTextFile(source, MAX_STATUS_BYTES);
  if (!text.ok) return { status: null, warning: `The status at ${source} is not shown. ${text.failure}` };
  if (text.value === undefined) {
    const warning = `There is no status at ${source}, so nothing is shown of the last night.`;
    return place === undefined ? { status: null } : { status: null, warning };
  }
  const parsed = parseStatus(text.value);
  if (parsed.ok) return { status: parsed.value };
  if (parsed.failure.code === 'status/before-first-night') return { status: null };
  return { status: null, warning: `${source}: ${parsed.failure.message}` };
}

async function fetchStatus(url: string, fetchText: FetchText): Promise<Result<string, string>> {
  const fetched = await fetchText(url, MAX_STATUS_BYTES);
  return fetched.ok ? fetched : fail(`It could not be read: ${fetched.failure.message}.`);
}
