import { flushCompileCache } from 'node:module';
import { createFileRenderer, type FileRenderer } from './render-file.ts';
import type { RenderJob, WorkerAnswer, WorkerRequest } from './types.ts';

/*
 * A process of the pool: gets its settings, then jobs, and answers them in their order. It holds no state
 * that matters, so the pool may end it at any moment; without the pool it ends by itself.
 */
let renderer: Promise<FileRenderer> | undefined;
let answered: Promise<void> = Promise.resolve();

process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
  if ('job' in request) {
    answered = answered.then(() => answer(request.job));
    return;
  }
  renderer = createFileRenderer(request.settings);
  const isReady = await renderer.then(Boolean, () => false);
  if (isReady) process.send?.('ready');
  // Where Node keeps what it compiled: the pool does not wait for workers to end by themselves.
  flushCompileCache();
});

async function answer(job: RenderJob): Promise<void> {
  const send = (answer: WorkerAnswer) => process.send?.(answer);
  await renderer
    ?.then(({ renderFile }) => renderFile(job))
    .then(
      (outcome) => send({ id: job.id, outcome }),
      (error: Error) => send({ id: job.id, unwritable: error.message }),
    );
}
