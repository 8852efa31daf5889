import { createGitCommands, hasSucceeded } from './commands.ts';
import type { Snapshot } from './types.ts';

export interface ListedCommit {
  readonly commit: string;
  /** ISO 8601, of its committing. */
  readonly at: string;
  readonly subject: string;
}

/** Commits of a branch that have been fetched, newest first, along first parents. Nothing is fetched. */
export async function listCommits(
  { gitDir, commit }: Pick<Snapshot, 'gitDir' | 'commit'>,
  maxCount: number,
  environment: NodeJS.ProcessEnv,
  timeoutMs = 60_000,
): Promise<readonly ListedCommit[]> {
  const commands = createGitCommands(environment, timeoutMs);
  const exit = await commands.runLocal([
    `--git-dir=${gitDir}`,
    'log',
    '-z',
    '--first-parent',
    '--no-color',
    '--no-mailmap',
    `--max-count=${maxCount}`,
    '--format=%H %cI %s',
    commit,
    '--',
  ]);
  if (!hasSucceeded(exit)) return [];
  return exit.stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [commit = '', at = '', ...words] = line.split(' ');
      return /^[0-9a-f]{40,64}$/.test(commit) && at !== '' ? [{ commit, at, subject: words.join(' ') }] : [];
    });
}
