import { isFromTheFuture } from '../../core/health/fold-row.ts';
import { MAX_STATUS_BYTES, parseStatusRows } from '../../core/health/parse-status.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readTextFile } from '../../io/files/read-text-file.ts';
import type { FetchText } from '../../io/http/fetch-text.ts';

export interface PreviousStatus {
  /** Absent on a first night, and where what was there cannot be used. */
  readonly status?: Status;
  /** What is to be said of it, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * The memory of a night: a file or an address. One that is not there is a first night; one that makes
 * no sense is said and left; one that cannot be read stops the night, because going on would forget
 * what is published.
 *
 * @param now ISO 8601, UTC
 */
export async function loadPreviousStatus(
  place: string,
  fetchPublished: FetchText,
  now: string,
): Promise<Result<PreviousStatus, string>> {
  const text = /^https?:\/\//i.test(place)
    ? await fetchStatus(place, fetchPublished)
    : await readStatus(place);
  if (!text.ok) return text;
  if (text.value === undefined) {
    return ok({ notices: [`There is no earlier status at ${place}: this is taken as the first night.`] });
  }
  const parsed = parseStatusRows(text.value);
  if (!parsed.ok && parsed.failure.code === 'status/before-first-night') {
    return ok({ notices: [`The site at ${place} has had no night yet: this is the first.`] });
  }
  if (!parsed.ok) {
    return ok({
      notices: [
        `The earlier status at ${place} is not used, and its history is lost: ${parsed.failure.message}`,
      ],
    });
  }
  const { status, dropped } = parsed.value;
  const notices: string[] = [];
  if (dropped.length > 0) {
    notices.push(
      `In the earlier status at ${place} these rows are damaged and begin anew: ${dropped.join(', ')}.`,
    );
  }
  if (isFromTheFuture(status, now)) {
    notices.push(
      `The earlier status at ${place} is from the future (${status.checked_at}): a clock was wrong. Its times are taken as now.`,
    );
  }
  return ok({ status, notices });
}

async function fetchStatus(
  url: string,
  fetchPublished: FetchText,
): Promise<Result<string | undefined, string>> {
  const fetched = await fetchPublished(url, MAX_STATUS_BYTES);
  if (fetched.ok) return fetched;
  const { status, message } = fetched.failure;
  if (status === 404 || status === 410) return ok(undefined);
  return fail(`The earlier status at ${url} could not be read: ${message}.`);
}

async function readStatus(file: string): Promise<Result<string | undefined, string>> {
  const read = await readTextFile(file, MAX_STATUS_BYTES);
  return read.ok ? read : fail(`The earlier status ${file} could not be read. ${read.failure}`);
}
