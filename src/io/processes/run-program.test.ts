import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = fileURLToPath(new URL('run-program.ts', import.meta.url));

/** A command that waits for a program, whose process id it prints, and that may have a use of its own for the signal. */
const waiting = (before: string) => `
  const { runProgram } = await import(${JSON.stringify(MODULE)});
  ${before}
  await runProgram({
    command: 'sh',
    args: ['-c', 'echo $$; exec sleep 600'],
    environment: process.env,
    maxOutputBytes: 100,
    onOutput: (pid) => void process.stdout.write(pid),
  });
`;

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  process.kill(pid, 'SIGKILL');
  return false;
}

describe.skipIf(process.platform === 'win32')('a program that runs when its command is ended', () => {
  it.each([
    ['SIGINT', '', [null, 'SIGINT']],
    ['SIGTERM', '', [null, 'SIGTERM']],
    ['SIGHUP', '', [null, 'SIGHUP']],
    ['SIGTERM', "process.once('SIGTERM', () => setTimeout(() => process.exit(7), 50));", [7, null]],
  ] as const)('by %s ends with it: %s', async (signal, before, expected) => {
    const command = spawn(process.execPath, ['--input-type=module', '-e', waiting(before)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = (await once(command.stdout, 'data')) as [Buffer];
    command.kill(signal);

    expect(await once(command, 'exit')).toEqual(expected);
    expect(await isGone(Number(pid))).toBe(true);
  });
});
