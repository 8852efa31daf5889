import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue, UsageError } from '../host.ts';
import { contentOption } from '../options.ts';
import type { BumpOptions } from '../version-options.ts';

/** `slipway bump`: 0 the manifest names the new version, 1 nothing was written, and a sentence says why. */
export function addBumpCommand(program: Command, host: CommandHost): void {
  program
    .command('bump')
    .summary('make another tag the current version of an environment')
    .description(
      'Makes another tag the current version of an environment. The version before becomes the first of "earlier"; comments and layout of the manifest stay.',
    )
    .argument('<environment>', 'its id in the manifest')
    .argument('<tag>', 'the new tag')
    .addOption(contentOption())
    .option(
      '--label <text>',
      'what people call the version before (default: its own label, else month and year of its tag or its image)',
    )
    .option(
      '--edition <id>',
      'keep the present pairing as an edition of every content that uses the environment',
    )
    .option('--edition-label <text>', 'name of the edition (default: the label)')
    .option('--edition-branch <ref>', "branch or tag of the edition (default: the content's)")
    .option('--ref <ref>', 'ref of the Binder repository for the new version (default: as it is)')
    .option('--dry-run', 'print the changes and write nothing', false)
    .action(
      createAction(
        host,
        'The version could not be changed',
        async (environment: string, tag: string, options: BumpOptions) => {
          const { edition, editionLabel, editionBranch } = options;
          if (edition === undefined && (editionLabel ?? editionBranch) !== undefined)
            throw new UsageError(
              '--edition-label and --edition-branch are about an edition: give --edition, too.',
            );
          const config = openCatalogue(host, options);
          if (config === undefined) return 1;
          const { runBump } = await import('../version-commands.ts');
          return runBump(config, environment, tag, options);
        },
      ),
    );
}
