import { flushCompileCache } from 'node:module';
import { createFileRenderer, type FileRenderer } from './render-file.ts';
import type { RenderJob, WorkerAnswer, WorkerRequest } from './types.ts';

/*
 * A process of the pool: gets its settings, then one job at a time, and answers each. It holds no state
 * that matters, so the pool may end it at any moment; without the pool it ends by itself.
 */
let renderer: Promise<FileRenderer> | undefined;

process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
  if ('settings' in request) {
    renderer = createFileRenderer(request.settings);
    await renderer;
    process.send?.('ready');
    // Where Node keeps what it compiled: the pool does not wait for workers to end by themselves.
    flushCompileCache();
  } else if (renderer !== undefined) await answer(await renderer, request.job);
});

async function answer(renderFile: FileRenderer, job: RenderJob): Promise<void> {
  const answered: WorkerAnswer = { id: job.id, outcome: await renderFile.renderFile(job) };
  process.send?.(answered);
}
