import { parentPort } from 'node:worker_threads';
import type { RenderJob, WorkerAnswer } from './types.ts';

/* A worker for tests: it gets stuck, dies or throws as the path of the notebook says. */
parentPort?.on('message', ({ id, path }: RenderJob) => {
  if (path === 'stuck') for (;;);
  if (path === 'dies') process.exit(1);
  if (path === 'throws') throw new Error('from the worker');
  const answer: WorkerAnswer = {
    id,
    outcome: { ok: false, failure: { code: 'notebook/empty', message: path } },
  };
  parentPort?.postMessage(answer);
});
