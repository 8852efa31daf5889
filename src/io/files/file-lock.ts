import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from './running-process.ts';
import { removeStrays } from './strays.ts';

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
  const mark = `${process.pid} ${randomUUID()}`;
  while (!(await tryLock(lockFile, mark))) {
    if (await isAbandoned(lockFile)) await removeAbandoned(lockFile);
    else if (Date.now() > deadline) return undefined;
    else await wait(RETRY_MS);
  }
  try {
    await removeStrays(dirname(lockFile), (name) => isTakenLock(name, lockFile));
    return { value: await work() };
  } finally {
    // Not that of a process that took this one for dead.
    if ((await readFile(lockFile, 'utf8').catch(() => '')) === mark) await rm(lockFile, { force: true });
  }
}

async function tryLock(lockFile: string, mark: string): Promise<boolean> {
  try {
    const file = await open(lockFile, 'wx');
    try {
      await file.writeFile(mark);
    } catch (error) {
      // Such as a full disk: an empty lock would block other processes for a while.
      await rm(lockFile, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two processes may find the same lock abandoned, and the slower of them would remove the new lock of the
 * faster. So it is renamed, checked again under a unique name, and given back where it is in use.
 */
async function removeAbandoned(lockFile: string): Promise<void> {
  const taken = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, taken);
  } catch {
    return;
  }
  if (!(await isAbandoned(taken))) await link(taken, lockFile).catch(() => {});
  await rm(taken, { force: true });
}

/** An abandoned lock that another process renamed, and was killed before removing. */
function isTakenLock(name: string, lockFile: string): boolean {
  const prefix = `${basename(lockFile)}.`;
  return name.startsWith(prefix) && /^[0-9a-f-]{36}$/.test(name.slice(prefix.length));
}

async function isAbandoned(lockFile: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lockFile, 'utf8'), stat(lockFile)]);
    const ageMs = Date.now() - mtimeMs;
    const owner = Number(text.split(' ')[0]);
    // Just made, and its owner not yet written.
    if (!Number.isSafeInteger(owner) || owner <= 0) return ageMs > 5000;
    return !isRunning(owner) || ageMs > FOREIGN_LOCK_MS;
  } catch {
    return false;
  }
}
