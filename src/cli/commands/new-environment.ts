import { type Command, Option } from 'commander';
import { ENVIRONMENT_KINDS, IMAGE_REGISTRIES } from '../../core/new-environment/environment-kinds.ts';
import { type CommandHost, createAction } from '../host.ts';
import type { NewEnvironmentOptions } from '../version-options.ts';

/** `slipway new environment`: 0 written, 1 not written, and one sentence says why. */
export function addNewEnvironmentCommand(group: Command, host: CommandHost): void {
  group
    .command('environment')
    .summary('write a new environment repository')
    .description(
      'Writes a repository that builds, verifies and pushes a container image into an empty folder. Nothing is written over.',
    )
    .argument('<name>', 'id of the environment in the catalogue, and name of its image')
    .argument('[dir]', 'the folder (default: the name)')
    .addOption(
      new Option('--kind <kind>', 'what the packages are read from')
        .choices(ENVIRONMENT_KINDS)
        .default('conda'),
    )
    .addOption(
      new Option('--registry <registry>', 'where images are pushed')
        .choices(IMAGE_REGISTRIES)
        .default('ghcr'),
    )
    .option('--owner <account>', 'account at the registry (default: your-name)')
    .action(
      createAction(
        host,
        'The environment could not be written',
        async (name: string, folder: string | undefined, options: NewEnvironmentOptions) => {
          const { writeNewEnvironment } = await import('../new-environment.ts');
          return writeNewEnvironment(host.invocation, name, folder ?? name, options);
        },
      ),
    );
}
