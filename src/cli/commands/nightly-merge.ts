import { fetchText } from '../../io/http/fetch-text.ts';
import { standardError } from '../../io/output/printer.ts';
import { mergeNight } from '../../tasks/night/merge-night.ts';
import { loadPreviousStatus } from '../../tasks/night/night-previous.ts';
import { parseMergeOptions } from '../merge-options.ts';
import { finishNight } from '../nightly-finish.ts';
import { readNightManifest } from '../nightly-manifest.ts';

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  standardError.printText(`The shards could not be merged, and no status was written: ${reason}`);
  return 2;
});

/**
 * `npm run nightly:merge -- FILES… --out FILE`: one status of what the shards of a night saw.
 *
 * @returns 0 merged, 1 manifest errors or `--fail-on` met, 2 they could not be merged
 */
async function run(args: string[]): Promise<number> {
  const options = parseMergeOptions(args, process.env);
  const manifest = await readNightManifest(options.contentFolder, options.format);
  if (manifest === undefined) return 1;
  const previous = await loadPreviousStatus(options.previous, fetchText, new Date().toISOString());
  if (!previous.ok) throw new Error(previous.failure);
  const merged = await mergeNight(manifest.catalog, manifest.digest, options.files, previous.value.status);
  if (!merged.ok) throw new Error(merged.failure);
  const { status, notices } = merged.value;
  return finishNight(options, manifest, status, [...previous.value.notices, ...notices]);
}
