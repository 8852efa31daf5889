import { createInterface } from 'node:readline';
import { UsageError } from './host.ts';

/** Asks people on a terminal. */
export interface Questions {
  /**
   * @returns what was typed, or the answer that Return alone gives
   * @throws UsageError where the input ends without an answer, as by Ctrl-C and Ctrl-D
   */
  ask(question: string, suggested: string): Promise<string>;
  close(): void;
}

export function createQuestions(
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Questions {
  const lines = createInterface({ input, output });
  // Lines that were pasted at once come before they are asked for, and `question` of Node would lose them.
  const iterator = lines[Symbol.asyncIterator]();
  let isClosed = false;
  lines.once('close', () => {
    isClosed = true;
  });
  return {
    async ask(question, suggested) {
      lines.setPrompt(suggested === '' ? `${question}: ` : `${question} (${suggested}): `);
      // A line that is edited is written anew with its prompt, so readline has to know it.
      if (!isClosed) lines.prompt();
      const line = await iterator.next();
      if (line.done === true) {
        throw new UsageError(
          '\nNothing was written, as a question was not answered; --yes takes what is suggested.',
        );
      }
      const typed = line.value.trim();
      return typed === '' ? suggested : typed;
    },
    close: () => lines.close(),
  };
}
