import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';

/*
 * Node can rename a folder, but not exchange two. Where the system's `mv` can, that is one step; elsewhere it takes two, and a
 * process of its own takes them, in a session of its own: a build that is killed in between leaves no
 * gap, because it is not the one that is in between.
 */
const EXCHANGE = `
mv -T --exchange -- "$2" "$1" 2> /dev/null && exit 0
mv -- "$1" "$3" || exit 1
mv -- "$2" "$1" && exit 0
mv -- "$3" "$1"
exit 1`;

/**
 * Puts a finished folder in the place of an older one, which is there until the new one is.
 *
 * @param old a name that is free, on the same file system, for the older folder; it may have none afterwards
 * @throws the error of the file system; the older folder is then where it was
 */
export async function replaceFolder(finished: string, target: string, old: string): Promise<void> {
  if (!existsSync(target)) return rename(finished, target);
  const moved = await runShell(EXCHANGE, [target, finished, old]);
  if (moved === undefined) return replaceInSteps(finished, target, old);
  if (moved.exitCode !== 0)
    throw new Error(moved.stderr.trim().split('\n')[0] ?? `${target} cannot be renamed`);
}

async function replaceInSteps(finished: string, target: string, old: string): Promise<void> {
  await rename(target, old);
  try {
    await rename(finished, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
}

/** @returns undefined where there is no shell */
async function runShell(
  script: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly stderr: string } | undefined> {
  if (process.platform === 'win32') return undefined;
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...args], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  return new Promise((settle) => {
    child.on('error', () => settle(undefined));
    child.on('close', (exitCode) => settle({ exitCode, stderr }));
  });
}
