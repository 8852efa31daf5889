import { Command, CommanderError } from 'commander';
import { readPackageVersion } from '../io/files/package-root.ts';
import { standardError, standardOutput } from '../io/output/printer.ts';
import { addArchiveCommand } from './commands/archive.ts';
import { addBinderRefsCommand } from './commands/binder-refs.ts';
import { addBisectCommand } from './commands/bisect.ts';
import { addBuildCommand } from './commands/build.ts';
import { addBumpCommand } from './commands/bump.ts';
import { addCheckCommand } from './commands/check.ts';
import { addDevCommand } from './commands/dev.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addHelpCommand } from './commands/help.ts';
import { addNewCommand } from './commands/new.ts';
import { addNightlyCommand } from './commands/nightly.ts';
import { addOutdatedCommand } from './commands/outdated.ts';
import { addPinCommand } from './commands/pin.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addStartCommand } from './commands/start.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { addWarmCommand } from './commands/warm.ts';
import type { Invocation } from './config.ts';
import type { CommandHost, ExitStatus } from './host.ts';
import { describeUsageError } from './usage-errors.ts';

/** In the order of the help. A command's file loads what it works with only when it is run. */
const COMMANDS = [
  addNewCommand,
  addBuildCommand,
  addStartCommand,
  addDevCommand,
  addCheckCommand,
  addNightlyCommand,
  addPinCommand,
  addOutdatedCommand,
  addBumpCommand,
  addVerifyCommand,
  addBisectCommand,
  addBinderRefsCommand,
  addWarmCommand,
  addArchiveCommand,
  addRestoreCommand,
  addExplainCommand,
] as const;

/**
 * Runs one command line. What is wrong with it is reported in one sentence.
 *
 * @returns what the command ended with; 2 for a command line that cannot be understood
 */
export async function runCommandLine(invocation: Invocation): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = createProgram(invocation, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(invocation.args, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version have been printed.
    return error.exitCode === 0 ? 0 : 2;
  }
}

function createProgram(invocation: Invocation, end: (status: ExitStatus) => void): Command {
  const program = new Command('slipway')
    // An option belongs to the command that it follows: `nightly` and `nightly merge` have some of the same name.
    .enablePositionalOptions()
    .description('Makes a catalogue of launchable Jupyter notebooks out of one YAML file.')
    .version(readPackageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print what a command takes')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => standardOutput.printText(text),
      writeErr: (text) => standardError.printText(text),
      outputError: (text) => standardError.printText(describeUsageError(text, program, invocation.args)),
    });
  const host: CommandHost = { invocation, end };
  for (const add of COMMANDS) add(program, host);
  for (const group of [program, ...program.commands.filter(({ commands }) => commands.length > 0)])
    addHelpCommand(group);
  return program;
}
