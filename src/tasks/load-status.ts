import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStatus } from '../core/health/parse-status.ts';
import type { Status } from '../core/health/types.ts';

/** Statuses above this size are not ours: a thousand environments with 90 nights take about 10 MB. */
const MAX_STATUS_BYTES = 64 * 1024 * 1024;

export interface LoadedStatus {
  readonly status: Status | null;
  /** Why a status that was named is not shown, one sentence. */
  readonly warning?: string;
}

/**
 * The status to show at the buttons: from `SLIPWAY_STATUS` (a file or an https address), else the
 * manifest's neighbour `status.json` where it exists. A status that cannot be read never stops a build.
 *
 * @param fetchText reads an address; rejects with a readable message
 */
export async function loadStatus(
  contentFolder: string,
  place: string | undefined,
  fetchText: (url: string, maxBytes: number) => Promise<string>,
): Promise<LoadedStatus> {
  const source = place ?? join(contentFolder, 'status.json');
  let text: string;
  try {
    text = /^https?:\/\//.test(source)
      ? await fetchText(source, MAX_STATUS_BYTES)
      : await readFile(source, 'utf8');
  } catch (error) {
    if (place === undefined && isMissing(error)) return { status: null };
    return { status: null, warning: `The status at ${source} could not be read: ${messageOf(error)}` };
  }
  const parsed = parseStatus(text);
  return parsed.ok
    ? { status: parsed.value }
    : { status: null, warning: `${source}: ${parsed.failure.message}` };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
