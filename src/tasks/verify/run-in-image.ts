import { randomBytes } from 'node:crypto';
import { type Judgement, judgeRun, type RunLimits } from '../../core/verify/judge-run.ts';
import { type ImageFindings, parseRunnerOutput } from '../../core/verify/parse-report.ts';
import { CONTENT_MOUNT, formatRunner, RUNNER_COMMAND, type RunnerTask } from '../../core/verify/runner.ts';
import type { ContainerEngine } from '../../io/containers/types.ts';

export interface ImageRunLimits extends RunLimits {
  readonly cpus: number;
  readonly network: 'none' | 'default';
}

export interface ImageRun {
  /** Image without tag and digest, as the manifest writes it. */
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  readonly task: RunnerTask;
  /** Files of the content; not for a command. */
  readonly folder?: string;
}

export interface ImageRunFindings {
  readonly judgement: Judgement;
  readonly facts?: ImageFindings;
}

/** Beyond the time of the run itself: starting the container, copying the content, asking the image for its tools. */
const PREPARATION_MS = 120_000;

/** Runs a notebook or a command in an image that has been pulled, and names what happened. */
export async function runInImage(
  engine: ContainerEngine,
  run: ImageRun,
  limits: ImageRunLimits,
): Promise<ImageRunFindings> {
  const { image, tag, digest, task, folder } = run;
  const { timeoutS, memoryBytes, cpus, network, processes } = limits;
  const mark = `slipway-${randomBytes(12).toString('hex')}`;
  const exit = await engine.run({
    image: `${image}@${digest}`,
    command: RUNNER_COMMAND,
    input: formatRunner({ task, mark, timeoutS, memoryBytes, keepsOutputs: false }),
    ...(folder === undefined ? {} : { mount: { folder, target: CONTENT_MOUNT } }),
    network,
    memoryBytes,
    cpus,
    processes,
    timeoutMs: timeoutS * 1000 + PREPARATION_MS,
  });
  const end = exit.ok
    ? exit.value
    : { output: '', status: null, isOutOfTime: false, isOutOfMemory: false, errors: exit.failure.message };
  const report = parseRunnerOutput(end.output, mark);
  const subject = { image: `${image}:${tag}` };
  const named =
    task.kind === 'notebook' ? { ...subject, path: task.path } : { ...subject, command: task.command };
  return {
    judgement: judgeRun(report, end, named, limits),
    ...(report.facts === undefined ? {} : { facts: report.facts }),
  };
}
