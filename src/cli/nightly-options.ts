import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseShard, type Shard } from '../core/health/shards/partition.ts';
import { FINISH_OPTIONS, type FinishOptions, readFinishOptions, type Variables } from './finish-options.ts';

export interface NightlyOptions extends Omit<FinishOptions, 'previous'> {
  /** A shard has none unless it is named: the merge folds. */
  readonly previous?: string;
  readonly cacheFolder: string;
  readonly only?: string;
  readonly shard?: Shard;
  readonly concurrency: number;
}

/** Reads the command line of `npm run nightly`; throws with one readable sentence. */
export function parseNightlyOptions(args: string[], variables: Variables): NightlyOptions {
  const { values } = parseArgs({
    args,
    options: {
      ...FINISH_OPTIONS,
      only: { type: 'string' },
      shard: { type: 'string' },
      concurrency: { type: 'string', default: '8' },
    },
  });
  const concurrency = Number(values.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new Error(`--concurrency takes a number from 1 to 64, not "${values.concurrency}".`);
  }
  const options = {
    ...readFinishOptions(values, variables),
    cacheFolder: variables.SLIPWAY_CACHE || '.cache',
    concurrency,
    ...(values.only === undefined ? {} : { only: values.only }),
  };
  if (values.shard === undefined) return options;
  if (values.only !== undefined) {
    throw new Error('--shard divides a whole night, and --only asks for a part of it; give one of them.');
  }
  if (values['fail-on'] !== undefined || values.issues) {
    throw new Error('A shard judges nothing; give --fail-on and --issues to npm run nightly:merge.');
  }
  const shard = parseShard(values.shard);
  if (!shard.ok) throw new Error(shard.failure);
  const { index, count } = shard.value;
  const { previous, ...others } = options;
  return {
    ...others,
    shard: shard.value,
    // What a shard writes is no status and must not take its place.
    outFile: values.out ?? join(options.contentFolder, `night-shard-${index}-of-${count}.json`),
    ...(values.previous === undefined ? {} : { previous }),
  };
}
