import { parseArgs } from 'node:util';

const FORMATS = ['text', 'json', 'github'] as const;

export interface CheckOptions {
  /** Folder that holds `catalog.yaml`. */
  readonly contentFolder: string;
  readonly cacheFolder: string;
  readonly format: (typeof FORMATS)[number];
  /** Nothing is asked: the manifest alone. */
  readonly isOffline: boolean;
  /** File or address of the published `catalog.json` to compare with. */
  readonly previous?: string;
  /** Permanent ids only: neither registries nor hubs nor Binder repositories. */
  readonly idsOnly: boolean;
}

/** Reads the command line; throws with one readable sentence. */
export function parseCheckOptions(
  args: string[],
  variables: Readonly<Record<string, string | undefined>>,
): CheckOptions {
  const { values } = parseArgs({
    args,
    options: {
      format: { type: 'string', default: 'text' },
      offline: { type: 'boolean', default: false },
      previous: { type: 'string' },
      ids: { type: 'boolean', default: false },
    },
  });
  const { previous, offline } = values;
  const format = FORMATS.find((name) => name === values.format);
  if (!format) throw new Error(`--format takes ${FORMATS.join(', ')}, not "${values.format}".`);
  if (previous === '') throw new Error('--previous takes the file or address of a published catalog.json.');
  if (offline && /^https?:/i.test(previous ?? '')) {
    throw new Error('--offline asks nobody: with it, --previous takes a file and not an address.');
  }
  if (values.ids && previous === undefined) {
    throw new Error('--ids compares with what is published: say with --previous where that is.');
  }
  return {
    contentFolder: variables.SLIPWAY_CONTENT || 'content',
    cacheFolder: variables.SLIPWAY_CACHE || '.cache',
    format,
    isOffline: offline,
    idsOnly: values.ids,
    ...(previous !== undefined && { previous }),
  };
}
