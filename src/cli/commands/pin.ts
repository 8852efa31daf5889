import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';
import type { PinOptions } from '../version-options.ts';

/** `slipway pin`: 0 every version asked for has a digest, 1 one could not be had, 2 it could not do its work. */
export function addPinCommand(program: Command, host: CommandHost): void {
  program
    .command('pin')
    .summary('write the digests of all tags into the manifest')
    .description(
      'Asks registries for the digest of every version that has none, and writes it beside the tag. For a content with "pull: none" whose environment has no image or tag, it first writes those that the Dockerfile of its repository names. Comments and layout of the manifest stay.',
    )
    .addOption(contentOption())
    .option('--update <environment>', 'ask again for the digests that this environment has')
    .option('--dry-run', 'print the changes and write nothing', false)
    .action(
      createAction(host, 'The versions could not be pinned', async (options: PinOptions) => {
        const config = openCatalogue(host, options);
        if (config === undefined) return 1;
        const { runPin } = await import('../version-commands.ts');
        return runPin(config, options);
      }),
    );
}
