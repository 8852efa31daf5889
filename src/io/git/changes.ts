import type { HistoryCommit } from '../../core/content/renames.ts';
import { createTokenSplitter } from './tokens.ts';
import { decodeName } from './tree.ts';

/** `git log` arguments whose output `createChangeReader` understands. A commit may follow. */
export const CHANGE_ARGUMENTS: readonly string[] = [
  'log',
  '-z',
  '--raw',
  '--no-abbrev',
  // git detects renames by comparing contents, which a partial clone does not have.
  '--no-renames',
  '--diff-filter=AD',
  '--topo-order',
  '--no-color',
  '--no-mailmap',
  '--format=/%H/',
];

/** Collects the files that were added and removed, commit by commit, newest first. */
export interface ChangeReader {
  read(chunk: Buffer): undefined;
  readonly commits: readonly HistoryCommit[];
}

/** @param boundary commits at which the fetched history ends: they seem to add every file, which says nothing */
export function createChangeReader(boundary: ReadonlySet<string>): ChangeReader {
  const commits: { added: Map<string, string>; removed: Map<string, string> }[] = [];
  let isSkipped = true;
  let change: { readonly kind: 'added' | 'removed'; readonly blobId: string } | undefined;

  const readToken = (token: Buffer) => {
    if (change !== undefined) {
      const path = decodeName(token);
      if (path !== undefined && !isSkipped) commits.at(-1)?.[change.kind].set(path, change.blobId);
      change = undefined;
      return;
    }
    // `/<commit>/`, then after a line break `:<mode> <mode> <id> <id> <letter>`, whose path is the next token.
    const text = token.toString('latin1');
    const commit = /^\/([0-9a-f]+)\/$/u.exec(text)?.[1];
    if (commit !== undefined) {
      isSkipped = boundary.has(commit);
      if (!isSkipped) commits.push({ added: new Map(), removed: new Map() });
      return;
    }
    const match = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([AD])$/u.exec(text);
    if (match === null) return;
    change =
      match[3] === 'A'
        ? { kind: 'added', blobId: match[2] ?? '' }
        : { kind: 'removed', blobId: match[1] ?? '' };
  };
  const split = createTokenSplitter(readToken);
  return {
    commits,
    read(chunk) {
      split(chunk);
      return undefined;
    },
  };
}
