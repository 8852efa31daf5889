import { type Command, Option } from 'commander';
import { CI_KINDS } from '../../core/new-catalogue/answers.ts';
import { type CommandHost, createAction } from '../host.ts';
import type { NewOptions } from '../new-catalogue.ts';
import { parseName } from '../options.ts';
import { addNewEnvironmentCommand } from './new-environment.ts';

/** `slipway new catalogue`: 0 written, 1 not written, and one sentence says why. */
export function addNewCommand(program: Command, host: CommandHost): void {
  const group = program
    .command('new')
    .summary('write a new catalogue or environment')
    .description('Writes something new.');
  addNewEnvironmentCommand(group, host);
  group
    .command('catalogue')
    .alias('catalog')
    .summary('write a new catalogue')
    .description(
      'Writes a catalogue into an empty folder: one YAML file, and what publishes it. Nothing is written over.',
    )
    .argument('[dir]', 'the folder', '.')
    .option('--title <text>', 'what the catalogue is called')
    .option('--url <address>', 'where the site will be published')
    .option('--repository <address>', 'the repository that will hold the catalogue')
    .option('--content <address...>', 'a repository of notebooks, any number of times')
    .option('--image <image:tag>', 'the container image that notebooks run in')
    .option('--hub <address>', 'the BinderHub or JupyterHub on which they run')
    .option('--language <tag>', 'language of the notebooks and the site, such as en or de')
    .addOption(new Option('--ci <kind>', 'what publishes it').choices(CI_KINDS).default('github'))
    .option(
      '--slipway <spec>',
      'what npm installs: a version, a file, an address (default: this version)',
      parseName,
    )
    .option('--yes', 'ask nothing: take what is suggested', false)
    .action(
      createAction(
        host,
        'The catalogue could not be written',
        async (folder: string, options: NewOptions) => {
          const { writeNewCatalogue } = await import('../new-catalogue.ts');
          return writeNewCatalogue(host.invocation, folder, options);
        },
      ),
    );
}
