import { listRows, planShardCount } from '../../core/health/shards/partition.ts';
import { standardOutput } from '../../io/output/printer.ts';
import { readNightManifest } from '../nightly-manifest.ts';

/**
 * `npm run nightly:plan`: into how many shards a night of this catalogue is best divided, as JSON on one
 * line. Diagnostics of a broken manifest are for GitHub, which is who asks.
 */
const manifest = await readNightManifest(process.env.SLIPWAY_CONTENT || 'content', 'github');
if (manifest === undefined) process.exitCode = 1;
else {
  const count = planShardCount(manifest.catalog);
  const shards = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
  standardOutput.printJson(JSON.stringify({ rows: listRows(manifest.catalog).length, count, shards }));
}
