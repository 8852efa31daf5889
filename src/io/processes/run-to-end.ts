import { type ProgramRun, runProgram } from './run-program.ts';

/** What a program wrote until its end, whatever that was. */
export interface ProgramEnd {
  /** Null where it was ended by a signal. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  readonly isOutOfTime: boolean;
  /** There is no such program. */
  readonly isMissing: boolean;
}

type WholeRun = Pick<ProgramRun, 'command' | 'args' | 'environment' | 'folder' | 'input' | 'timeoutMs'> & {
  /** Of each stream; what comes later is dropped. Default 1 MB. */
  readonly maxBytes?: number;
};

/** Runs a program to its end, and keeps the beginning of what it writes. Never rejects for what it does. */
export async function runToEnd({ maxBytes = 1_000_000, ...run }: WholeRun): Promise<ProgramEnd> {
  const output: Buffer[] = [];
  let outputBytes = 0;
  let errors = '';
  const exit = await runProgram({
    ...run,
    maxOutputBytes: Number.POSITIVE_INFINITY,
    onOutput: (chunk) => {
      if (outputBytes < maxBytes) output.push(chunk);
      outputBytes += chunk.length;
      return undefined;
    },
    onErrors: (text) => {
      if (errors.length < maxBytes) errors += text;
    },
  });
  return {
    status: exit.kind === 'exited' ? exit.status : null,
    output: Buffer.concat(output).toString('utf8'),
    // A program that could not be started wrote nothing: then it is the system that says why.
    errors: errors === '' && exit.kind === 'exited' ? exit.stderr : errors,
    isOutOfTime: exit.kind === 'timed-out',
    isMissing: exit.kind === 'not-installed',
  };
}
