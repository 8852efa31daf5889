import { assignShards, type Shard } from '../core/health/shards/partition.ts';
import { formatShardReport } from '../core/health/shards/report.ts';
import type { Status } from '../core/health/types.ts';
import { writeWhole } from '../io/files/write-whole.ts';
import { standardError } from '../io/output/printer.ts';
import type { NightReport } from '../tasks/night/night-types.ts';
import type { NightManifest } from './nightly-manifest.ts';

/** Writes what one shard saw, for `npm run nightly:merge`, which judges. */
export async function finishShard(
  { outFile, shard }: { readonly outFile: string; readonly shard: Shard },
  { catalog, digest }: NightManifest,
  previous: Status | undefined,
  { observations, startedAt, status }: NightReport,
  notices: readonly string[],
): Promise<void> {
  const report = {
    shard,
    manifest: digest,
    previousCheckedAt: previous?.checked_at ?? null,
    startedAt,
    endedAt: status.checked_at,
    notices,
    observations,
  };
  await writeWhole(outFile, formatShardReport(report));
  for (const notice of notices) standardError.printText(notice);
  const shards = assignShards(catalog, shard.count);
  const mine = [...shards.values()].filter((index) => index === shard.index).length;
  standardError.printText(
    `Shard ${shard.index}/${shard.count} looked at ${mine} of ${shards.size} environment versions, contents and hubs. It judges nothing: npm run nightly:merge does.`,
  );
}
