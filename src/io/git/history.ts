import { createTokenSplitter } from './tokens.ts';
import { decodeName } from './tree.ts';

/** `git log` arguments whose output `createHistoryReader` understands. A range or `--relative` may follow. */
export const HISTORY_ARGUMENTS: readonly string[] = [
  'log',
  '-z',
  '--name-only',
  // git detects renames by comparing contents, which a partial clone does not have.
  '--no-renames',
  '--no-color',
  '--no-mailmap',
  // Combined: of a merge, only what neither side had.
  '-c',
  '--format=/%H/%ct/',
];

/** Collects, from a walk newest first, when each path was last changed. */
export interface HistoryReader {
  /** Takes a piece of the output; `enough` when every wanted path is known. */
  read(chunk: Buffer): 'enough' | undefined;
  /** Path → ISO 8601, UTC. */
  readonly changeTimes: ReadonlyMap<string, string>;
}

/**
 * @param boundary commits at which the fetched history ends: they seem to add every file, which says nothing
 * @param wanted paths after which the walk may stop; absent: all
 */
export function createHistoryReader(
  boundary: ReadonlySet<string>,
  wanted?: ReadonlySet<string>,
): HistoryReader {
  const changeTimes = new Map<string, string>();
  const open = wanted === undefined ? undefined : new Set(wanted);
  let time: string | undefined;
  let isAfterHeader = false;

  const readName = (bytes: Buffer) => {
    if (time === undefined) return;
    const path = decodeName(bytes);
    if (path === undefined || changeTimes.has(path)) return;
    if (open === undefined || open.delete(path)) changeTimes.set(path, time);
  };
  const readToken = (token: Buffer) => {
    // No path in a tree begins with a slash, so this is a header.
    if (token[0] === 0x2f) {
      const [, commit = '', seconds = ''] = token.toString('latin1').split('/');
      time = boundary.has(commit) ? undefined : toIsoTime(seconds);
      isAfterHeader = true;
      return;
    }
    // git puts one line break between a header and the names, or for a merge an empty token.
    const hasSeparator = isAfterHeader && (token.length === 0 || token[0] === 0x0a);
    isAfterHeader = false;
    const name = hasSeparator ? token.subarray(1) : token;
    if (name.length > 0) readName(name);
  };
  const split = createTokenSplitter(readToken);
  return {
    changeTimes,
    read(chunk) {
      split(chunk);
      return open?.size === 0 ? 'enough' : undefined;
    },
  };
}

function toIsoTime(seconds: string): string | undefined {
  const date = new Date(Number(seconds) * 1000);
  return seconds === '' || Number.isNaN(date.valueOf()) ? undefined : date.toISOString();
}
