import type { Command } from 'commander';

/** `slipway help COMMAND`. That of the library prints the whole usage for a command that is not there. */
export function addHelpCommand(group: Command): void {
  group
    .command('help')
    .summary('print what a command takes')
    .description('Prints what a command takes.')
    .argument('[command...]', 'names of a command, such as new catalogue')
    .action((names: readonly string[]) => findCommand(group, names).help());
}

/** @throws CommanderError */
function findCommand(group: Command, [name, ...others]: readonly string[]): Command {
  if (name === undefined) return group;
  const found = group.commands.find((command) => command.name() === name || command.aliases().includes(name));
  return found === undefined ? group.error(`error: no help for '${name}'`) : findCommand(found, others);
}
