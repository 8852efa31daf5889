import { randomBytes } from 'node:crypto';
import { type ContainerEnd, type Judgement, judgeRun, type RunLimits } from '../../core/verify/judge-run.ts';
import { parseRunnerOutput, type RunnerReport } from '../../core/verify/parse-report.ts';
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
  readonly task: Exclude<RunnerTask, { kind: 'inspect' }>;
  /** Whether the executed notebook is wanted as well. */
  readonly keepsOutputs?: boolean;
  /** Files of the content; not for a command. */
  readonly folder?: string;
}

export interface ImageRunFindings {
  readonly judgement: Judgement;
  /** The executed notebook, as JSON; only where it was asked for and ran to its end. */
  readonly executed?: string;
}

/** Beyond the time of the run itself: starting the container, copying the content, asking the image for its tools. */
const PREPARATION_MS = 120_000;

/** Runs a notebook or a command in an image that has been pulled, and names what happened. */
export async function runInImage(
  engine: Pick<ContainerEngine, 'run'>,
  run: ImageRun,
  limits: ImageRunLimits,
): Promise<ImageRunFindings> {
  const { image, tag, task } = run;
  const { report, end } = await runTask(engine, run, limits);
  const subject = { image: `${image}:${tag}` };
  const named =
    task.kind === 'notebook' ? { ...subject, path: task.path } : { ...subject, command: task.command };
  const judgement = judgeRun(report, end, named, limits);
  const { notebook } = report;
  return {
    judgement,
    ...(notebook === undefined || judgement.code !== undefined ? {} : { executed: notebook }),
  };
}

/** Runs the runner with any task, and reads what it says. */
export async function runTask(
  engine: Pick<ContainerEngine, 'run'>,
  run: Pick<ImageRun, 'image' | 'digest' | 'folder' | 'keepsOutputs'> & { readonly task: RunnerTask },
  limits: ImageRunLimits,
): Promise<{ readonly report: RunnerReport; readonly end: ContainerEnd }> {
  const { image, digest, task, folder, keepsOutputs = false } = run;
  const { timeoutS, memoryBytes, cpus, network, processes } = limits;
  const mark = `slipway-${randomBytes(12).toString('hex')}`;
  const exit = await engine.run({
    image: `${image}@${digest}`,
    command: RUNNER_COMMAND,
    input: formatRunner({ task, mark, timeoutS, memoryBytes, keepsOutputs }),
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
  return { report: parseRunnerOutput(end.output, mark), end };
}
