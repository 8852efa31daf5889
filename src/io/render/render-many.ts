import { availableParallelism } from 'node:os';
import { createLane, type Lane } from './lane.ts';
import { createFileRenderer } from './render-file.ts';
import type { RenderJob, RenderOutcome, RenderSettings } from './types.ts';

const DEFAULT_TIMEOUT_MS = 60_000;
/** Each worker costs half a second of the processor to get going, and a quarter of a gigabyte. */
const NOTEBOOKS_PER_WORKER = 50;
const MOST_WORKERS = 4;

/**
 * Number of workers for so many notebooks: one while they are few, so that a time limit can hold;
 * more from about a hundred on, as far as the machine has cores.
 */
export function workerCount(notebooks: number): number {
  const useful = Math.floor(notebooks / NOTEBOOKS_PER_WORKER);
  return Math.max(1, Math.min(useful, MOST_WORKERS, availableParallelism()));
}

/**
 * Renders notebooks and hands over each outcome as it comes, in no fixed order. Jobs are taken one by
 * one, so that a lazy iterable keeps few files in memory. A notebook that does not end in time, or
 * that kills its worker, has the outcome `notebook/render-failed`; the others are not affected.
 *
 * @param onOutcome awaited before the worker's next outcome, while it renders that one already
 * @throws only what `jobs` or `onOutcome` throw
 */
export async function renderMany(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
  settings: RenderSettings,
  onOutcome: (id: string, outcome: RenderOutcome) => void | Promise<void>,
): Promise<void> {
  const { assetBase, tables } = settings;
  const timeoutMs = settings.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const lanes: Lane[] =
    settings.workers === 0
      ? [{ ...(await createFileRenderer({ assetBase, tables })), close: async () => {} }]
      : Array.from({ length: settings.workers }, () =>
          createLane({ assetBase, tables }, timeoutMs, new URL('./worker.ts', import.meta.url)),
        );
  const queue = iterate(jobs);
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        let taken = Promise.resolve();
        for (let next = await queue.next(); next.done !== true; next = await queue.next()) {
          const { id } = next.value;
          const outcome = await lane.renderFile(next.value);
          await taken;
          taken = Promise.resolve(onOutcome(id, outcome));
          // Thrown again where it is awaited, which may be after the next notebook.
          taken.catch(() => {});
        }
        await taken;
      }),
    );
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/** A generator answers concurrent calls of `next` in turn, which makes it a queue. */
async function* iterate(
  jobs: Iterable<RenderJob> | AsyncIterable<RenderJob>,
): AsyncGenerator<RenderJob, undefined> {
  yield* jobs;
  return undefined;
}
