import { join } from 'node:path';

const FORMATS = ['text', 'json', 'github'] as const;

export type NightlyFormat = (typeof FORMATS)[number];

/** What a night and the merge of its shards have in common. */
export interface FinishOptions {
  /** Folder that holds `catalog.yaml`. */
  readonly contentFolder: string;
  readonly outFile: string;
  /** File or address of the night before. */
  readonly previous: string;
  readonly format: NightlyFormat;
  readonly failOn?: 'stale' | 'failing';
  /** Keep one GitHub issue for each environment that fails. */
  readonly issues: boolean;
}

export type Variables = Readonly<Record<string, string | undefined>>;

export const FINISH_OPTIONS = {
  out: { type: 'string' },
  previous: { type: 'string' },
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string' },
  issues: { type: 'boolean', default: false },
} as const;

/** Reads what the command lines have in common; throws with one readable sentence. */
export function readFinishOptions(
  values: { out?: string; previous?: string; format: string; 'fail-on'?: string; issues: boolean },
  variables: Variables,
): FinishOptions {
  const contentFolder = variables.SLIPWAY_CONTENT || 'content';
  const outFile = values.out ?? join(contentFolder, 'status.json');
  return {
    contentFolder,
    outFile,
    previous: values.previous ?? outFile,
    issues: values.issues,
    format: choose('--format', FORMATS, values.format),
    ...(values['fail-on'] === undefined
      ? {}
      : { failOn: choose('--fail-on', ['stale', 'failing'], values['fail-on']) }),
  };
}

function choose<Name extends string>(option: string, names: readonly Name[], text: string): Name {
  for (const name of names) if (name === text) return name;
  throw new Error(`${option} takes ${names.join(' or ')}, not "${text}".`);
}
