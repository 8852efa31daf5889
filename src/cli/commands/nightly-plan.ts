import { appendFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { standardOutput } from '../../io/output/printer.ts';
import { type CommandHost, createAction, openCatalogue } from '../host.ts';
import { contentOption } from '../options.ts';

/** Diagnostics of a broken manifest are for GitHub, which is who asks. */
const FORMAT = 'github';

interface PlanOptions {
  readonly content?: string;
  readonly githubOutput?: string;
}

/** `slipway nightly plan`: the best number of shards for a nightly check, as JSON on one line. */
export function addNightlyPlanCommand(nightly: Command, host: CommandHost): void {
  nightly
    .command('plan')
    .summary('say into how many shards a night is best divided')
    .description(
      'Prints, as JSON on one line, into how many shards a night of this catalogue is best divided.',
    )
    .addOption(contentOption())
    .option('--github-output <name>', 'set an output of the GitHub step to it, in place of printing it')
    .action(
      createAction(host, 'The night could not be planned', async (options: PlanOptions) => {
        const config = openCatalogue(host, { ...options, format: FORMAT });
        if (config === undefined) return 1;
        const { openManifest } = await import('../nightly-run.ts');
        const { listRows, planShardCount } = await import('../../core/health/shards/partition.ts');
        const manifest = await openManifest(config.manifestFile, FORMAT);
        if (manifest === undefined) return 1;
        const { catalog } = manifest;
        const count = planShardCount(catalog);
        const shards = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
        const plan = JSON.stringify({ rows: listRows(catalog).length, count, shards });
        if (options.githubOutput === undefined) standardOutput.printJson(plan);
        else await setStepOutput(config.stepOutputFile, options.githubOutput, plan);
        return 0;
      }),
    );
}

/** @throws where this is no step of a GitHub job, or the name is no name */
async function setStepOutput(file: string | undefined, name: string, value: string): Promise<void> {
  if (file === undefined) throw new Error('--github-output needs a GitHub job: GITHUB_OUTPUT is not set.');
  if (!/^\w+$/.test(name))
    throw new Error('--github-output takes a name of letters, digits and underscores.');
  await appendFile(file, `${name}=${value}\n`);
}
