import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** Stands for this machine in names of files: process ids say nothing on another one. */
export function hostMark(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Whether a process of this machine is running, whatever user owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
