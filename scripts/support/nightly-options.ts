import { join } from 'node:path';
import { parseArgs } from 'node:util';

const FORMATS = ['text', 'json', 'github'] as const;

export interface NightlyOptions {
  /** Folder that holds `catalog.yaml`. */
  readonly contentFolder: string;
  readonly cacheFolder: string;
  readonly outFile: string;
  /** File or address of the night before. */
  readonly previous: string;
  readonly only?: string;
  readonly concurrency: number;
  readonly format: (typeof FORMATS)[number];
  readonly failOn?: 'stale' | 'failing';
}

/** Reads the command line; throws with one readable sentence. */
export function parseNightlyOptions(
  args: string[],
  variables: Readonly<Record<string, string | undefined>>,
): NightlyOptions {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      previous: { type: 'string' },
      only: { type: 'string' },
      concurrency: { type: 'string', default: '8' },
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string' },
    },
  });
  const contentFolder = variables.SLIPWAY_CONTENT || 'content';
  const outFile = values.out ?? join(contentFolder, 'status.json');
  const concurrency = Number(values.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new Error(`--concurrency takes a number from 1 to 64, not "${values.concurrency}".`);
  }
  return {
    contentFolder,
    cacheFolder: variables.SLIPWAY_CACHE || '.cache',
    outFile,
    previous: values.previous ?? outFile,
    concurrency,
    format: choose('--format', FORMATS, values.format),
    ...(values.only === undefined ? {} : { only: values.only }),
    ...(values['fail-on'] === undefined
      ? {}
      : { failOn: choose('--fail-on', ['stale', 'failing'], values['fail-on']) }),
  };
}

function choose<Name extends string>(option: string, names: readonly Name[], text: string): Name {
  for (const name of names) if (name === text) return name;
  throw new Error(`${option} takes ${names.join(' or ')}, not "${text}".`);
}
