import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Its working folder; that of this process by default. */
  readonly folder?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
  /** Of each stream; what comes later is dropped. Default 1 MB. */
  readonly maxBytes?: number;
}

export interface ProgramEnd {
  /** Null where it was ended by a signal, or could not be started. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  readonly isOutOfTime: boolean;
  /** There is no such program. */
  readonly isMissing: boolean;
}

/** Runs a program to its end, without a shell. Never rejects for what it does. */
export function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const { command, args, environment, folder, input = '', timeoutMs, maxBytes = 1_000_000 } = run;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: environment,
      ...(folder !== undefined && { cwd: folder }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const streams = { output: [] as Buffer[], errors: [] as Buffer[] };
    const sizes = { output: 0, errors: 0 };
    let isOutOfTime = false;
    const keep = (name: 'output' | 'errors') => (chunk: Buffer) => {
      if (sizes[name] < maxBytes) streams[name].push(chunk);
      sizes[name] += chunk.length;
    };
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isOutOfTime = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    const finish = (status: number | null, error?: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const errors = Buffer.concat(streams.errors).toString('utf8');
      resolve({
        status,
        output: Buffer.concat(streams.output).toString('utf8'),
        errors: error === undefined ? errors : error.message,
        isOutOfTime,
        isMissing: error?.code === 'ENOENT',
      });
    };
    child.on('error', (error) => finish(null, error));
    child.on('close', (status) => finish(status));
    child.stdout.on('data', keep('output'));
    child.stderr.on('data', keep('errors'));
    // It may end before it has read its input; its exit status tells more than a broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
