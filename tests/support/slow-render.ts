import { readFileSync, writeFileSync } from 'node:fs';
import { renderMany } from '../../src/io/render/render-many.ts';
import { listOverlayNotebooks } from './hostile-overlays.ts';
import { listHostileNotebooks } from './hostile-payloads.ts';
import { listSlowInputs, SLOW_CHARS } from './slow-inputs.ts';
import { createTemporaryFolder } from './temporary.ts';

/** A worker's memory grows with what it has seen: a new one after so many. */
const BATCH = 25;

/** A notebook, and what it is made of when it is needed. */
export interface Input {
  readonly name: string;
  readonly path: string;
  readonly bytes: () => Uint8Array;
}

/** What rendering one notebook costs. */
export interface RenderCost {
  readonly input: Input;
  /** Of the processor. */
  readonly seconds: number;
  /** Resident memory of the worker, at its most; what it needs for any notebook included. */
  readonly megabytes: number;
  readonly isGivenUp: boolean;
}

/** Every slow and every hostile notebook of the tests. */
export function listInputs(): readonly Input[] {
  const encoder = new TextEncoder();
  return [
    ...listSlowInputs().map(({ name, path, text }) => ({
      name,
      path,
      bytes: () => encoder.encode(text(SLOW_CHARS)),
    })),
    ...[...listHostileNotebooks(), ...listOverlayNotebooks()].map(({ path, text }) => ({
      name: path,
      path,
      bytes: () => encoder.encode(text),
    })),
  ];
}

/** The one child of this process. */
function findWorker(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').at(-1));
}

function readProcessorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // Hundredths of a second of the process itself, by itself and in the kernel.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Peak since the last call (proc(5): 5 in `clear_refs` begins it anew). */
function takePeakMegabytes(pid: number): number {
  const peak = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return Number(peak) / 1000;
}

/** Renders each in a worker, one after the other. Linux only. */
export async function renderAll(inputs: readonly Input[]): Promise<readonly RenderCost[]> {
  await using folder = await createTemporaryFolder('slow');
  const costs: RenderCost[] = [];
  const settings = {
    assetBase: '/files/',
    tables: { files: { links: {}, images: {}, languages: ['en'] } },
    folder: folder.path,
    workers: 1,
  };
  // One at a time, so that no cost is another's.
  for (let at = 0; at < inputs.length; at += BATCH) {
    const batch = inputs.slice(at, at + BATCH);
    let pid: number | undefined;
    let before = 0;
    const waiting = batch.map((input, index) => ({ input, id: String(index) }));
    await renderMany(
      (function* createJobs() {
        for (const { input, id } of waiting)
          yield { id, path: input.path, bytes: input.bytes(), table: 'files', key: `${at}-${id}` };
      })(),
      settings,
      (id, outcome) => {
        const input = batch[Number(id)];
        if (input === undefined) return;
        const isGivenUp = !outcome.ok && outcome.failure.code === 'notebook/render-failed';
        try {
          const worker = findWorker();
          const after = readProcessorSeconds(worker);
          if (worker !== pid) before = 0;
          pid = worker;
          costs.push({ input, seconds: after - before, megabytes: takePeakMegabytes(worker), isGivenUp });
          before = after;
        } catch {
          costs.push({ input, seconds: Number.NaN, megabytes: Number.NaN, isGivenUp });
        }
      },
    );
  }
  return costs;
}
