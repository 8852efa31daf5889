import { join } from 'node:path';
import { describeUnknown } from '../core/catalog/issues.ts';
import type { ParseOptions } from '../core/catalog/parse.ts';
import type { Environment } from '../core/catalog/types.ts';
import { countVersions, findEnvironment } from '../core/catalog/views.ts';
import { formatGithub } from '../core/diagnostics/format.ts';
import type { Shard } from '../core/health/shards/partition.ts';
import { AUTO } from '../core/published/published-address.ts';
import type { Result } from '../core/result.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { type NightManifest, readNightManifest } from '../tasks/night/night-manifest.ts';
import { describeNotes, isNightBad, summarizeNight } from '../tasks/night/night-report.ts';
import { mergeNightly, type NightlyFailure, type NightlyReport, runNightly } from '../tasks/night/nightly.ts';
import { runShard } from '../tasks/night/shard-night.ts';
import type { Config } from './config.ts';
import { type ExitStatus, UsageError } from './host.ts';
import { type FinishOptions, type NightlyOptions, placeOf } from './nightly-options.ts';
import { type Format, printDiagnostics, writeJobSummary } from './output.ts';
import { createProgress } from './progress.ts';
import { createFinishPorts, createNightPorts } from './wiring.ts';

/** Reads the manifest. @returns undefined where it has errors, which have been printed */
export async function openManifest(
  file: string,
  format: Format,
  options?: ParseOptions,
): Promise<NightManifest | undefined> {
  const manifest = await readNightManifest(file, options);
  if (manifest.ok) return manifest.value;
  printDiagnostics(format, manifest.failure.diagnostics, manifest.failure.sources);
  return undefined;
}

/** An environment that the command line names. @throws UsageError */
export function requireEnvironment({ catalog }: NightManifest, id: string): Environment {
  const environment = findEnvironment(catalog, id);
  if (environment !== undefined) return environment;
  const { message, hint } = describeUnknown(
    'environment',
    id,
    catalog.environments.map((each) => each.id),
  );
  throw new UsageError([message, ...(hint === undefined ? [] : [hint])].join(' '));
}

/** Runs a whole nightly check, writes its status and prints the result. */
export async function walkNight(config: Config, options: NightlyOptions): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, options.format);
  if (manifest === undefined) return 1;
  const world = await createNightPorts(config, options.concurrency, countVersions(manifest.catalog));
  const finish = createFinishPorts(config, options.issues);
  warnFirst(finish.warnings, config, options);
  const progress = createProgress(process.stderr, config.variables.TERM);
  const report = await runNightly(
    {
      manifest,
      ...placeOf(options, config.contentFolder),
      ...memoryOf(config, options),
      ...recordOf(config, options),
      ...walkOptions(options),
      onProgress: progress.update,
    },
    { ...world.ports, ...finish.ports },
  );
  progress.stop();
  world.close();
  return printNight(config, options, report, world.warnings, finish.warnings);
}

/** Runs one shard of a nightly check, and writes its observations. */
export async function walkShard(config: Config, options: NightlyOptions, shard: Shard): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, options.format);
  if (manifest === undefined) return 1;
  const world = await createNightPorts(config, options.concurrency, countVersions(manifest.catalog));
  const progress = createProgress(process.stderr, config.variables.TERM);
  // What a shard writes is no status and must not take its place.
  const name = `night-shard-${shard.index}-of-${shard.count}.json`;
  const told = await runShard(
    {
      manifest,
      outFile: options.out ?? join(config.contentFolder, name),
      shard,
      previous: options.previous,
      ...memoryOf(config, options),
      ...recordOf(config, options),
      ...walkOptions(options),
      onProgress: progress.update,
    },
    world.ports,
    world.warnings,
  );
  progress.stop();
  world.close();
  if (!told.ok) throw new Error(told.failure.message);
  for (const sentence of told.value) standardError.printText(sentence);
  return 0;
}

/** Merges shards, writes the status and prints the result. */
export async function mergeShards(
  config: Config,
  options: FinishOptions,
  files: readonly string[],
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, options.format);
  if (manifest === undefined) return 1;
  const request = {
    manifest,
    ...placeOf(options, config.contentFolder),
    ...memoryOf(config, options),
    files,
  };
  const finish = createFinishPorts(config, options.issues);
  warnFirst(finish.warnings, config, options);
  const report = await mergeNightly(request, finish.ports);
  return printNight(config, options, report, [], finish.warnings);
}

/** Where the published status is, and what counts as none. */
export function memoryOf({ canBeginAnew }: Config, { site }: Pick<FinishOptions, 'site'>) {
  return { canBeginAnew, ...(site !== undefined && { siteUrl: site }) };
}

/** Where the published catalogue is: beside the status that is asked for, unless said otherwise. */
export function recordOf({ publishedPlace }: Config, { previous }: Pick<FinishOptions, 'previous'>) {
  const place = publishedPlace ?? (previous === AUTO ? AUTO : undefined);
  return place === undefined ? {} : { publishedPlace: place };
}

function walkOptions({ only, concurrency }: NightlyOptions) {
  return { concurrency, ...(only !== undefined && { only }) };
}

/** What an option needs and the environment lacks: nobody should wait for the end of the check to read it. */
function warnFirst(
  warnings: readonly string[],
  { manifestFile: file }: Config,
  { format }: FinishOptions,
): void {
  for (const message of warnings) {
    const diagnostic = {
      code: 'nightly/option-ignored',
      severity: 'warning',
      message,
      position: { file },
    } as const;
    if (format === 'github') standardOutput.printCommands(formatGithub([diagnostic]));
    else standardError.printText(message);
  }
}

/**
 * @param said notices that were printed before the check
 * @returns 1 where `--fail-on` is met, else 0
 * @throws one sentence where the check could not run
 */
async function printNight(
  { jobSummaryFile }: Config,
  { format, failOn }: FinishOptions,
  report: Result<NightlyReport, NightlyFailure>,
  warnings: readonly string[],
  said: readonly string[],
): Promise<ExitStatus> {
  if (!report.ok) throw new Error(report.failure.message);
  const { status, diagnostics, sources } = report.value;
  const notices = [...warnings, ...report.value.notices];
  for (const notice of notices) standardError.printText(notice);
  printDiagnostics(format, diagnostics, sources);
  // With JSON the notes go to standard error, so that the output stays JSON.
  const printer = format === 'json' ? standardError : standardOutput;
  for (const note of describeNotes(status)) printer.printText(note);
  printer.printText(summarizeNight(status));
  await writeJobSummary(jobSummaryFile, status, [...said, ...notices]);
  return failOn !== undefined && isNightBad(status, failOn) ? 1 : 0;
}
