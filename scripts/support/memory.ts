import { readFileSync } from 'node:fs';

const EVERY_MS = 20;
const PAGE_BYTES = 4096;

/**
 * Looks again and again at the resident memory of a process and all below it, together. What processes
 * share is counted for each of them. Only Linux tells; elsewhere the peak is undefined.
 */
export function watchMemory(pid: number | undefined): { stop(): number | undefined } {
  let peakBytes = 0;
  const look = () => {
    if (pid !== undefined) peakBytes = Math.max(peakBytes, residentBytes(pid));
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peakBytes === 0 ? undefined : peakBytes / 1_000_000;
    },
  };
}

function residentBytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
    return children.reduce((sum, child) => sum + residentBytes(Number(child)), pages * PAGE_BYTES);
  } catch {
    // It has ended since.
    return 0;
  }
}
