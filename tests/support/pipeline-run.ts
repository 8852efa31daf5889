import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CommandRun, type Runner, runScript } from './runner-machine.ts';

const TextsSchema = z.record(z.string(), z.string());
const ScriptSchema = z.array(z.string());
/** The keywords that are known here; any other one is refused. */
const JobSchema = z.strictObject({
  script: ScriptSchema,
  rules: z.array(z.strictObject({ if: z.string() })),
  resource_group: z.string().optional(),
  pages: z.strictObject({ publish: z.string() }).optional(),
});
const PipelineSchema = z
  .object({
    image: z.string(),
    variables: TextsSchema,
    cache: z.strictObject({ key: z.string(), paths: z.array(z.string()) }),
    before_script: ScriptSchema,
  })
  .catchall(JobSchema);

/** Where a pipeline comes from, as `CI_PIPELINE_SOURCE` says it. */
export type PipelineSource = 'push' | 'merge_request_event' | 'schedule';

export interface PipelineRun {
  /** The jobs that were run → whether they succeeded. */
  readonly jobs: Readonly<Record<string, boolean>>;
  readonly commands: readonly CommandRun[];
}

/**
 * Runs the pipeline of a catalogue as GitLab does: each job whose rules fit in a fresh clone, its scripts in one shell
 * (https://docs.gitlab.com/ci/yaml, "rules:if", "cache", "pages.publish").
 *
 * @param repository folder used as the commit
 * @throws where the pipeline uses something that is not known here
 */
export async function runPipeline(
  repository: string,
  source: PipelineSource,
  runner: Runner,
): Promise<PipelineRun> {
  const text = readFileSync(join(repository, '.gitlab-ci.yml'), 'utf8');
  const { image: _, variables, cache, before_script: before, ...jobs } = PipelineSchema.parse(parse(text));
  const predefined = {
    GITLAB_CI: 'true',
    CI_PIPELINE_SOURCE: source,
    CI_DEFAULT_BRANCH: 'main',
    // Pipelines of merge requests have none.
    ...(source !== 'merge_request_event' && { CI_COMMIT_BRANCH: 'main' }),
  };
  const results: Record<string, boolean> = {};
  const commands: CommandRun[] = [];
  for (const [name, job] of Object.entries(jobs)) {
    if (!job.rules.some((rule) => isTrue(rule.if, predefined))) continue;
    const workspace = join(runner.folder, 'workspace');
    const cacheFolder = join(runner.folder, `cache-${cache.key}`);
    rmSync(workspace, { recursive: true, force: true });
    cpSync(repository, workspace, { recursive: true });
    copyAll(cache.paths, cacheFolder, workspace);
    const command = [...before, ...job.script].join('\n');
    const { exitCode, output } = await runScript(command, workspace, runner, { ...predefined, ...variables });
    commands.push({ job: name, command, output });
    results[name] = exitCode === 0;
    if (exitCode !== 0) continue;
    copyAll(cache.paths, workspace, cacheFolder);
    if (job.pages !== undefined) {
      rmSync(runner.publishedFolder, { recursive: true, force: true });
      cpSync(join(workspace, job.pages.publish), runner.publishedFolder, { recursive: true });
    }
  }
  return { jobs: results, commands };
}

/** A condition of GitLab's: variables and texts, compared and joined as in JavaScript. An absent variable is null. */
function isTrue(condition: string, variables: Readonly<Record<string, string>>): boolean {
  const script = condition.replaceAll(/\$(\w+)/g, (_, name: string) =>
    JSON.stringify(variables[name] ?? null),
  );
  return Boolean(runInNewContext(script));
}

function copyAll(paths: readonly string[], from: string, to: string): void {
  for (const path of paths) {
    if (!existsSync(join(from, path))) continue;
    // A link that is copied over the same link counts as a folder that is copied into itself.
    rmSync(join(to, path), { recursive: true, force: true });
    cpSync(join(from, path), join(to, path), { recursive: true });
  }
}
