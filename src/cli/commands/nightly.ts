import { type Command, Option } from 'commander';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { addFinishOptions, type NightlyOptions, readShard } from '../nightly-options.ts';
import { parseConcurrency } from '../options.ts';
import { addNightlyMergeCommand } from './nightly-merge.ts';
import { addNightlyPlanCommand } from './nightly-plan.ts';

/** `slipway nightly`: 0 the check ran, 1 manifest errors or `--fail-on` met, 2 it could not be run. */
export function addNightlyCommand(program: Command, host: CommandHost): void {
  const nightly = addFinishOptions(
    program
      .command('nightly')
      .summary('walk every chain and write the status')
      .description('Walks every chain of the catalogue, from environment to hub, and writes the status.'),
  )
    // Otherwise the options of `nightly merge` would be taken for those of this command.
    .enablePositionalOptions()
    .option('--only <environment>', 'look at one environment, with the contents and hubs that it needs')
    .option('--shard <i/n>', 'look at one of n parts, for slipway nightly merge to put together')
    .addOption(
      new Option('--concurrency <number>', 'chains at a time').argParser(parseConcurrency).default(8),
    )
    .action(
      createAction(
        host,
        'The night could not be run, and no status was written',
        async (options: NightlyOptions) => {
          const shard = readShard(options);
          const config = openCatalogue(host, options);
          if (config === undefined) return 1;
          const { walkNight, walkShard } = await import('../nightly-run.ts');
          return shard === undefined ? walkNight(config, options) : walkShard(config, options, shard);
        },
      ),
    );
  addNightlyMergeCommand(nightly, host);
  addNightlyPlanCommand(nightly, host);
}
