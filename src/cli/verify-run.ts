import { join } from 'node:path';
import type { Shard } from '../core/health/shards/partition.ts';
import type { Inspection, VerifyResult } from '../core/verify/fold-results.ts';
import { formatResult, formatTotals } from '../core/verify/format-result.ts';
import { removeOldOutputs } from '../io/files/kept-outputs.ts';
import { fetchText } from '../io/http/fetch-text.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import type { NightManifest } from '../tasks/night/night-manifest.ts';
import { loadNightPublished } from '../tasks/night/night-published.ts';
import { copyOutputs } from '../tasks/verify/keep-outputs.ts';
import { runVerify, type VerifyReport } from '../tasks/verify/run-verify.ts';
import { outputCacheOf, readShardFile, writeShard } from '../tasks/verify/verify-cache.ts';
import { outputFolderOf, writeResults } from '../tasks/verify/write-status.ts';
import type { Config } from './config.ts';
import type { ExitStatus } from './host.ts';
import { placeOf } from './nightly-options.ts';
import { memoryOf, openManifest, recordOf } from './nightly-run.ts';
import { createProgress } from './progress.ts';
import { readLimits, type VerifyOptions } from './verify-options.ts';
import { withContainers } from './with-containers.ts';

const OUTSIDE = { fetchText, now: () => new Date() };

/** Runs what is asked for, prints what happened and writes the status, or the results of a shard. */
export function verify(
  config: Config,
  names: readonly string[],
  options: VerifyOptions,
  shard: Shard | undefined,
): Promise<ExitStatus> {
  return withContainers(config, options.engine, async (manifest, ports) => {
    const { published, notices } = await loadNightPublished(
      { manifest, ...memoryOf(config, options), ...recordOf(config, options) },
      OUTSIDE,
    );
    for (const notice of notices) standardError.printText(notice);
    const progress = createProgress(process.stderr, config.variables.TERM);
    const report = await runVerify(
      {
        catalog: manifest.catalog,
        manifestFile: config.manifestFile,
        targets: names,
        scope: options.allVersions ? 'all' : 'current',
        limits: readLimits(options),
        ...(shard === undefined ? {} : { shard }),
        ...(published !== undefined && { published }),
        cacheFolder: join(config.cacheFolder, 'verify'),
        isFresh: options.again,
        keepsOutputs: options.keepOutputs,
        onProgress: progress.update,
      },
      ports,
    );
    progress.stop();
    if (!report.ok) throw new Error(report.failure);
    const outputFolder = outputCacheOf(join(config.cacheFolder, 'verify'));
    const status = await finish(
      config,
      options,
      manifest,
      { ...report.value, outputFolders: [outputFolder] },
      shard,
    );
    await removeOldOutputs(outputFolder, Date.now());
    return status;
  });
}

/** Adds to the status what shards have written. */
export async function foldShards(
  config: Config,
  files: readonly string[],
  options: VerifyOptions,
): Promise<ExitStatus> {
  const manifest = await openManifest(config.manifestFile, 'text');
  if (manifest === undefined) return 1;
  const results: VerifyResult[] = [];
  const inspections: Inspection[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const read = await readShardFile(file);
    if (read === undefined)
      problems.push(`${JSON.stringify(file)} is missing, or holds something else than a shard wrote.`);
    else {
      results.push(...read.results);
      inspections.push(...read.inspections);
    }
  }
  if (results.length === 0 && problems.length > 0) throw new Error(problems.join(' '));
  const outputFolders = [...new Set(files.map(outputFolderOf))];
  return finish(config, options, manifest, { results, inspections, problems, outputFolders }, undefined);
}

async function finish(
  config: Config,
  options: VerifyOptions,
  manifest: NightManifest,
  {
    results,
    inspections,
    problems,
    outputFolders,
  }: VerifyReport & { readonly outputFolders: readonly string[] },
  shard: Shard | undefined,
): Promise<ExitStatus> {
  if (options.format === 'json') standardOutput.printJson(JSON.stringify({ results, problems }, null, 2));
  else for (const result of results) standardOutput.printText(formatResult(result));
  for (const problem of problems) standardError.printText(problem);
  if (shard !== undefined) {
    const name = `verify-shard-${shard.index}-of-${shard.count}.json`;
    const file = options.out ?? join(config.contentFolder, name);
    await writeShard(file, { results, inspections });
    const notices = await copyOutputs(results, outputFolders, outputFolderOf(file));
    for (const notice of notices) standardError.printText(notice);
  } else if (results.length + inspections.length > 0) {
    const written = await writeResults(
      {
        manifest,
        ...placeOf(options, config.contentFolder),
        ...memoryOf(config, options),
      },
      { results, inspections, outputFolders },
      OUTSIDE,
    );
    if (!written.ok) throw new Error(written.failure);
    for (const notice of written.value) standardError.printText(notice);
  }
  const printer = options.format === 'json' ? standardError : standardOutput;
  printer.printText(formatTotals(results, problems.length));
  return problems.length > 0 || results.some(({ run }) => run.code !== undefined) ? 1 : 0;
}
