import { type ChildProcess, fork } from 'node:child_process';

/** Starts a process that renders, as `worker.ts` describes it. */
export type StartWorker = () => ChildProcess;

const DEFAULT_MEMORY_MEGABYTES = 2048;
/** What a worker makes is short-lived, for which Node would take 128 MB; with 8 MB it costs the same time. */
const MEMORY_OPTION = '--max-semi-space-size=8';
// Compiled, when this module is.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * @param memoryMegabytes of its heap: beyond it the worker ends, and not the build
 * @param url module of the worker; tests put a misbehaving one here
 */
export function startWorker(memoryMegabytes = DEFAULT_MEMORY_MEGABYTES, url: URL = WORKER): ChildProcess {
  const started = fork(url, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMegabytes}`, MEMORY_OPTION],
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  // A worker that ends is noticed by its end.
  started.stdin?.on('error', () => {});
  return started;
}

/** One worker that has loaded everything before it is needed, for whoever renders again and again. */
export interface WorkerReserve {
  readonly start: StartWorker;
  /** Starts the next one, where none is waiting. */
  refill(): void;
  end(): Promise<void>;
}

export function createWorkerReserve(): WorkerReserve {
  let waiting: ChildProcess | undefined;
  let isEnded = false;
  return {
    start() {
      const taken = waiting;
      waiting = undefined;
      return taken ?? startWorker();
    },
    refill() {
      if (waiting !== undefined || isEnded) return;
      const next = startWorker();
      waiting = next;
      for (const event of ['error', 'exit'])
        next.on(event, () => {
          if (waiting === next) waiting = undefined;
        });
    },
    async end() {
      isEnded = true;
      const last = waiting;
      waiting = undefined;
      if (last === undefined) return;
      const ended = new Promise((resolve) => last.once('exit', resolve));
      last.kill('SIGKILL');
      await ended;
    },
  };
}
