import { SUPERVISOR } from './runner-supervisor.ts';
import { WORKER } from './runner-worker.ts';

/** Where the content is mounted, read-only. */
export const CONTENT_MOUNT = '/slipway/content';

/**
 * What is to be run in the image: a notebook of the mounted content, or a command of the image's own; or the image is
 * only looked into.
 */
export type RunnerTask =
  | { readonly kind: 'notebook'; readonly path: string; readonly folder: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'inspect' };

export interface RunnerJob {
  readonly task: RunnerTask;
  /** Begins each line of results; unknown to the code of the notebook. */
  readonly mark: string;
  readonly timeoutS: number;
  readonly memoryBytes: number;
  /** Whether the executed notebook is to be reported as well. */
  readonly keepsOutputs: boolean;
}

/**
 * A Python script (3.6 and later, standard library only) that does a job in a container and prints its results as
 * lines of JSON. It is fed on stdin, so that nothing is written into the image.
 */
export function formatRunner(job: RunnerJob): string {
  const text = encodeURIComponent(JSON.stringify({ ...job, mount: CONTENT_MOUNT, worker: WORKER }));
  return `import json, urllib.parse\nJOB = json.loads(urllib.parse.unquote("${text}"))\n${SUPERVISOR}`;
}

/** The shell line that starts the script: with the Python of the image, whatever its name is. */
export const RUNNER_COMMAND: readonly string[] = [
  '/bin/sh',
  '-c',
  'for python in python3 python; do if command -v "$python" >/dev/null 2>&1; then exec "$python" -; fi; done; exit 127',
];
