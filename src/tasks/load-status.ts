import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStatus } from '../core/health/parse-status.ts';
import type { Status } from '../core/health/types.ts';
import { fail, ok, type Result } from '../core/result.ts';

/** Statuses above this size are not ours: a thousand environments with 90 nights take about 10 MB. */
const MAX_STATUS_BYTES = 64 * 1024 * 1024;

export interface LoadedStatus {
  readonly status: Status | null;
  /** Why a status that was named is not shown, one sentence. */
  readonly warning?: string;
}

/** Reads an address, as text. */
export type FetchText = (
  url: string,
  maxBytes: number,
) => Promise<Result<string, { readonly message: string }>>;

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
    ? await fetchText(source, MAX_STATUS_BYTES)
    : await readText(source);
  if (!text.ok) {
    if (place === undefined && text.failure.message === MISSING) return { status: null };
    return { status: null, warning: `The status at ${source} could not be read: ${text.failure.message}.` };
  }
  const parsed = parseStatus(text.value);
  if (parsed.ok) return { status: parsed.value };
  if (parsed.failure.code === 'status/before-first-night') return { status: null };
  return { status: null, warning: `${source}: ${parsed.failure.message}` };
}

const MISSING = 'there is no such file';

async function readText(file: string): Promise<Result<string, { readonly message: string }>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return fail({ message: code === 'ENOENT' ? MISSING : `the file cannot be read (${code})` });
  }
}
