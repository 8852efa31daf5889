import type { Command } from 'commander';
import { standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';

/** Diagnostics of a broken manifest are for GitHub, which is who asks. */
const FORMAT = 'github';

/** `slipway nightly plan`: into how many shards a night is best divided, as JSON on one line. */
export function addNightlyPlanCommand(nightly: Command, host: CommandHost): void {
  nightly
    .command('plan')
    .summary('say into how many shards a night is best divided')
    .description(
      'Prints, as JSON on one line, into how many shards a night of this catalogue is best divided.',
    )
    .addOption(contentOption())
    .action(
      createAction(host, 'The night could not be planned', async (options: { readonly content?: string }) => {
        const config = openCatalogue(host, { ...options, format: FORMAT });
        if (config === undefined) return 1;
        const { openManifest } = await import('../nightly-run.ts');
        const { listRows, planShardCount } = await import('../../core/health/shards/partition.ts');
        const manifest = await openManifest(config.manifestFile, FORMAT);
        if (manifest === undefined) return 1;
        const { catalog } = manifest;
        const count = planShardCount(catalog);
        const shards = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
        standardOutput.printJson(JSON.stringify({ rows: listRows(catalog).length, count, shards }));
        return 0;
      }),
    );
}
