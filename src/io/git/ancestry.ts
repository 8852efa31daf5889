import { type GitCommands, hasSucceeded } from './commands.ts';
import { readShallowBoundary } from './repository.ts';
import type { Snapshot } from './types.ts';

/** What the fetched history of a snapshot tells of an earlier commit. */
export interface Ancestry {
  readonly isAncestor: boolean;
  /** Time of the youngest commit at which the fetched history ends, in seconds; absent where all of it was fetched. */
  readonly cutOffSeconds?: number;
}

/** Looks for a commit in the history of a snapshot, as far as it was fetched; undefined where git fails. */
export async function readAncestry(
  commands: GitCommands,
  { gitDir, commit }: Snapshot,
  earlierCommit: string,
): Promise<Ancestry | undefined> {
  const listed = await listCommits(commands, gitDir, [commit]);
  if (listed === undefined) return undefined;
  const boundary = await readShallowBoundary(gitDir);
  const ends = listed.filter(({ id = '' }) => boundary.has(id)).map(({ seconds }) => seconds);
  return {
    isAncestor: listed.some(({ id }) => id === earlierCommit),
    ...(ends.length > 0 && { cutOffSeconds: Math.max(...ends) }),
  };
}

/** When a commit was made, in seconds; undefined where it is not in the cache. */
export async function readCommitTime(
  commands: GitCommands,
  gitDir: string,
  commit: string,
): Promise<number | undefined> {
  return (await listCommits(commands, gitDir, ['--max-count=1', commit]))?.[0]?.seconds;
}

async function listCommits(commands: GitCommands, gitDir: string, args: readonly string[]) {
  const exit = await commands.runLocal([`--git-dir=${gitDir}`, 'rev-list', '--timestamp', ...args, '--']);
  if (!hasSucceeded(exit)) return undefined;
  return exit.stdout
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [seconds, id] = line.split(' ');
      return { id, seconds: Number(seconds) };
    });
}
