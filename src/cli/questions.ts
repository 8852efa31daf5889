import { createInterface } from 'node:readline/promises';

/** Asks people on a terminal. */
export interface Questions {
  /** @returns what was typed, or the answer that Return alone gives */
  ask(question: string, suggested: string): Promise<string>;
  close(): void;
}

export function createQuestions(
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Questions {
  const lines = createInterface({ input, output });
  return {
    async ask(question, suggested) {
      const typed = (
        await lines.question(suggested === '' ? `${question}: ` : `${question} (${suggested}): `)
      ).trim();
      return typed === '' ? suggested : typed;
    },
    close: () => lines.close(),
  };
}
