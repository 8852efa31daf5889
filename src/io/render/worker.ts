import { parentPort, workerData } from 'node:worker_threads';
import { createFileRenderer } from './render-file.ts';
import type { RenderJob, WorkerAnswer, WorkerSettings } from './types.ts';

/*
 * A thread of the pool: gets one job at a time, answers each. It holds no state that matters, so the
 * pool may end it at any moment.
 */
const settings: WorkerSettings = workerData;
const renderer = await createFileRenderer(settings);

parentPort?.on('message', async (job: RenderJob) => {
  const outcome = await renderer.renderFile(job);
  const answer: WorkerAnswer = { id: job.id, outcome };
  const buffers = outcome.ok ? outcome.value.assets.map(({ bytes }) => bytes.buffer) : [];
  parentPort?.postMessage(
    answer,
    [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer),
  );
});
