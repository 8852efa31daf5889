import { formatText } from '../core/diagnostics/format.ts';
import { describeError } from '../core/diagnostics/system-errors.ts';
import { standardError } from '../io/output/printer.ts';
import { type Config, type Invocation, readConfig } from './config.ts';
import { DEFAULT_PORT, isPort } from './options.ts';
import { type Format, printDiagnostics } from './output.ts';

/** 0 success, 1 it did its work and found faults, 2 it could not do its work. */
export type ExitStatus = 0 | 1 | 2;

/** What a command is given beside its own arguments and options. */
export interface CommandHost {
  readonly invocation: Invocation;
  /** Says what the process is to end with. */
  end(status: ExitStatus): void;
}

/** How an action says that the command line asks for something impossible: as one sentence. */
export class UsageError extends Error {}

/**
 * An action for commander.
 *
 * @param trouble begins the sentence where the work throws, such as `The check could not do its work`
 */
export function createAction<Args extends readonly unknown[]>(
  host: CommandHost,
  trouble: string,
  work: (...args: Args) => Promise<ExitStatus>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    try {
      host.end(await work(...args));
    } catch (error) {
      const reason = describeError(error);
      standardError.printText(error instanceof UsageError ? reason : `${trouble}: ${reason}`);
      host.end(2);
    }
  };
}

/**
 * The catalogue that a command works on; undefined where it cannot be determined, and that has been printed.
 *
 * @param options.format absent for commands whose diagnostics are text on standard error
 */
export function openCatalogue(
  { invocation }: CommandHost,
  { content, format }: { readonly content?: string | undefined; readonly format?: Format },
): Config | undefined {
  const config = readConfig(invocation, content);
  if (config.ok) return config.value;
  if (format === undefined) standardError.printText(formatText([config.failure], new Map()));
  else printDiagnostics(format, [config.failure], new Map());
  return undefined;
}

/**
 * The port to serve at: what `--port` says, else `PORT`.
 *
 * @throws UsageError
 */
export function readPort({ invocation }: CommandHost, given: number | undefined): number {
  if (given !== undefined) return given;
  const text = invocation.variables.PORT;
  if (!text) return DEFAULT_PORT;
  if (isPort(text)) return Number(text);
  throw new UsageError(`PORT takes a number from 0 to 65535, not "${text}".`);
}
