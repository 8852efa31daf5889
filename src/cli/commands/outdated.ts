import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption, formatOption } from '../options.ts';

interface OutdatedOptions {
  readonly content?: string;
  readonly format: 'text' | 'json';
}

/** `slipway outdated`: 0 every registry answered, 1 one did not or the manifest has errors, 2 it could not do its work. */
export function addOutdatedCommand(program: Command, host: CommandHost): void {
  program
    .command('outdated')
    .summary('list newer tags of the environments')
    .description(
      'Lists tags that are newer than the current version of each environment, with the days on which they were built.',
    )
    .argument('[environment]', 'its id in the manifest (default: all)')
    .addOption(contentOption())
    .addOption(formatOption(['text', 'json']))
    .action(
      createAction(
        host,
        'The tags could not be listed',
        async (environment: string | undefined, options: OutdatedOptions) => {
          const config = openCatalogue(host, options);
          if (config === undefined) return 1;
          const { runOutdated } = await import('../version-commands.ts');
          return runOutdated(config, environment, options.format);
        },
      ),
    );
}
