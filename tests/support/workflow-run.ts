import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CommandRun, type Runner, runScript } from './runner-machine.ts';
import { type JobFolders, runAction } from './workflow-actions.ts';
import { type Contexts, evaluateText, evaluateValue, isToRun } from './workflow-expressions.ts';

const TextsSchema = z.record(z.string(), z.coerce.string());
const JobSchema = z.looseObject({
  needs: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
  if: z.string().optional(),
  env: TextsSchema.default({}),
  outputs: TextsSchema.default({}),
  strategy: z.looseObject({ matrix: TextsSchema }).optional(),
  steps: z.array(
    z.looseObject({
      id: z.string().optional(),
      uses: z.string().optional(),
      run: z.string().optional(),
      if: z.string().optional(),
      with: TextsSchema.default({}),
      env: TextsSchema.default({}),
    }),
  ),
});
const WorkflowSchema = z.looseObject({ env: TextsSchema.default({}), jobs: z.record(z.string(), JobSchema) });

type Job = z.infer<typeof JobSchema>;
export type JobResult = 'success' | 'failure' | 'skipped';

export interface WorkflowRun {
  readonly jobs: Readonly<Record<string, JobResult>>;
  /** The commands that were run, with what they printed. */
  readonly commands: readonly CommandRun[];
  /** What all jobs wrote for people. */
  readonly summary: string;
}

export interface WorkflowSetting {
  /** Of the workflow, in the repository. */
  readonly file: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** With `schedule`: the line of cron. */
  readonly schedule?: string;
  /** Other repositories that jobs check out: name → folder. */
  readonly repositories: Readonly<Record<string, string>>;
}

const CATALOGUE: WorkflowSetting = {
  file: '.github/workflows/catalogue.yml',
  vars: {},
  secrets: {},
  repositories: {},
};

/**
 * Runs the workflow of a catalogue, or another one, as GitHub does: each job in a fresh clone, each step in order. `npx slipway` is
 * this repository's command, `npm ci` gives the packages that this repository has installed.
 *
 * @param repository folder used as the commit
 * @throws where the workflow uses something that is not known here
 */
export async function runWorkflow(
  repository: string,
  eventName: 'push' | 'pull_request' | 'schedule',
  runner: Runner,
  setting: WorkflowSetting = CATALOGUE,
): Promise<WorkflowRun> {
  const { vars, secrets, repositories, schedule } = setting;
  const text = readFileSync(join(repository, setting.file), 'utf8');
  const workflow = WorkflowSchema.parse(parse(text));
  const runFolder = join(runner.folder, 'run');
  rmSync(runFolder, { recursive: true, force: true });
  const commands: CommandRun[] = [];
  const github = {
    event_name: eventName,
    event: { ...(schedule !== undefined && { schedule }) },
    ref: 'refs/heads/main',
    run_id: String(Date.now()),
    token: 'none',
  };
  const needs: Record<string, { result: JobResult; outputs: Readonly<Record<string, string>> }> = {};
  let summary = '';

  const runOnce = async (name: string, job: Job, extra: Contexts) => {
    const folders: JobFolders = {
      repository,
      repositories,
      workspace: join(runFolder, 'workspace'),
      caches: join(runner.folder, 'caches'),
      artifacts: join(runFolder, 'artifacts'),
      published: runner.publishedFolder,
    };
    rmSync(folders.workspace, { recursive: true, force: true });
    mkdirSync(folders.workspace, { recursive: true });
    const temporary = join(runFolder, 'temporary');
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    const files = {
      GITHUB_OUTPUT: join(temporary, 'output'),
      GITHUB_STEP_SUMMARY: join(temporary, 'summary.md'),
      RUNNER_TEMP: temporary,
    };
    const steps: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
    const contexts = {
      github,
      vars,
      secrets,
      needs,
      steps,
      ...extra,
    };
    const evaluateAll = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, evaluateText(value, contexts)]));
    const atTheEnd: (() => void)[] = [];
    let wentWell = true;
    for (const step of job.steps) {
      if (!isToRun(step.if, contexts, wentWell)) continue;
      if (step.uses !== undefined) {
        const done = runAction(step.uses, evaluateAll(step.with), folders);
        wentWell &&= done.isOk;
        if (done.atTheEnd !== undefined) atTheEnd.push(done.atTheEnd);
        continue;
      }
      const command = step.run ?? '';
      writeFileSync(files.GITHUB_OUTPUT, '');
      const { exitCode, output } = await runScript(command, folders.workspace, runner, {
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'me/course',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_SHA: '0'.repeat(40),
        ...files,
        ...evaluateAll(workflow.env),
        ...evaluateAll(job.env),
        ...evaluateAll(step.env),
      });
      commands.push({ job: name, command, output });
      wentWell &&= exitCode === 0;
      if (step.id !== undefined) steps[step.id] = { outputs: readOutputs(files.GITHUB_OUTPUT) };
    }
    if (wentWell) for (const each of atTheEnd) each();
    if (existsSync(files.GITHUB_STEP_SUMMARY)) summary += readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    return { wentWell, outputs: wentWell ? evaluateAll(job.outputs) : {} };
  };

  for (const [name, job] of Object.entries(workflow.jobs)) {
    const before = { github, vars, needs };
    const wentWell = listAncestors(workflow.jobs, name).every((each) => needs[each]?.result === 'success');
    if (!isToRun(job.if, before, wentWell)) {
      needs[name] = { result: 'skipped', outputs: {} };
      continue;
    }
    const results = [];
    for (const extra of listMatrix(job, before)) results.push(await runOnce(name, job, extra));
    needs[name] = {
      result: results.every((each) => each.wentWell) ? 'success' : 'failure',
      outputs: results[0]?.outputs ?? {},
    };
  }
  const jobs = Object.fromEntries(Object.entries(needs).map(([name, { result }]) => [name, result]));
  return { jobs, commands, summary };
}

/** What tells the runs of a job apart; one without a matrix runs once. */
function listMatrix({ strategy }: Job, contexts: Contexts): readonly Contexts[] {
  const [axis] = Object.entries(strategy?.matrix ?? {});
  if (axis === undefined) return [{}];
  const values = z.array(z.unknown()).parse(evaluateValue(axis[1], contexts));
  return values.map((value, index) => ({ matrix: { [axis[0]]: value }, strategy: { 'job-index': index } }));
}

function listAncestors(jobs: Readonly<Record<string, Job>>, name: string): readonly string[] {
  const direct = jobs[name]?.needs ?? [];
  return direct.flatMap((each) => [each, ...listAncestors(jobs, each)]);
}

/** `NAME=VALUE`, a line each; the form for several lines is not used. */
function readOutputs(file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => (line === '' ? [] : [[line.split('=')[0], line.slice(line.indexOf('=') + 1)]])),
  );
}
