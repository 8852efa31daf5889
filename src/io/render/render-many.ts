import { availableParallelism } from 'node:os';
import { createRenderWorker, type RenderWorker } from './render-worker.ts';
import { startWorker } from './start-worker.ts';
import type { RenderJob, RenderOutcome, RenderSettings } from './types.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Each worker costs up to two seconds of the processor to warm up, and a quarter of a gigabyte. */
const NOTEBOOKS_PER_WORKER = 50;
/** From this count on, another worker gains more than it costs the bundling of the pages, which runs at the same time. */
const NOTEBOOKS_FOR_ALL_CORES = 400;
const MAX_WORKERS = 4;

/**
 * Number of workers for so many notebooks: one while they are few, so that a time limit can hold;
 * more from about a hundred on, as far as the machine has cores.
 *
 * @param cores of the machine
 */
export function workerCount(notebooks: number, cores = availableParallelism()): number {
  const useful = Math.floor(notebooks / NOTEBOOKS_PER_WORKER);
  const free = notebooks < NOTEBOOKS_FOR_ALL_CORES ? cores - 1 : cores;
  return Math.max(1, Math.min(useful, MAX_WORKERS, free));
}

/** Jobs that a worker holds beside the one it is at: it need not wait while this process does something else. */
const JOBS_AHEAD = 2;

/**
 * Renders and stores notebooks and hands over each outcome as it comes, in no fixed order. Jobs are taken one
 * by one, so that a lazy iterable keeps few files in memory. A notebook that does not end in time, or
 * that kills its worker, has the outcome `notebook/render-failed`; the others are not affected.
 *
 * @throws only what `jobs` or `onOutcome` throw, and where the cache cannot be written
 */
export async function renderMany(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
  settings: RenderSettings,
  onOutcome: (id: string, outcome: RenderOutcome) => void,
): Promise<void> {
  const { assetBase, tables, folder } = settings;
  const limits = { timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const start = settings.startWorker ?? (() => startWorker(settings.memoryMegabytes));
  const workerSettings = { assetBase, tables, folder };
  const workers =
    settings.workers === 0
      ? [await renderHere(workerSettings)]
      : Array.from({ length: settings.workers }, () => createRenderWorker(workerSettings, limits, start));
  const queue = iterate(jobs);
  const serve = async (worker: RenderWorker) => {
    for await (const job of { [Symbol.asyncIterator]: () => queue }) {
      onOutcome(job.id, await worker.renderFile(job));
    }
  };
  // One after the other where this process renders itself.
  const jobsPerWorker = settings.workers === 0 ? 1 : 1 + JOBS_AHEAD;
  try {
    await Promise.all(Array.from({ length: jobsPerWorker }, () => workers.map(serve)).flat());
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
  }
}

/** Loads all that renders, which a process with workers never needs. */
async function renderHere(settings: Parameters<typeof createRenderWorker>[0]): Promise<RenderWorker> {
  const { createFileRenderer } = await import('./render-file.ts');
  return { ...(await createFileRenderer(settings)), close: async () => {} };
}

/** A generator answers concurrent calls of `next` in turn, which makes it a queue. */
async function* iterate(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
): AsyncGenerator<RenderJob, undefined> {
  yield* jobs;
  return undefined;
}
