import { countVersions } from '../../core/catalog/views.ts';
import { ok } from '../../core/result.ts';
import { fetchText } from '../../io/http/fetch-text.ts';
import { standardError } from '../../io/output/printer.ts';
import { loadPreviousStatus, type PreviousStatus } from '../../tasks/night/night-previous.ts';
import { runNight } from '../../tasks/night/run-night.ts';
import { finishNight } from '../nightly-finish.ts';
import { readNightManifest } from '../nightly-manifest.ts';
import { parseNightlyOptions } from '../nightly-options.ts';
import { createNightPorts } from '../nightly-ports.ts';
import { finishShard } from '../nightly-shard.ts';
import { createProgress } from '../progress.ts';

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  standardError.printText(`The night could not be run, and no status was written: ${reason}`);
  return 2;
});

/** `npm run nightly`. @returns 0 the night was run, 1 manifest errors or `--fail-on` met, 2 it could not be run */
async function run(args: string[]): Promise<number> {
  const options = parseNightlyOptions(args, process.env);
  const manifest = await readNightManifest(options.contentFolder, options.format);
  if (manifest === undefined) return 1;
  const previous =
    options.previous === undefined
      ? ok<PreviousStatus>({ notices: [] })
      : await loadPreviousStatus(options.previous, fetchText, new Date().toISOString());
  if (!previous.ok) throw new Error(previous.failure);
  const { ports, warnings, close } = await createNightPorts(options, countVersions(manifest.catalog));
  const progress = createProgress(process.stderr);
  const night = await runNight(manifest.catalog, previous.value.status, ports, {
    ...options,
    onProgress: progress.update,
  });
  progress.stop();
  close();
  if (!night.ok) throw new Error(night.failure.message);

  const { shard, outFile } = options;
  if (shard !== undefined) {
    // What is to be said of the earlier status, the merge says.
    const notices = [...warnings, ...night.value.notices];
    await finishShard({ outFile, shard }, manifest, previous.value.status, night.value, notices);
    return 0;
  }
  const notices = [...previous.value.notices, ...warnings, ...night.value.notices];
  return finishNight(options, manifest, night.value.status, notices);
}
