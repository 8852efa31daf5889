import { fail, ok, type Result, refuse } from '../../result.ts';
import type { NightObservations } from '../observations.ts';
import { contentKey, hubKey, versionKey } from './partition.ts';
import type { ShardReport } from './shard-report.ts';

/** A report with the name of its file, for sentences. */
export interface NamedReport {
  readonly file: string;
  readonly report: ShardReport;
}

export interface MergeFailure {
  readonly code:
    | 'merge/nothing'
    | 'merge/other-manifest'
    | 'merge/other-count'
    | 'merge/same-shard'
    | 'merge/other-previous';
  /** One sentence. */
  readonly message: string;
}

export interface MergedNight {
  /** To be folded as those of one run. */
  readonly observations: NightObservations;
  /** ISO 8601, UTC: when the last shard ended. */
  readonly endedAt: string;
  /** One sentence each. */
  readonly notices: readonly string[];
}

/**
 * Joins the observations of the shards of one nightly check. Rows of a shard that is not there stay `skipped`,
 * so that the fold leaves them as they were.
 *
 * @param outline every row of the catalogue, in its order, as `skipped`
 * @param manifest digest of the manifest that the rows come from
 * @param previousCheckedAt of the status to fold with; null on a first nightly check
 */
export function mergeShards(
  outline: NightObservations,
  reports: readonly NamedReport[],
  manifest: string,
  previousCheckedAt: string | null,
): Result<MergedNight, MergeFailure> {
  const [first] = reports;
  if (first === undefined) {
    return refuse('merge/nothing', 'None of the shards can be used, so there is nothing to merge.');
  }
  const fault = findFault(first, reports, manifest, previousCheckedAt);
  if (fault !== undefined) return fail(fault);

  const seen = reports.map(({ report }) => report);
  const observations = seen.map((report) => report.observations);
  const startedMs = Math.min(...seen.map(({ startedAt }) => Date.parse(startedAt)));
  const endedMs = Math.max(...seen.map(({ endedAt }) => Date.parse(endedAt)));
  return ok({
    observations: {
      durationMs: endedMs - startedMs,
      environments: joinRows(
        outline.environments,
        observations.flatMap(({ environments }) => environments),
        ({ environmentId, tag }) => versionKey(environmentId, tag),
      ),
      contents: joinRows(
        outline.contents,
        observations.flatMap(({ contents }) => contents),
        ({ id, edition }) => contentKey(id, edition),
      ),
      hubs: joinRows(
        outline.hubs,
        observations.flatMap(({ hubs }) => hubs),
        ({ id }) => hubKey(id),
      ),
    },
    endedAt: new Date(endedMs).toISOString(),
    notices: [...new Set([...describeMissing(seen), ...seen.flatMap(({ notices }) => notices)])],
  });
}

/** Each row as a shard saw it, else as it was. */
function joinRows<Row>(
  outline: readonly Row[],
  seen: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Row[] {
  const byKey = new Map(seen.map((row) => [keyOf(row), row]));
  return outline.map((row) => byKey.get(keyOf(row)) ?? row);
}

function findFault(
  first: NamedReport,
  reports: readonly NamedReport[],
  manifest: string,
  previousCheckedAt: string | null,
): MergeFailure | undefined {
  const { count } = first.report.shard;
  const files = new Map<number, string>();
  for (const { file, report } of reports) {
    const { index } = report.shard;
    if (report.manifest !== manifest) {
      return {
        code: 'merge/other-manifest',
        message: `${file} is a shard of another manifest than the one here; run all shards and the merge with the same catalog.yaml.`,
      };
    }
    if (report.shard.count !== count) {
      return {
        code: 'merge/other-count',
        message: `${first.file} is one of ${count} shards and ${file} one of ${report.shard.count}; they do not belong to the same night.`,
      };
    }
    const twin = files.get(index);
    if (twin !== undefined) {
      return {
        code: 'merge/same-shard',
        message: `${twin} and ${file} are both shard ${index}/${count}; name one of them.`,
      };
    }
    files.set(index, file);
    if (report.previousCheckedAt !== null && report.previousCheckedAt !== previousCheckedAt) {
      const here = previousCheckedAt === null ? 'none' : `that of ${previousCheckedAt}`;
      return {
        code: 'merge/other-previous',
        message: `${file} was run with the status of ${report.previousCheckedAt}, and the merge has ${here}; give both the same --previous, or the history would be lost.`,
      };
    }
  }
  return undefined;
}

function describeMissing(reports: readonly ShardReport[]): string[] {
  const count = reports[0]?.shard.count ?? 0;
  const there = new Set(reports.map(({ shard }) => shard.index));
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !there.has(index));
  if (missing.length === 0) return [];
  const names = missing.map((index) => `${index}/${count}`).join(', ');
  return [
    missing.length === 1
      ? `Shard ${names} is missing: what it would have looked at stays as it was the night before.`
      : `Shards ${names} are missing: what they would have looked at stays as it was the night before.`,
  ];
}
