import type { Catalog } from '../../core/catalog/types.ts';
import type { Shard } from '../../core/health/shards/partition.ts';
import type { VerifiedNotebook, VerifiedOutputs, VerifiedRun } from '../../core/health/types.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import { ok, type Result } from '../../core/result.ts';
import { isWorthKeeping, listCacheKey } from '../../core/verify/cache-key.ts';
import type { Inspection, VerifyResult } from '../../core/verify/fold-results.ts';
import { nameRun, type PlannedRun, planRuns, takeShard } from '../../core/verify/plan.ts';
import { loadContents } from '../content/load-content.ts';
import type { NightProgress } from '../night/night-types.ts';
import { createEditionFollower } from '../published/follow-editions.ts';
import { hasOutputs, keepOutputs } from './keep-outputs.ts';
import { type ImageRunLimits, runInImage } from './run-in-image.ts';
import { folderOfContent } from './stage-content.ts';
import { keepResult, outputCacheOf, readResult, type ShardFindings } from './verify-cache.ts';
import { createVerifyWorld, type VerifyPorts, type VerifyWorld } from './verify-world.ts';

export interface VerifyRequest {
  readonly catalog: Catalog;
  readonly manifestFile: string;
  /** Ids of environments, contents and notebooks; none for all. */
  readonly targets: readonly string[];
  /** Whether earlier versions and editions are run, too. */
  readonly scope: 'current' | 'all';
  readonly limits: ImageRunLimits;
  readonly shard?: Shard;
  /** What is published, which knows where renamed notebooks were in earlier editions. */
  readonly published?: PublishedCatalog;
  /** Folder of results of earlier runs. */
  readonly cacheFolder: string;
  /** Whether the outputs of notebooks are kept, in the folder of earlier results. */
  readonly keepsOutputs: boolean;
  /** Run again what an earlier run has a result of. */
  readonly isFresh: boolean;
  onProgress?(progress: NightProgress): void;
  onResult?(run: PlannedRun, result: VerifyResult, isKept: boolean): void;
}

export interface VerifyReport extends ShardFindings {
  /** What could not be run at all, one sentence each. */
  readonly problems: readonly string[];
}

/** Runs what is asked for, one after the other. @returns as a failure one sentence: nothing was run */
export async function runVerify(
  request: VerifyRequest,
  ports: VerifyPorts,
): Promise<Result<VerifyReport, string>> {
  const { catalog, targets, shard } = request;
  const follow = createEditionFollower(catalog, request.published, ports.git);
  const contents = await Promise.all(
    (await loadContents(catalog, ports)).map(async (loaded) => {
      const { content, files, notebooks, failure } = loaded;
      if (failure !== undefined) return loaded;
      const paths = notebooks.map(({ path }) => path);
      return { ...loaded, content: await follow(content, files, paths) };
    }),
  );
  const offered = contents.map(({ content, notebooks }) => ({
    content,
    paths: notebooks.map(({ path }) => path),
  }));
  const planned = planRuns(catalog, offered, targets, request.scope);
  if (!planned.ok) return planned;
  const runs = shard === undefined ? planned.value : takeShard(planned.value, shard);
  const problems = contents
    .filter(({ content }) => targets.length === 0 || targets.includes(content.id))
    .flatMap(({ failure }) => (failure === undefined ? [] : [failure.message]));
  const world = createVerifyWorld(request, ports, contents);
  const results: VerifyResult[] = [];
  const inspections = new Map<string, Inspection>();
  try {
    for (const [index, run] of runs.entries()) {
      const label = nameRun(run);
      request.onProgress?.({ finishedCount: index, totalCount: runs.length, label });
      const { environment, version } = run;
      const inside = await world.inspect(run);
      if (inside !== undefined) {
        const { id } = environment;
        inspections.set(`${id} ${version.tag}`, { environment: id, tag: version.tag, inside });
      }
      const found = await verifyOne(request, ports, world, run);
      if (!found.ok) {
        if (!problems.includes(found.failure)) problems.push(found.failure);
        continue;
      }
      if (found.value === undefined) continue;
      results.push(found.value.result);
      request.onResult?.(run, found.value.result, found.value.isKept);
    }
  } finally {
    await world.close();
  }
  request.onProgress?.({ finishedCount: runs.length, totalCount: runs.length, label: 'done' });
  return ok({ results, inspections: [...inspections.values()], problems });
}

interface FoundResult {
  readonly result: VerifyResult;
  /** It is that of an earlier run. */
  readonly isKept: boolean;
}

/** @returns undefined for a notebook that an edition does not have: it came later */
async function verifyOne(
  { limits, cacheFolder, isFresh, keepsOutputs }: VerifyRequest,
  { engine, now }: VerifyPorts,
  world: VerifyWorld,
  run: PlannedRun,
): Promise<Result<FoundResult | undefined, string>> {
  const digest = await world.findDigest(run);
  if (!digest.ok) return digest;
  const source = run.kind === 'notebook' ? await world.openSource(run) : undefined;
  if (source !== undefined && !source.ok) return source;
  if (run.kind === 'notebook' && run.edition !== undefined && source?.value.has(run.path) === false)
    return ok(undefined);
  const commit = source?.value.commit;
  const path = run.kind === 'notebook' ? `${run.content.id}/${run.path}` : run.command;
  const key = listCacheKey({ digest: digest.value, commit: commit ?? '', path }, limits);
  // A folder with changes is another one each time.
  const canKeep = run.kind === 'command' || commit !== undefined;
  const known = canKeep && !isFresh ? await readResult(cacheFolder, key) : undefined;
  const outputFolder = outputCacheOf(cacheFolder);
  const wantsOutputs = keepsOutputs && run.kind === 'notebook' && run.edition === undefined;
  const outputs = known?.kind === 'notebook' ? known.run.outputs : undefined;
  const isWhole = !wantsOutputs || known?.run.code !== undefined || (await hasOutputs(outputFolder, outputs));
  if (known !== undefined && isWhole) {
    const kept = wantsOutputs ? outputs : undefined;
    return ok({ result: describeResult(run, commit, known.run, kept), isKept: true });
  }
  const image = await world.pullVersion(run.environment, digest.value);
  if (!image.ok) return image;
  const staged = run.kind === 'notebook' ? await world.stage(run) : undefined;
  if (staged !== undefined && !staged.ok) return staged;
  const task =
    run.kind === 'notebook'
      ? { kind: 'notebook' as const, path: run.path, folder: folderOfContent(run.content) }
      : { kind: 'command' as const, command: run.command };
  const { judgement, executed } = await runInImage(
    engine,
    {
      image: image.value,
      tag: run.version.tag,
      digest: digest.value,
      task,
      keepsOutputs: wantsOutputs,
      ...(staged === undefined ? {} : { folder: staged.value.folder }),
    },
    limits,
  );
  const seen = { digest: digest.value, at: now().toISOString(), ...judgement };
  const isPassed = wantsOutputs && judgement.code === undefined;
  const kept = isPassed ? await keepOutputs(outputFolder, executed) : undefined;
  const result = describeResult(run, commit, seen, kept);
  if (canKeep && isWorthKeeping(judgement)) await keepResult(cacheFolder, key, result);
  return ok({ result, isKept: false });
}

/** What was found for a run, which may be what an earlier run found that had the same image and commit by other names. */
function describeResult(
  run: PlannedRun,
  commit: string | undefined,
  found: VerifiedRun,
  outputs: VerifiedOutputs | undefined,
): VerifyResult {
  const where = { environment: run.environment.id, tag: run.version.tag };
  if (run.kind === 'command') return { kind: 'command', ...where, run: { ...found, command: run.command } };
  const { outputs: _, ...rest }: VerifiedRun & Pick<VerifiedNotebook, 'outputs'> = found;
  return {
    kind: 'notebook',
    content: run.content.id,
    ...(run.edition !== undefined && { edition: run.edition.id }),
    run: {
      ...rest,
      path: run.path,
      ...where,
      commit: commit ?? null,
      ...(outputs !== undefined && { outputs }),
    },
  };
}
