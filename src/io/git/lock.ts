import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const RETRY_MS = 100;
// A lock without a living owner to ask about (another machine on a shared disk) is given up after this.
const FOREIGN_LOCK_MS = 15 * 60_000;

/**
 * Runs `work` while no other process does so under the same file. A lock whose owner has died is taken over.
 * @returns undefined when the lock could not be had in time
 */
export async function withFileLock<Value>(
  lockFile: string,
  timeoutMs: number,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value } | undefined> {
  const deadline = Date.now() + timeoutMs;
  while (!(await tryLock(lockFile))) {
    if (await isAbandoned(lockFile)) await rm(lockFile, { force: true });
    else if (Date.now() > deadline) return undefined;
    else await wait(RETRY_MS);
  }
  try {
    return { value: await work() };
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function tryLock(lockFile: string): Promise<boolean> {
  try {
    const file = await open(lockFile, 'wx');
    try {
      await file.writeFile(String(process.pid));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(lockFile: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lockFile, 'utf8'), stat(lockFile)]);
    const ageMs = Date.now() - mtimeMs;
    const owner = Number(text);
    // Just made, and its owner not yet written.
    if (!Number.isSafeInteger(owner) || owner <= 0) return ageMs > 5000;
    return !isRunning(owner) || ageMs > FOREIGN_LOCK_MS;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
