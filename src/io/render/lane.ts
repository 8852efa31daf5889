import { Worker } from 'node:worker_threads';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail } from '../../core/result.ts';
import { RENDER_FAILED } from './render-file.ts';
import type { RenderJob, RenderOutcome, WorkerAnswer, WorkerSettings } from './types.ts';

/** Memory of one worker: beyond it the thread ends, and not the build. */
const WORKER_MEGABYTES = 2_048;

/** One worker thread, replaced whenever a notebook got it stuck or killed it. */
export interface Lane {
  renderFile(job: RenderJob): Promise<RenderOutcome>;
  close(): Promise<void>;
}

/** @param workerUrl module of the thread; tests put a misbehaving one here */
export function createLane(settings: WorkerSettings, timeoutMs: number, workerUrl: URL): Lane {
  let worker: Worker | undefined;
  let waiting: { readonly id: string; settle(outcome: RenderOutcome): void } | undefined;
  /** Threads that run: the start of one, on a busy machine, is not counted against a notebook. */
  const online = new WeakSet<Worker>();

  const discard = (broken: Worker, outcome: RenderOutcome) => {
    // What a thread still says while it is ended concerns nobody.
    if (worker !== broken) return;
    worker = undefined;
    void broken.terminate();
    waiting?.settle(outcome);
  };
  const start = () => {
    const started = new Worker(workerUrl, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_MEGABYTES },
    });
    started.once('online', () => online.add(started));
    started.on('message', ({ id, outcome }: WorkerAnswer) => {
      if (worker === started && id === waiting?.id) waiting.settle(outcome);
    });
    for (const end of ['error', 'messageerror', 'exit']) {
      started.on(end, () => discard(started, fail(RENDER_FAILED)));
    }
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
        current.postMessage(job);
      });
    },
    async close() {
      const current = worker;
      worker = undefined;
      await current?.terminate();
    },
  };
}

function tooSlow(timeoutMs: number): NotebookProblem {
  return {
    code: 'notebook/render-failed',
    message: `The preview of this notebook was given up after ${Math.round(timeoutMs / 1000)} seconds.`,
  };
}
