import { parseArgs } from 'node:util';
import { FINISH_OPTIONS, type FinishOptions, readFinishOptions, type Variables } from './finish-options.ts';

export interface MergeOptions extends FinishOptions {
  /** What the shards wrote. */
  readonly files: readonly string[];
}

/** Reads the command line of `npm run nightly:merge`; throws with one readable sentence. */
export function parseMergeOptions(args: string[], variables: Variables): MergeOptions {
  const { values, positionals } = parseArgs({ args, options: FINISH_OPTIONS, allowPositionals: true });
  if (positionals.length === 0) {
    throw new Error('name the files that the shards wrote: npm run nightly:merge -- FILES… --out FILE');
  }
  return { ...readFinishOptions(values, variables), files: positionals };
}
