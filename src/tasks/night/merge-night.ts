import { readFile, stat } from 'node:fs/promises';
import type { Catalog } from '../../core/catalog/types.ts';
import { foldStatus } from '../../core/health/fold.ts';
import type { NightObservations } from '../../core/health/observations.ts';
import { outlineNight } from '../../core/health/outline.ts';
import { mergeShards, type NamedReport } from '../../core/health/shards/merge.ts';
import { parseShardReport } from '../../core/health/shards/shard-report.ts';
import type { Status } from '../../core/health/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** Observations of ten thousand notebooks take a few megabytes. */
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

export interface MergedStatus {
  readonly status: Status;
  /** What the status was made of. */
  readonly observations: NightObservations;
  /** ISO 8601, UTC. */
  readonly endedAt: string;
  /** One sentence each. */
  readonly notices: readonly string[];
}

/**
 * Folds what the shards of one nightly check saw. A file that is not there or damaged is a shard that failed:
 * its rows stay as they were. Files of different catalogues are refused with one sentence.
 *
 * @param manifest digest of the manifest's text
 */
export async function mergeNight(
  catalog: Catalog,
  manifest: string,
  files: readonly string[],
  previous: Status | undefined,
): Promise<Result<MergedStatus, string>> {
  const reports: NamedReport[] = [];
  const notices: string[] = [];
  for (const file of files) {
    const text = await readReport(file);
    const report = text.ok ? parseShardReport(text.value) : text;
    if (report.ok) reports.push({ file, report: report.value });
    else if (report.failure.code === 'shard/damaged') notices.push(`${file} ${report.failure.message}.`);
    else return fail(`${file} ${report.failure.message}.`);
  }
  const merged = mergeShards(outlineNight(catalog), reports, manifest, previous?.checked_at ?? null);
  if (!merged.ok) return fail([...notices, merged.failure.message].join(' '));
  const { observations, endedAt } = merged.value;
  return ok({
    status: foldStatus(previous, observations, endedAt),
    observations,
    endedAt,
    notices: [...notices, ...merged.value.notices],
  });
}

async function readReport(
  file: string,
): Promise<Result<string, { readonly code: 'shard/damaged'; readonly message: string }>> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) return fail({ code: 'shard/damaged', message: 'is not a plain file' });
    if (stats.size > MAX_REPORT_BYTES) {
      return fail({ code: 'shard/damaged', message: 'is larger than a shard can be' });
    }
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const message = code === 'ENOENT' ? 'is not there' : `could not be read (${code})`;
    return fail({ code: 'shard/damaged', message });
  }
}
