/** What ends a process by default: Node then emits no `exit`. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Clean = (reason: 'exit' | 'signal') => void;

const cleaners: Clean[] = [];

/**
 * Has something done, at once and without waiting, when this process ends: by itself, or by a signal. After a signal
 * that nothing else listens to, the process ends as that signal does.
 */
export function whenProcessEnds(clean: Clean): void {
  cleaners.push(clean);
  if (cleaners.length > 1) return;
  process.once('exit', () => cleanAll('exit'));
  // Before others, which by then would no longer be counted.
  for (const signal of ENDING_SIGNALS) process.prependOnceListener(signal, endBy);
}

function endBy(signal: NodeJS.Signals): void {
  cleanAll('signal');
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function cleanAll(reason: Parameters<Clean>[0]): void {
  for (const clean of cleaners) clean(reason);
}
