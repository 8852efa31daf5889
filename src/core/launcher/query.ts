import { replaceControls } from '../diagnostics/quote.ts';

/** What one launcher page has to offer, for a query to choose from. */
export interface LauncherTargets {
  readonly hubs: readonly string[];
  /** Tags of the environment's versions. */
  readonly versions: readonly string[];
  readonly editions: readonly string[];
}

/** What a link to a launcher page asks for: `?hub=ID&version=TAG&edition=ID&go=0|1`, each optional. */
export interface LauncherQuery {
  readonly hub?: string;
  readonly version?: string;
  readonly edition?: string;
  /** `0` waits for the reader, `1` redirects even where something is old or has not been checked. */
  readonly go?: boolean;
  readonly ignored: readonly IgnoredParameter[];
}

/** A part of the query that is left aside, as it may be shown: short, and without control characters. */
export interface IgnoredParameter {
  readonly name: string;
  readonly value: string;
  readonly reason: 'unknown-name' | 'unknown-value' | 'repeated' | 'too-long';
}

/** Longer than any id or tag that a catalogue may have. */
const MAX_VALUE_LENGTH = 200;
const MAX_SHOWN_LENGTH = 40;
const MAX_SHOWN = 5;

/**
 * Reads the query of a launcher page. Never fails: what cannot be honoured is named in `ignored`, and
 * the rest applies. A parameter that is given twice with different values is honoured in neither.
 *
 * @param search `location.search`, with or without `?`
 */
export function parseLauncherQuery(search: string, targets: LauncherTargets): LauncherQuery {
  const parameters = new URLSearchParams(search);
  const ignored: IgnoredParameter[] = [];
  const ignore = (name: string, value: string, reason: IgnoredParameter['reason']) => {
    ignored.push({ name: shorten(name), value: shorten(value), reason });
  };
  const read = (name: string, allowed: readonly string[]): string | undefined => {
    const values = [...new Set(parameters.getAll(name))];
    const [value] = values;
    if (value === undefined) return undefined;
    if (values.length > 1) ignore(name, values.slice(0, 3).join(', '), 'repeated');
    else if (value.length > MAX_VALUE_LENGTH) ignore(name, value, 'too-long');
    else if (allowed.includes(value)) return value;
    else ignore(name, value, 'unknown-value');
    return undefined;
  };

  const hub = read('hub', targets.hubs);
  const version = read('version', targets.versions);
  const edition = read('edition', targets.editions);
  const go = read('go', ['0', '1']);
  for (const name of new Set(parameters.keys())) {
    if (!KNOWN_NAMES.includes(name)) ignore(name, parameters.get(name) ?? '', 'unknown-name');
  }
  return {
    ...(hub !== undefined && { hub }),
    ...(version !== undefined && { version }),
    ...(edition !== undefined && { edition }),
    ...(go !== undefined && { go: go === '1' }),
    ignored: ignored.slice(0, MAX_SHOWN),
  };
}

const KNOWN_NAMES = ['hub', 'version', 'edition', 'go'];

function shorten(text: string): string {
  // Cut before it is taken apart: a query may be megabytes long.
  const characters = [...replaceControls(text.slice(0, 2 * MAX_SHOWN_LENGTH))];
  const isCut = characters.length > MAX_SHOWN_LENGTH || text.length > 2 * MAX_SHOWN_LENGTH;
  return isCut ? `${characters.slice(0, MAX_SHOWN_LENGTH).join('')}…` : characters.join('');
}
