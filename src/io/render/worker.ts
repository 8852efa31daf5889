import { readSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { describeErrorInFull } from '../../core/diagnostics/system-errors.ts';
import { createFileRenderer, type FileRenderer, loadRenderer } from './render-file.ts';
import type { AnnouncedJob, RenderJob, WorkerAnswer, WorkerRequest } from './types.ts';

/*
 * A process of the pool: gets its settings, then jobs, and answers them in their order. It holds no state
 * that matters, so the pool may end it at any moment; without the pool it ends by itself.
 */
const loading = loadRenderer();
// Whoever renders hears of it.
loading.catch(() => {});
let renderer: Promise<FileRenderer> | undefined;
let answered: Promise<void> = Promise.resolve();

process.on('disconnect', () => process.exit());
process.on('message', async (request: WorkerRequest) => {
  if ('job' in request) {
    // At once, before the bytes of the next job follow.
    const job = readJob(request.job);
    answered = answered.then(() => answer(job));
    return;
  }
  renderer = createFileRenderer(request.settings, loading);
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
      (error: unknown) => send({ id: job.id, unwritable: describeErrorInFull(error) }),
    );
}

const STANDARD_INPUT = 0;
/** Where reading does not wait by itself. */
const NOTHING_YET = 'EAGAIN';
const PAUSE_MS = 1;

function readJob({ sizeBytes, ...job }: AnnouncedJob): RenderJob {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  for (let length = 0; length < sizeBytes; ) {
    const read = readSome(bytes, length);
    // The pool is gone.
    if (read === 0) process.exit();
    length += read;
  }
  return { ...job, bytes };
}

function readSome(bytes: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(STANDARD_INPUT, bytes, offset, bytes.length - offset, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== NOTHING_YET) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
