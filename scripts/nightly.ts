import { join } from 'node:path';
import { parseCatalog } from '../src/core/catalog/parse.ts';
import { readManifestFile } from '../src/io/files/manifest-file.ts';
import { fetchText } from '../src/io/http/fetch-text.ts';
import { loadPreviousStatus } from '../src/tasks/night-previous.ts';
import { describeNight, isNightBad } from '../src/tasks/night-report.ts';
import { runNight } from '../src/tasks/run-night.ts';
import { parseNightlyOptions } from './support/nightly-options.ts';
import { printDiagnostics, printSummary, writeJobSummary, writeStatus } from './support/nightly-output.ts';
import { createNightPorts } from './support/nightly-ports.ts';
import { createProgress } from './support/progress.ts';

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  console.error(`The night could not be run, and no status was written: ${reason}`);
  return 2;
});

/** `npm run nightly`. @returns 0 the night was run, 1 manifest errors or `--fail-on` met, 2 it could not be run */
async function run(args: string[]): Promise<number> {
  const options = parseNightlyOptions(args, process.env);
  const { format, outFile } = options;
  const file = join(options.contentFolder, 'catalog.yaml');
  const manifest = await readManifestFile(file);
  if (!manifest.ok) {
    printDiagnostics(format, [manifest.failure], new Map());
    return 1;
  }
  const sources = new Map([[file, manifest.value]]);
  const { catalog, diagnostics, positionOf } = parseCatalog(manifest.value, file);
  if (catalog === undefined) {
    printDiagnostics(format, diagnostics, sources);
    return 1;
  }
  const previous = await loadPreviousStatus(options.previous, fetchText, new Date().toISOString());
  if (!previous.ok) throw new Error(previous.failure);
  const { ports, warnings, close } = await createNightPorts(options);
  const progress = createProgress(process.stderr);
  const night = await runNight(catalog, previous.value.status, ports, {
    ...options,
    onProgress: progress.update,
  });
  progress.stop();
  close();
  if (!night.ok) throw new Error(night.failure.message);

  const { status } = night.value;
  const notices = [...previous.value.notices, ...warnings, ...night.value.notices];
  await writeStatus(outFile, status);
  for (const notice of notices) console.error(notice);
  printDiagnostics(format, [...diagnostics, ...describeNight(status, positionOf)], sources);
  printSummary(format, status);
  await writeJobSummary(process.env.GITHUB_STEP_SUMMARY, status, notices);
  return options.failOn !== undefined && isNightBad(status, options.failOn) ? 1 : 0;
}
