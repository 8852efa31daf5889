import { homedir } from 'node:os';
import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.ts';
import { type CommandName, type CommandResult, PROJECT, withoutVitest } from './site.ts';

/** As often as for people, without their patience. */
const RETRY_DELAYS_MS = [1, 1];

export interface CommandPlace {
  /** The whole environment of the command. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly workFolder?: string;
}

/**
 * Runs a command line in this process, which costs a tenth of a process of its own. For what a command prints and
 * ends with; signals, crashes and what is left running need {@link file://./site.ts}'s `runCommand`. One at a time
 * in a file: what is printed meanwhile counts as the command's.
 */
export async function runHere(
  args: readonly string[],
  { variables = {}, workFolder = PROJECT }: CommandPlace = {},
): Promise<CommandResult> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  const before = process.cwd();
  try {
    // Commands name and read files from the working folder of their process.
    process.chdir(workFolder);
    const exitCode = await runCommandLine({
      args,
      variables,
      workFolder,
      homeFolder: homedir(),
      retryDelaysMs: RETRY_DELAYS_MS,
    });
    return { exitCode, ...printed };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}

/** As `runCommand`, in this process. */
export function runCommandHere(
  name: CommandName,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const variables = { ...withoutVitest(process.env), NO_COLOR: '1', ...environment };
  return runHere([...name.split(' '), ...args], { variables });
}
