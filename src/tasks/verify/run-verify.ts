import type { Catalog, Environment } from '../../core/catalog/types.ts';
import type { ImageContents } from '../../core/health/image-contents.ts';
import type { Shard } from '../../core/health/shards/partition.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isWorthKeeping, listCacheKey } from '../../core/verify/cache-key.ts';
import type { Inspection, VerifyResult } from '../../core/verify/fold-results.ts';
import { nameRun, type PlannedRun, planRuns, takeShard } from '../../core/verify/plan.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';
import { type ContentPorts, type LoadedContent, loadContents } from '../content/load-content.ts';
import type { NightProgress } from '../night/night-types.ts';
import { findImage, type ImageFinder } from '../versions/find-image.ts';
import { inspectImage } from './inspect-image.ts';
import { pullImage } from './pull-image.ts';
import { type ImageRunLimits, runInImage } from './run-in-image.ts';
import { folderOfContent, type StagedContent, stageContent } from './stage-content.ts';
import { keepResult, readResult, type ShardFindings } from './verify-cache.ts';

export interface VerifyRequest {
  readonly catalog: Catalog;
  readonly manifestFile: string;
  /** Ids of environments, contents and notebooks; none for all. */
  readonly targets: readonly string[];
  readonly limits: ImageRunLimits;
  readonly shard?: Shard;
  /** Folder of results of earlier runs. */
  readonly cacheFolder: string;
  /** Run again what an earlier run has a result of. */
  readonly isFresh: boolean;
  onProgress?(progress: NightProgress): void;
  onResult?(run: PlannedRun, result: VerifyResult, isKept: boolean): void;
}

export interface VerifyPorts extends ContentPorts, ImageFinder {
  readonly engine: ContainerEngine;
  /** The commit of a folder without changes; undefined where that is not known. */
  readCommit(folder: string): Promise<string | undefined>;
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
  const contents = await loadContents(catalog, ports);
  const offered = contents.map(({ content, notebooks }) => ({
    content,
    paths: notebooks.map(({ path }) => path),
  }));
  const planned = planRuns(catalog, offered, targets);
  if (!planned.ok) return planned;
  const runs = shard === undefined ? planned.value : takeShard(planned.value, shard);
  const problems = contents
    .filter(({ content }) => targets.length === 0 || targets.includes(content.id))
    .flatMap(({ failure }) => (failure === undefined ? [] : [failure.message]));
  const world = createWorld(request, ports, contents);
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
      results.push(found.value.result);
      request.onResult?.(run, found.value.result, found.value.isKept);
    }
  } finally {
    await world.close();
  }
  request.onProgress?.({ finishedCount: runs.length, totalCount: runs.length, label: 'done' });
  return ok({ results, inspections: [...inspections.values()], problems });
}

type World = ReturnType<typeof createWorld>;

async function verifyOne(
  { limits, cacheFolder, isFresh }: VerifyRequest,
  { engine, now }: VerifyPorts,
  world: World,
  run: PlannedRun,
): Promise<Result<{ readonly result: VerifyResult; readonly isKept: boolean }, string>> {
  const digest = await world.findDigest(run);
  if (!digest.ok) return digest;
  const commit = run.kind === 'notebook' ? await world.findCommit(run.content.id) : undefined;
  const path = run.kind === 'notebook' ? `${run.content.id}/${run.path}` : run.command;
  const key = listCacheKey({ digest: digest.value, commit: commit ?? '', path }, limits);
  // A folder with changes is another one each time.
  const canKeep = run.kind === 'command' || commit !== undefined;
  const known = canKeep && !isFresh ? await readResult(cacheFolder, key) : undefined;
  if (known !== undefined) return ok({ result: known, isKept: true });
  const image = await world.pullVersion(run.environment, digest.value);
  if (!image.ok) return image;
  const staged = run.kind === 'notebook' ? await world.stage(run.content.id) : undefined;
  if (staged !== undefined && !staged.ok) return staged;
  const task =
    run.kind === 'notebook'
      ? { kind: 'notebook' as const, path: run.path, folder: folderOfContent(run.content) }
      : { kind: 'command' as const, command: run.command };
  const { judgement } = await runInImage(
    engine,
    {
      image: image.value,
      tag: run.version.tag,
      digest: digest.value,
      task,
      ...(staged === undefined ? {} : { folder: staged.value.folder }),
    },
    limits,
  );
  const seen = { digest: digest.value, at: now().toISOString(), ...judgement };
  const where = { environment: run.environment.id, tag: run.version.tag };
  const result: VerifyResult =
    run.kind === 'notebook'
      ? {
          kind: 'notebook',
          content: run.content.id,
          run: { path: run.path, ...where, commit: commit ?? null, ...seen },
        }
      : { kind: 'command', ...where, run: { command: run.command, ...seen } };
  if (canKeep && isWorthKeeping(judgement)) await keepResult(cacheFolder, key, result);
  return ok({ result, isKept: false });
}

/** What several runs share, each made when it is first asked for. */
function createWorld(request: VerifyRequest, ports: VerifyPorts, contents: readonly LoadedContent[]) {
  const { cacheFolder, limits } = request;
  const { engine, now } = ports;
  const digests = new Map<string, Promise<Result<string, string>>>();
  const pulls = new Map<string, Promise<Result<string, string>>>();
  const insides = new Map<string, Promise<ImageContents | undefined>>();
  const stages = new Map<string, Promise<Result<StagedContent, string>>>();
  const commits = new Map<string, Promise<string | undefined>>();
  const remember = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
    const known = map.get(key) ?? make();
    map.set(key, known);
    return known;
  };
  const find = (id: string) => contents.find(({ content }) => content.id === id);
  const findDigest = ({ environment, version }: PlannedRun) =>
    remember(digests, `${environment.id} ${version.tag}`, async () => {
      if (version.digest !== undefined) return ok(version.digest);
      const found = await findImage(ports, environment, version, { file: request.manifestFile });
      return found.ok ? ok(found.value.digest) : fail(found.failure.message);
    });
  const pullVersion = ({ image, mirror }: Environment, digest: string) =>
    remember(pulls, `${image}@${digest}`, () => pullImage(engine, image, mirror, digest));
  return {
    findDigest,
    pullVersion,
    /** @returns undefined where it cannot be looked into: the runs in it say why */
    inspect: async (run: PlannedRun) => {
      const digest = await findDigest(run);
      if (!digest.ok) return undefined;
      return remember(insides, digest.value, () =>
        inspectImage(engine, {
          digest: digest.value,
          pull: () => pullVersion(run.environment, digest.value),
          limits,
          cacheFolder,
          now,
        }),
      );
    },
    findCommit: (id: string) =>
      remember(commits, id, async () => {
        const loaded = find(id);
        const directory = loaded?.content.directory;
        if (directory === undefined) return loaded?.commit;
        const folder = await ports.directories.resolveFolder(ports.contentFolder, directory);
        return folder.ok ? ports.readCommit(folder.value) : undefined;
      }),
    stage: (id: string) =>
      remember(stages, id, async () => {
        const loaded = find(id);
        return loaded === undefined ? fail(`There is no content ${id}.`) : stageContent(loaded);
      }),
    async close() {
      await engine.removeAll();
      for (const staged of await Promise.all(stages.values())) if (staged.ok) await staged.value.remove();
    },
  };
}
