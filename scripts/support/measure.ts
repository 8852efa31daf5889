import { spawn } from 'node:child_process';
import { watchMemory } from './memory.ts';

/** What one run of a command cost, with all the processes that it started and waited for. */
export interface Cost {
  readonly wallSeconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** Resident memory of all its processes together, at its most; absent where the system does not tell. */
  readonly peakMegabytes?: number;
}

/** The shell knows what its children cost with their own children, which Node does not. */
const COUNTING = '"$@"; code=$?; times >&3; exit $code';

/** Runs one of the project's scripts. @throws when it fails */
export function measureCommand(
  script: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  return measureProgram(process.execPath, script, environment);
}

/** Runs a program. @throws when it fails */
export async function measureProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Cost> {
  const startedMs = performance.now();
  const child = spawn('sh', ['-c', COUNTING, 'sh', program, ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const memory = watchMemory(child.pid);
  let times = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    times += chunk;
  });
  const exitCode = await new Promise((settle) => child.on('close', settle));
  const peakMegabytes = memory.stop();
  if (exitCode !== 0) throw new Error(`${program} ${args[0]} ended with ${exitCode}`);
  const [, , ...ofChildren] = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuSeconds = ofChildren.reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
  return {
    wallSeconds: (performance.now() - startedMs) / 1000,
    cpuSeconds,
    ...(peakMegabytes !== undefined && { peakMegabytes }),
  };
}
