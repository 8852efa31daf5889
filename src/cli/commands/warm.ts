import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';
import { parsePositive } from '../verify-options.ts';
import type { WarmOptions } from '../warm-run.ts';

/**
 * `slipway warm`: 0 every hub that is asked has the image or would not build it, 1 a build failed or the manifest has
 * errors, 2 it could not do its work.
 */
export function addWarmCommand(program: Command, host: CommandHost): void {
  program
    .command('warm')
    .summary('let BinderHubs build new versions before a class')
    .description(
      'Asks each BinderHub that has "warm: true" in the manifest to build the current version of the environments, so that the first student need not wait. One build at a time, and only what is new there or was last built 25 days ago; servers that are launched by it are shut down.',
    )
    .argument('[environment]', 'its id in the manifest (default: all)')
    .addOption(contentOption())
    .option('--timeout <minutes>', 'time of one build', parsePositive, 20)
    .option('--again', 'ask for what was built lately, too', false)
    .option('--dry-run', 'print which hubs would be asked for what, and ask none', false)
    .action(
      createAction(
        host,
        'No hub could be asked',
        async (environment: string | undefined, options: WarmOptions & { readonly content?: string }) => {
          const config = openCatalogue(host, options);
          if (config === undefined) return 1;
          const { runWarm } = await import('../warm-run.ts');
          return runWarm(config, environment, options);
        },
      ),
    );
}
