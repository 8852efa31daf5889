import type { Environment } from '../../core/catalog/types.ts';
import type { ImageContents } from '../../core/health/image-contents.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PlannedRun } from '../../core/verify/plan.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';
import { openRepository } from '../content/content-source.ts';
import type { ContentPorts } from '../content/load-content.ts';
import type { LoadedContent } from '../content/loaded-content.ts';
import { findImage, type ImageFinder } from '../versions/find-image.ts';
import { inspectImage } from './inspect-image.ts';
import { pullImage } from './pull-image.ts';
import type { ImageRunLimits } from './run-in-image.ts';
import { type StagedContent, stageContent } from './stage-content.ts';

export interface VerifyPorts extends ContentPorts, ImageFinder {
  readonly engine: ContainerEngine;
  /** The commit of a folder without changes; undefined where that is not known. */
  readCommit(folder: string): Promise<string | undefined>;
}

export interface WorldRequest {
  readonly manifestFile: string;
  readonly limits: ImageRunLimits;
  readonly cacheFolder: string;
}

type NotebookRun = Extract<PlannedRun, { kind: 'notebook' }>;

/** The files that a notebook is run among. */
interface RunSource extends Pick<LoadedContent, 'files' | 'readFiles'> {
  /** Undefined for a folder that is no clean clone. */
  readonly commit: string | undefined;
  has(path: string): boolean;
}

function describeSource({
  commit,
  files,
  readFiles,
}: Pick<LoadedContent, 'commit' | 'files' | 'readFiles'>): RunSource {
  return { commit, files, readFiles, has: (path) => files.some((file) => file.path === path) };
}

function sourceKey({ content, edition }: NotebookRun): string {
  return `${content.id} ${edition?.id ?? ''}`;
}

export type VerifyWorld = ReturnType<typeof createVerifyWorld>;

/** What several runs share, each made when it is first asked for. */
export function createVerifyWorld(
  request: WorldRequest,
  ports: VerifyPorts,
  contents: readonly LoadedContent[],
) {
  const { cacheFolder, limits } = request;
  const { engine, now } = ports;
  const digests = memoizeAsync<Result<string, string>>();
  const pulls = memoizeAsync<Result<string, string>>();
  const insides = memoizeAsync<ImageContents | undefined>();
  const stages = memoizeAsync<Result<StagedContent, string>>();
  const sources = memoizeAsync<Result<RunSource, string>>();
  const staged: StagedContent[] = [];
  const openSource = (run: NotebookRun) =>
    sources(sourceKey(run), async () => {
      const { content, edition } = run;
      if (edition !== undefined) {
        const opened = await openRepository(ports.git, content.repository, edition.branch);
        return opened.ok ? ok(describeSource(opened.value)) : fail(opened.failure.message);
      }
      const loaded = contents.find((each) => each.content.id === content.id);
      if (loaded === undefined) return fail(`There is no content ${content.id}.`);
      if (content.directory === undefined) return ok(describeSource(loaded));
      const folder = await ports.directories.resolveFolder(ports.contentFolder, content.directory);
      const { commit: _, ...files } = loaded;
      const commit = folder.ok ? await ports.readCommit(folder.value) : undefined;
      return ok(describeSource({ ...files, ...(commit !== undefined && { commit }) }));
    });
  const findDigest = ({ environment, version }: PlannedRun) =>
    digests(`${environment.id} ${version.tag}`, async () => {
      if (version.digest !== undefined) return ok(version.digest);
      const found = await findImage(ports, environment, version, { file: request.manifestFile });
      return found.ok ? ok(found.value.digest) : fail(found.failure.message);
    });
  const pullVersion = ({ image, mirror }: Environment, digest: string) =>
    pulls(`${image}@${digest}`, () => pullImage(engine, image, mirror, digest));
  return {
    findDigest,
    pullVersion,
    /** @returns undefined where it cannot be looked into: the runs in it say why */
    inspect: async (run: PlannedRun) => {
      const digest = await findDigest(run);
      if (!digest.ok) return undefined;
      return insides(digest.value, () =>
        inspectImage(engine, {
          digest: digest.value,
          pull: () => pullVersion(run.environment, digest.value),
          limits,
          cacheFolder,
          now,
        }),
      );
    },
    openSource,
    stage: (run: NotebookRun) =>
      stages(sourceKey(run), async () => {
        const source = await openSource(run);
        if (!source.ok) return source;
        const stage = await stageContent({ content: run.content, ...source.value });
        if (stage.ok) staged.push(stage.value);
        return stage;
      }),
    async close() {
      await engine.removeAll();
      for (const each of staged) await each.remove();
    },
  };
}
