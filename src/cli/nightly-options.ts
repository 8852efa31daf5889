import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { parseShard, type Shard } from '../core/health/shards/partition.ts';
import { UsageError } from './host.ts';
import { contentOption, formatOption, parseName, siteAddressOption } from './options.ts';
import type { Format } from './output.ts';

/** Options that a nightly check and the merge of its shards have in common. */
export interface FinishOptions {
  readonly content?: string;
  readonly out?: string;
  readonly previous?: string;
  readonly site?: string;
  readonly format: Format;
  readonly failOn?: 'stale' | 'failing';
  readonly issues: boolean;
}

export interface NightlyOptions extends FinishOptions {
  readonly only?: string;
  readonly shard?: string;
  readonly concurrency: number;
}

export function addFinishOptions(command: Command): Command {
  return command
    .addOption(contentOption())
    .addOption(formatOption())
    .option(
      '--out <file>',
      'where the status is written (default: status.json beside the manifest)',
      parseName,
    )
    .option(
      '--previous <place>',
      'file or address of the status of the night before, or auto for what the site has published (default: that of --out)',
    )
    .addOption(siteAddressOption())
    .addOption(
      new Option('--fail-on <verdict>', 'end with 1 where something is as bad').choices(['stale', 'failing']),
    )
    .option('--issues', 'keep one GitHub issue for each environment that fails', false);
}

/** Where the status is read and written. */
export function placeOf(
  { out, previous }: Pick<FinishOptions, 'out' | 'previous'>,
  contentFolder: string,
): { readonly outFile: string; readonly previous: string } {
  const outFile = out ?? join(contentFolder, 'status.json');
  return { outFile, previous: previous ?? outFile };
}

/** @throws UsageError where the options of a shard contradict each other */
export function readShard({ shard: text, only, failOn, issues }: NightlyOptions): Shard | undefined {
  if (text === undefined) return undefined;
  if (only !== undefined) {
    throw new UsageError(
      '--shard divides a whole night, and --only asks for a part of it; give one of them.',
    );
  }
  if (failOn !== undefined || issues) {
    throw new UsageError('A shard judges nothing; give --fail-on and --issues to slipway nightly merge.');
  }
  const shard = parseShard(text);
  if (!shard.ok) throw new UsageError(shard.failure);
  return shard.value;
}
