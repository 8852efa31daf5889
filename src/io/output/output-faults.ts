/** Why what is printed can no longer be read. */
interface StreamFault {
  readonly code?: string;
}

export interface OutputWatch {
  /** Whether something was to be printed and could not be, other than for a reader that wanted no more. */
  hasFailed(): boolean;
}

/**
 * Keeps a reader that stops early (`slipway check | head -1`) from ending a command with a stack trace: it goes on, and
 * what it prints then is dropped. Output that cannot be written, such as to a disk that is full, is said once.
 *
 * @param onFailure called at once, with one sentence
 */
export function watchOutput(
  stdout: NodeJS.EventEmitter,
  stderr: NodeJS.EventEmitter,
  onFailure: (sentence: string) => void,
): OutputWatch {
  let hasFailed = false;
  stdout.on('error', ({ code }: StreamFault) => {
    if (code === 'EPIPE' || hasFailed) return;
    hasFailed = true;
    const why = code === 'ENOSPC' ? 'the disk is full' : (code ?? 'unknown error');
    onFailure(`Not all of the output could be written: ${why}.`);
  });
  // There is nowhere to say it.
  stderr.on('error', () => undefined);
  return { hasFailed: () => hasFailed };
}
