import { assignShards, type Shard } from '../../core/health/shards/partition.ts';
import { formatShardReport } from '../../core/health/shards/shard-report.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { writeWhole } from '../../io/files/write-whole.ts';
import { checkOutFile } from './night-out.ts';
import type { PreviousStatus } from './night-previous.ts';
import { loadNightPublished } from './night-published.ts';
import type { NightOptions, NightPorts } from './night-types.ts';
import { type FinishPorts, type FinishRequest, loadMemory, type NightlyFailure } from './nightly.ts';
import { runNight } from './run-night.ts';

/** A shard has no previous status unless one is named: the merge folds. */
export interface ShardRequest extends Omit<FinishRequest, 'previous'>, Omit<NightOptions, 'published'> {
  readonly shard: Shard;
  /** File or address of the published `catalog.json`, or `auto`. */
  readonly publishedPlace?: string;
  readonly previous: string | undefined;
}

/**
 * Writes the observations of one shard, for the merge.
 *
 * @param warnings to be reported with the shard's own notices
 * @returns one sentence each
 */
export async function runShard(
  request: ShardRequest,
  ports: NightPorts & Pick<FinishPorts, 'fetchText'>,
  warnings: readonly string[],
): Promise<Result<readonly string[], NightlyFailure>> {
  const { catalog, digest } = request.manifest;
  const out = await checkOutFile(request.outFile, 'shard');
  if (!out.ok) return fail({ code: 'night/failed', message: out.failure });
  const previous =
    request.previous === undefined
      ? ok<PreviousStatus>({ notices: [] })
      : await loadMemory({ ...request, previous: request.previous }, ports);
  if (!previous.ok) return fail({ code: 'night/failed', message: previous.failure });
  const { notices: unread, ...record } = await loadNightPublished(request, ports);
  const night = await runNight(catalog, previous.value.status, ports, { ...request, ...record });
  if (!night.ok) return fail({ code: 'night/failed', message: night.failure.message });
  const { observations, startedAt, status } = night.value;
  // What is to be said of the earlier status, the merge says.
  const notices = [...warnings, ...unread, ...night.value.notices];
  const report = {
    shard: request.shard,
    manifest: digest,
    previousCheckedAt: previous.value.status?.checked_at ?? null,
    startedAt,
    endedAt: status.checked_at,
    notices,
    observations,
  };
  await writeWhole(request.outFile, formatShardReport(report));
  const { index, count } = request.shard;
  const shards = assignShards(catalog, count);
  const mine = [...shards.values()].filter((shard) => shard === index).length;
  return ok([
    ...notices,
    `Shard ${index}/${count} looked at ${mine} of ${shards.size} environment versions, contents and hubs. It judges nothing: slipway nightly merge does.`,
  ]);
}
