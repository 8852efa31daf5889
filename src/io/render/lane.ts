import { type ChildProcess, fork } from 'node:child_process';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail } from '../../core/result.ts';
import { RENDER_FAILED } from './render-file.ts';
import type { RenderJob, RenderOutcome, WorkerAnswer, WorkerRequest, WorkerSettings } from './types.ts';

/**
 * Memory of one worker: beyond it the worker ends, and not the build. What it makes is short-lived, for which Node
 * would take 128 MB; with 8 MB it costs the same time.
 */
const MEMORY_OPTIONS = ['--max-old-space-size=2048', '--max-semi-space-size=8'];

/** One worker, replaced whenever a notebook got it stuck or killed it. */
export interface Lane {
  renderFile(job: RenderJob): Promise<RenderOutcome>;
  close(): Promise<void>;
}

/**
 * Workers are processes and not threads: a notebook that brings down a library in native code takes no
 * build along, and their memory is given back before the pages are made, which threads' is not.
 *
 * @param workerUrl module of the worker; tests put a misbehaving one here
 */
export function createLane(settings: WorkerSettings, timeoutMs: number, workerUrl: URL): Lane {
  let worker: ChildProcess | undefined;
  let waiting: { readonly id: string; settle(outcome: RenderOutcome): void } | undefined;
  /** Workers that run: the start of one, on a busy machine, is not counted against a notebook. */
  const online = new WeakSet<ChildProcess>();

  const discard = (broken: ChildProcess, outcome: RenderOutcome) => {
    // What a worker still says while it is ended concerns nobody.
    if (worker !== broken) return;
    worker = undefined;
    broken.kill('SIGKILL');
    waiting?.settle(outcome);
  };
  const send = (target: ChildProcess, request: WorkerRequest) =>
    target.send(request, (error) => {
      if (error !== null) discard(target, fail(RENDER_FAILED));
    });
  const start = () => {
    const started = fork(workerUrl, {
      serialization: 'advanced',
      execArgv: MEMORY_OPTIONS,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('message', (answer: WorkerAnswer | 'ready') => {
      if (answer === 'ready') {
        online.add(started);
        started.emit('online');
      } else if (worker === started && answer.id === waiting?.id) waiting.settle(answer.outcome);
    });
    for (const end of ['error', 'exit']) started.on(end, () => discard(started, fail(RENDER_FAILED)));
    send(started, { settings });
    return started;
  };

  return {
    renderFile(job) {
      const current = worker ?? start();
      worker = current;
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const startTimer = () => {
          timer = setTimeout(() => discard(current, fail(tooSlow(timeoutMs))), timeoutMs);
        };
        if (online.has(current)) startTimer();
        else current.once('online', startTimer);
        waiting = {
          id: job.id,
          settle(outcome) {
            clearTimeout(timer);
            current.off('online', startTimer);
            waiting = undefined;
            resolve(outcome);
          },
        };
        send(current, { job });
      });
    },
    async close() {
      const current = worker;
      worker = undefined;
      current?.kill('SIGKILL');
    },
  };
}

function tooSlow(timeoutMs: number): NotebookProblem {
  return {
    code: 'notebook/render-failed',
    message: `The preview of this notebook was given up after ${Math.round(timeoutMs / 1000)} seconds.`,
  };
}
