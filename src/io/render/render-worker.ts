import type { ChildProcess } from 'node:child_process';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail } from '../../core/result.ts';
import { RENDER_FAILED } from './render-failed.ts';
import type { StartWorker } from './start-worker.ts';
import type { RenderJob, RenderOutcome, WorkerAnswer, WorkerRequest, WorkerSettings } from './types.ts';

/** Bounds of one worker. */
export interface WorkerLimits {
  readonly timeoutMs: number;
}

/** One worker, replaced whenever a notebook got it stuck or killed it. */
export interface RenderWorker {
  /**
   * Jobs may be handed over before earlier ones have ended; they are worked off in their order.
   *
   * @throws an error with one sentence, where the outcome cannot be stored
   */
  renderFile(job: RenderJob): Promise<RenderOutcome>;
  /** Ends the worker, and waits until none of its processes is left. */
  close(): Promise<void>;
}

interface Waiting {
  readonly job: RenderJob;
  settle(outcome: RenderOutcome): void;
  refuse(error: Error): void;
}

/**
 * Workers are processes and not threads: a notebook that brings down a library in native code takes no
 * build along, and their memory is given back before the pages are made, which threads' is not.
 */
export function createRenderWorker(
  settings: WorkerSettings,
  { timeoutMs }: WorkerLimits,
  startWorker: StartWorker,
): RenderWorker {
  let worker: ChildProcess | undefined;
  /** A worker that runs: its start, on a busy machine, is not counted against a notebook. */
  let online: ChildProcess | undefined;
  /** The first is the one that the worker is at. */
  const queue: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** The ends of all workers that still have a process, the broken ones too. */
  const ends = new Set<Promise<void>>();

  const discard = (broken: ChildProcess, problem: NotebookProblem) => {
    // Ignore messages of a discarded worker.
    if (worker !== broken) return;
    worker = undefined;
    broken.kill('SIGKILL');
    queue.shift()?.settle(fail(problem));
    resume();
  };
  const send = (target: ChildProcess, request: WorkerRequest) =>
    target.send(request, (error) => {
      if (error !== null) discard(target, RENDER_FAILED);
    });
  const sendJob = (target: ChildProcess, { bytes, ...job }: RenderJob) => {
    send(target, { job: { ...job, sizeBytes: bytes.length } });
    target.stdin?.write(bytes);
  };
  const startTimer = () => {
    clearTimeout(timer);
    const current = worker;
    if (queue.length === 0 || current === undefined || online !== current) return;
    timer = setTimeout(() => discard(current, tooSlow(timeoutMs)), timeoutMs);
  };
  const hear = (answer: WorkerAnswer) => {
    if (answer.id !== queue[0]?.job.id) return;
    const answered = queue.shift();
    startTimer();
    if ('outcome' in answer) answered?.settle(answer.outcome);
    else answered?.refuse(new Error(`What was rendered cannot be kept: ${answer.unwritable}`));
  };
  const start = () => {
    const started = startWorker();
    started.on('message', (answer: WorkerAnswer | 'ready') => {
      if (worker !== started) return;
      if (answer !== 'ready') return hear(answer);
      online = started;
      startTimer();
    });
    const ended = new Promise<void>((resolve) => {
      for (const event of ['error', 'exit'])
        started.on(event, () => {
          resolve();
          discard(started, RENDER_FAILED);
        });
    });
    ends.add(ended);
    ended.then(() => ends.delete(ended));
    send(started, { settings });
    return started;
  };
  /** Hands what is left of a broken worker's jobs to a new one. */
  const resume = () => {
    clearTimeout(timer);
    if (queue.length === 0) return;
    worker = start();
    for (const { job } of queue) sendJob(worker, job);
  };

  return {
    renderFile(job) {
      worker ??= start();
      const current = worker;
      return new Promise((settle, refuse) => {
        queue.push({ job, settle, refuse });
        if (queue.length === 1) startTimer();
        sendJob(current, job);
      });
    },
    async close() {
      const current = worker;
      worker = undefined;
      clearTimeout(timer);
      current?.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

function tooSlow(timeoutMs: number): NotebookProblem {
  return {
    code: 'notebook/render-failed',
    message: `The preview of this notebook was given up after ${Math.round(timeoutMs / 1000)} seconds.`,
  };
}
