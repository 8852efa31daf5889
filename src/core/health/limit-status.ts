import { MAX_STATUS_BYTES } from './parse-status.ts';
import { listRows, mapRows } from './rows.ts';
import type { ContentStatus, EnvironmentStatus, Status } from './types.ts';

/** Of one content and ref; a course of a thousand notebooks has paths of 50 kB. */
const MAX_LISTED_BYTES = 100_000;

/** What the next nightly check still reads, however its file is indented. */
const MAX_WRITTEN_BYTES = MAX_STATUS_BYTES / 2;

/** The first paths of a list, as far as a status names them. */
export function limitPaths(paths: readonly string[]): readonly string[] {
  let sizeBytes = 0;
  const end = paths.findIndex((path) => {
    sizeBytes += sizeOf(path);
    return sizeBytes > MAX_LISTED_BYTES;
  });
  return end < 0 ? paths : paths.slice(0, end);
}

/** Each takes more away than the one before; verdicts and dates stay. */
const STEPS: readonly ((status: Status) => Status)[] = [
  (status) => ({ ...status, contents: status.contents.map(dropTracebacks) }),
  (status) => ({ ...status, environments: status.environments.map(dropPackages) }),
  (status) => ({
    ...status,
    environments: status.environments.map(dropFacts),
    contents: status.contents.map((row) => shortenContent(row, 10, 3)),
  }),
  (status) => mapRows(status, (row) => ({ ...row, history: row.history.slice(-14) })),
  (status) =>
    mapRows({ ...status, contents: status.contents.map((row) => shortenContent(row, 0, 1)) }, (row) => ({
      ...row,
      history: row.history.slice(-2),
      reasons: row.reasons.slice(0, 1),
    })),
];

/**
 * A status of a size that the next nightly check reads. Its size depends on file names and images of other
 * people's repositories, so explanations are left out first.
 *
 * @param maxBytes UTF-8, of the JSON with one space of indentation
 */
export function limitStatus(status: Status, maxBytes = MAX_WRITTEN_BYTES): Status {
  let limited = status;
  for (const step of STEPS) {
    if (measureStatus(limited) <= maxBytes) return limited;
    limited = step(limited);
  }
  return limited;
}

/** One sentence for each content whose missing notebooks are not all named. */
export function describeLimits({ contents }: Status): readonly string[] {
  return contents.flatMap(({ id, edition, missing, missing_count: count }) =>
    count === undefined
      ? []
      : [
          `${edition === undefined ? id : `${id} (${edition})`} lacks ${count} notebooks, of which the status names ${missing.length}.`,
        ],
  );
}

function measureStatus(status: Status): number {
  // Row by row: all of them in one text could be more than a text can hold.
  return listRows(status).reduce((sum, row) => sum + sizeOf(JSON.stringify(row, null, 3)), 0);
}

function dropTracebacks(row: ContentStatus): ContentStatus {
  if (row.verified === undefined) return row;
  return { ...row, verified: row.verified.map(({ error: _, ...run }) => run) };
}

function dropPackages(row: EnvironmentStatus): EnvironmentStatus {
  if (row.inside === undefined) return row;
  const { packages: _, ...inside } = row.inside;
  return { ...row, inside };
}

function dropFacts(row: EnvironmentStatus): EnvironmentStatus {
  return { ...row, labels: {}, platforms: row.platforms.slice(0, 20) };
}

function shortenContent(row: ContentStatus, pathCount: number, reasonCount: number): ContentStatus {
  const reasons = row.reasons.slice(0, reasonCount);
  if (row.missing.length <= pathCount) return { ...row, reasons };
  return {
    ...row,
    reasons,
    missing: row.missing.slice(0, pathCount),
    missing_count: row.missing_count ?? row.missing.length,
  };
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length + 4;
}
