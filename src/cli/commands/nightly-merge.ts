import type { Command } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { addFinishOptions, type FinishOptions } from '../nightly-options.ts';

/** `slipway nightly merge FILES…`: 0 merged, 1 manifest errors or `--fail-on` met, 2 they could not be merged. */
export function addNightlyMergeCommand(nightly: Command, host: CommandHost): void {
  addFinishOptions(
    nightly
      .command('merge')
      .summary('make one status of what the shards of a night saw')
      .description('Makes one status of what the shards of a night saw, and writes it.')
      .argument('<files...>', 'what the shards wrote'),
  ).action(
    createAction(
      host,
      'The shards could not be merged, and no status was written',
      async (files: readonly string[], options: FinishOptions) => {
        const config = openCatalogue(host, options);
        if (config === undefined) return 1;
        const { mergeShards } = await import('../nightly-run.ts');
        return mergeShards(config, options, files);
      },
    ),
  );
}
