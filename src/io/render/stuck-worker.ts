import type { WorkerAnswer, WorkerRequest } from './types.ts';

/* A worker for tests: it gets stuck, dies or throws as the path of the notebook says. */
process.on('disconnect', () => process.exit());
process.on('message', (request: WorkerRequest) => {
  if ('settings' in request) {
    process.send?.('ready');
    return;
  }
  const { id, path } = request.job;
  if (path === 'stuck') for (;;);
  if (path === 'dies') process.abort();
  if (path === 'throws') throw new Error('from the worker');
  const answer: WorkerAnswer = {
    id,
    outcome: { ok: false, failure: { code: 'notebook/empty', message: path } },
  };
  process.send?.(answer);
});
