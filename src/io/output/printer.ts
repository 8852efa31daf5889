import { sanitizeJson, sanitizeText } from '../../core/diagnostics/sanitize-output.ts';

/** The only way to standard output and standard error: what is printed can hold the words of strangers. */
export interface Printer {
  /** Prints text for people as whole lines, in which nothing is a command for a terminal or a CI runner. */
  printText(text: string): void;
  /** Prints JSON, which stays the same data. */
  printJson(json: string): void;
  /** Prints workflow commands as `formatGithub` makes them, every value in them escaped. */
  printCommands(lines: string): void;
}

export function createPrinter(stream: Pick<NodeJS.WritableStream, 'write'>): Printer {
  const write = (text: string) => {
    if (text !== '') stream.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  return {
    printText: (text) => write(sanitizeText(text)),
    printJson: (json) => write(sanitizeJson(json)),
    printCommands: write,
  };
}

export const standardOutput: Printer = createPrinter(process.stdout);
export const standardError: Printer = createPrinter(process.stderr);
