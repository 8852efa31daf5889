import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server or other long-running program of another project, started for a test. */
export interface RunningProgram {
  /** Process id of the group's leader. */
  readonly pid: number;
  /** Everything it wrote so far, both streams as they came. */
  logs(): string;
  /** Ends it and what it started, and waits until they are gone. Does nothing the second time. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** Asked again and again until it is true. It may throw while the server is not listening yet. */
  isReady(program: { logs(): string }): Promise<boolean> | boolean;
  readonly timeoutMs?: number;
}

const POLL_MS = 25;
const GRACE_S = 5;

/**
 * Runs a program in a process group of its own, next to a watcher that reads a pipe from this
 * process. The pipe closes however this process ends, even by SIGKILL; the group is then ended:
 * SIGTERM for all, and SIGKILL for what is left once the program itself is gone or out of time.
 */
const SUPERVISOR = `
exec 3<&0 </dev/null
grace=$1; shift
"$@" 3<&- &
child=$!
end() {
  trap '' TERM
  kill -TERM 0
  left=$((grace * 20))
  while [ "$left" -gt 0 ] && kill -0 "$child" 2>/dev/null; do sleep 0.05; left=$((left - 1)); done
  kill -KILL 0
}
trap end TERM
(trap - TERM; cat <&3; kill -TERM $$) >/dev/null 2>&1 &
exec 3<&-
wait "$child"
echo "It ended by itself, with exit status $?." >&2
end
`;

/**
 * Starts a program and waits until it is ready. Throws with its output when it ends before that,
 * or is not ready in time: a test cannot go on without it.
 */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const child = spawn(
    'sh',
    ['-c', SUPERVISOR, options.name, String(GRACE_S), options.command, ...options.args],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.environment },
      ...(options.folder === undefined ? {} : { cwd: options.folder }),
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let ending: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ending = `could not be started (${error.message})`;
      resolve();
    });
    child.once('exit', () => {
      ending = 'ended before it was ready';
      resolve();
    });
  });
  child.stdin.on('error', () => {}); // The watcher may be gone already.
  const { pid } = child;
  const logs = () => output;
  const stop = async () => {
    child.stdin.destroy();
    await ended;
  };
  const timeoutMs = options.timeoutMs ?? 60_000;
  const deadline = performance.now() + timeoutMs;
  while (!(await isReady(options, logs))) {
    if (ending !== undefined || performance.now() > deadline || pid === undefined) {
      const why = ending ?? `was not ready within ${timeoutMs} ms`;
      await stop();
      throw new Error(`${options.name} ${why}. Its output:\n${output}`);
    }
    await Promise.race([sleep(POLL_MS), ended]);
  }
  if (pid === undefined) throw new Error(`${options.name} has no process`);
  return { pid, logs, stop };
}

async function isReady(options: ProgramOptions, logs: () => string): Promise<boolean> {
  try {
    return await options.isReady({ logs });
  } catch {
    return false;
  }
}

/** True when the address answers with the status; for `isReady`. */
export async function answers(url: string, status = 200): Promise<boolean> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.status === status;
}

/** Free ports on loopback, all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            if (address === null || typeof address === 'string') reject(new Error('no port was given'));
            else resolve(address.port);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** One port as by `findFreePorts`. */
export async function findFreePort(): Promise<number> {
  const [port] = await findFreePorts(1);
  if (port === undefined) throw new Error('no port was given');
  return port;
}
