import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { whenProcessEnds } from './process-end.ts';

export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Its working folder; that of this process by default. */
  readonly folder?: string;
  /** Without it, it may run for ever. */
  readonly timeoutMs?: number;
  /** What it may write to stdout; one byte more ends it. */
  readonly maxOutputBytes: number;
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Ends it as soon as its stderr matches. */
  readonly stopAt?: RegExp;
  /** Takes stdout as it comes, instead of collecting it. `enough` ends the program, which then counts as a success. */
  readonly onOutput?: (chunk: Buffer) => 'enough' | undefined;
  /** Takes stderr as it comes, beside what is collected of it. */
  readonly onErrors?: (text: string) => void;
}

export type ProgramExit =
  | { readonly kind: 'exited'; readonly status: number; readonly stdout: Buffer; readonly stderr: string }
  /** Ended by a signal that is not ours (a memory limit, an administrator), so what it wrote is half of the truth. */
  | { readonly kind: 'killed' }
  | { readonly kind: 'timed-out' | 'output-too-large' | 'aborted' | 'stopped' | 'not-installed' };

const MAX_STDERR_BYTES = 64 * 1024;
const KILL_GRACE_MS = 1500;

const runningGroups = new Set<number>();
let isWatchingExit = false;

/**
 * Runs a program without a shell, in a session of its own: it has no terminal to ask at, and all that it starts (as git
 * does with `git-remote-https` and `ssh`) ends with it, or with this process. Never rejects for what it does.
 */
export function runProgram(run: ProgramRun): Promise<ProgramExit> {
  return new Promise((resolve) => {
    const child = start(run);
    if (child instanceof Error) return resolve(describeStart(child));
    const group = child.pid;
    if (group !== undefined) trackGroup(group);

    const output: Buffer[] = [];
    let outputBytes = 0;
    let stderr = '';
    let ending: Exclude<ProgramExit['kind'], 'exited' | 'killed'> | 'enough' | undefined;
    let killTimer: NodeJS.Timeout | undefined;
    let isDone = false;

    const finish = (exit: ProgramExit) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      clearTimeout(killTimer);
      run.signal?.removeEventListener('abort', abort);
      if (group !== undefined) runningGroups.delete(group);
      resolve(exit);
    };
    const conclude = (status: number | null) => {
      if (ending === 'enough') {
        finish({ kind: 'exited', status: 0, stdout: Buffer.concat(output), stderr });
      } else if (ending !== undefined) finish({ kind: ending });
      else if (status === null) finish({ kind: 'killed' });
      else finish({ kind: 'exited', status, stdout: Buffer.concat(output), stderr });
    };
    const end = (reason: NonNullable<typeof ending>) => {
      if (ending !== undefined || isDone) return;
      ending = reason;
      // SIGTERM first: git, for one, removes its lock files and temporary packs when it may.
      killGroup(group, 'SIGTERM');
      killTimer = setTimeout(() => {
        killGroup(group, 'SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
        conclude(1);
      }, KILL_GRACE_MS);
    };
    const abort = () => end('aborted');
    const timer = run.timeoutMs === undefined ? undefined : setTimeout(() => end('timed-out'), run.timeoutMs);

    child.on('error', (error) => finish(describeStart(error)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (ending !== undefined) return;
      outputBytes += chunk.length;
      if (outputBytes > run.maxOutputBytes) return end('output-too-large');
      if (run.onOutput === undefined) output.push(chunk);
      else if (run.onOutput(chunk) === 'enough') end('enough');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.onErrors?.(text);
      if (stderr.length < MAX_STDERR_BYTES) stderr += text;
      if (run.stopAt?.test(stderr) === true) end('stopped');
    });
    child.on('close', (status) => {
      // A helper process that outlives it would keep the pipes open.
      if (ending !== undefined) killGroup(group, 'SIGKILL');
      conclude(status);
    });
    // It may end before it has read its input; its exit status tells more than a broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(run.input ?? '');
    if (run.signal?.aborted === true) abort();
    else run.signal?.addEventListener('abort', abort, { once: true });
  });
}

function start({ command, args, environment, folder }: ProgramRun): ChildProcessWithoutNullStreams | Error {
  try {
    return spawn(command, args, {
      env: environment,
      ...(folder !== undefined && { cwd: folder }),
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    // No memory, or no process to be had; other reasons arrive as an event.
    return error instanceof Error ? error : new Error(String(error));
  }
}

function describeStart(error: Error): ProgramExit {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  return isMissing
    ? { kind: 'not-installed' }
    : { kind: 'exited', status: 128, stdout: Buffer.alloc(0), stderr: error.message };
}

function trackGroup(group: number): void {
  runningGroups.add(group);
  if (isWatchingExit) return;
  isWatchingExit = true;
  whenProcessEnds((reason) => {
    for (const running of runningGroups) killGroup(running, reason === 'exit' ? 'SIGKILL' : 'SIGTERM');
  });
}

function killGroup(group: number | undefined, signal: NodeJS.Signals): void {
  if (group === undefined) return;
  try {
    process.kill(-group, signal);
  } catch {
    // The group has ended by itself.
  }
}
