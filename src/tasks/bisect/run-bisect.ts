import { type BisectReport, bisect, createTimeline, type Pair } from '../../core/bisect/search.ts';
import type { Catalog, Content, EnvironmentVersion } from '../../core/catalog/types.ts';
import { environmentVersions } from '../../core/catalog/views.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type PlannedRun, planRuns } from '../../core/verify/plan.ts';
import type { ListedCommit } from '../../io/git/commit-list.ts';
import type { Snapshot } from '../../io/git/types.ts';
import { openRepository } from '../content/content-source.ts';
import { loadContents } from '../content/load-content.ts';
import { pullImage } from '../verify/pull-image.ts';
import { type ImageRunLimits, runInImage } from '../verify/run-in-image.ts';
import { folderOfContent, stageContent } from '../verify/stage-content.ts';
import type { VerifyPorts } from '../verify/verify-world.ts';
import { findImage } from '../versions/find-image.ts';

export interface BisectRequest {
  readonly catalog: Catalog;
  readonly manifestFile: string;
  /** Id of a notebook, or `<content>/<path>`. */
  readonly notebook: string;
  /** Commits to look back. */
  readonly maxCommits: number;
  readonly limits: ImageRunLimits;
  onRun?(line: string): void;
}

export interface BisectPorts extends VerifyPorts {
  listCommits(snapshot: Snapshot, maxCount: number): Promise<readonly ListedCommit[]>;
}

/** A bisection with what its numbers mean, both lists oldest first. */
export interface BisectFindings {
  readonly report: BisectReport;
  readonly environmentId: string;
  readonly path: string;
  readonly versions: readonly EnvironmentVersion[];
  readonly commits: readonly ListedCommit[];
}

/** Looks for the change that broke a notebook, by running it. @returns as a failure one sentence */
export async function runBisect(
  request: BisectRequest,
  ports: BisectPorts,
): Promise<Result<BisectFindings, string>> {
  const planned = await findNotebook(request, ports);
  if (!planned.ok) return planned;
  const { content, environment, path } = planned.value;
  if (content.directory !== undefined) {
    return fail(
      `${content.id} is read from a folder, so there are no commits to look for; leave out "directory".`,
    );
  }
  const snapshot = await ports.git.fetchSnapshot(content.repository, content.branch);
  if (!snapshot.ok) return fail(snapshot.failure.message);
  const commits = (await ports.listCommits(snapshot.value, request.maxCommits)).toReversed();
  if (commits.length === 0) return fail(`The commits of ${content.repository} could not be listed.`);
  const versions = environmentVersions(environment).toReversed();
  const images = await Promise.all(
    versions.map(async (version) => {
      const found = await findImage(ports, environment, version, { file: request.manifestFile });
      const createdAt = found.ok ? (found.value.createdAt ?? undefined) : undefined;
      return { digest: version.digest ?? (found.ok ? found.value.digest : undefined), createdAt };
    }),
  );
  const timeline = createTimeline(
    images.map(({ createdAt }) => createdAt),
    commits.map(({ at }) => at),
  );
  const run = async (pair: Pair) => {
    const version = versions[pair.version];
    const commit = commits[pair.commit];
    const digest = images[pair.version]?.digest;
    if (version === undefined || commit === undefined || digest === undefined) return 'skip' as const;
    const answer = await runPair(request, ports, {
      content,
      path,
      version,
      digest,
      commit,
      image: environment.image,
      mirror: environment.mirror,
    });
    request.onRun?.(`${answer}: ${environment.id} ${version.tag}, commit ${commit.commit.slice(0, 10)}`);
    return answer;
  };
  try {
    return ok({
      report: await bisect(timeline, run),
      path,
      environmentId: environment.id,
      versions,
      commits,
    });
  } finally {
    await ports.engine.removeAll();
  }
}

async function findNotebook(
  { catalog, notebook }: BisectRequest,
  ports: BisectPorts,
): Promise<Result<Extract<PlannedRun, { kind: 'notebook' }>, string>> {
  const contents = await loadContents(catalog, ports);
  const offered = contents.map(({ content, notebooks }) => ({
    content,
    paths: notebooks.map(({ path }) => path),
  }));
  const planned = planRuns(catalog, offered, [notebook]);
  if (!planned.ok) return planned;
  const [first, second] = planned.value;
  return first?.kind === 'notebook' && second === undefined
    ? ok(first)
    : fail(`${JSON.stringify(notebook)} is not one notebook; name one, such as its content and path.`);
}

interface PairRun {
  readonly content: Content;
  readonly path: string;
  readonly image: string;
  readonly mirror: string | undefined;
  readonly version: EnvironmentVersion;
  readonly digest: string;
  readonly commit: ListedCommit;
}

async function runPair(
  { limits }: BisectRequest,
  ports: BisectPorts,
  { content, path, image, mirror, version, digest, commit }: PairRun,
) {
  const source = await openRepository(ports.git, content.repository, commit.commit);
  const pulled = await pullImage(ports.engine, image, mirror, digest);
  if (!source.ok || !pulled.ok) return 'skip';
  // Before it was there it cannot have been broken.
  if (!source.value.files.some((file) => file.path === path)) return 'skip';
  const staged = await stageContent({
    content,
    files: source.value.files,
    readFiles: source.value.readFiles,
  });
  if (!staged.ok) return 'skip';
  try {
    const task = { kind: 'notebook' as const, path, folder: folderOfContent(content) };
    const run = { image: pulled.value, tag: version.tag, digest, task, folder: staged.value.folder };
    const { judgement } = await runInImage(ports.engine, run, limits);
    if (judgement.code === undefined) return 'good';
    return judgement.code === 'verify/not-possible' ? 'skip' : 'bad';
  } finally {
    await staged.value.remove();
  }
}
