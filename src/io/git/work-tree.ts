import { createGitCommands, hasSucceeded } from './commands.ts';
import { createHistoryReader, HISTORY_ARGUMENTS } from './history.ts';
import { readShallowBoundary } from './repository.ts';

/** Tells of files in a work tree on this machine when they were last committed. */
export interface WorkTreeReader {
  /** Path (relative to the folder) → ISO 8601 time of its last commit. Empty outside of a work tree. */
  readChangeTimes(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export function createWorkTreeReader(environment: NodeJS.ProcessEnv, timeoutMs: number): WorkTreeReader {
  const commands = createGitCommands(environment, timeoutMs);
  return {
    async readChangeTimes(folder, paths) {
      const place = await commands.runLocal([
        '-C',
        folder,
        'rev-parse',
        '--path-format=absolute',
        '--git-common-dir',
      ]);
      if (!hasSucceeded(place) || paths.length === 0) return new Map();
      const gitDir = place.stdout.toString('utf8').replace(/\n$/u, '');
      const reader = createHistoryReader(await readShallowBoundary(gitDir), new Set(paths));
      await commands.runLocal(['-C', folder, ...HISTORY_ARGUMENTS, '--relative', 'HEAD', '--', '.'], {
        maxOutputBytes: Number.POSITIVE_INFINITY,
        onOutput: reader.read,
      });
      return reader.changeTimes;
    },
  };
}

/** The commit that a folder holds exactly; undefined outside of a work tree, and where anything in it is changed. */
export async function readCleanCommit(
  folder: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs = 30_000,
): Promise<string | undefined> {
  const commands = createGitCommands(environment, timeoutMs);
  const changes = await commands.runLocal([
    '--no-optional-locks',
    '-C',
    folder,
    'status',
    '--porcelain',
    '-z',
    '--',
    '.',
  ]);
  if (!hasSucceeded(changes) || changes.stdout.length > 0) return undefined;
  const head = await commands.runLocal(['-C', folder, 'rev-parse', '--verify', 'HEAD']);
  return hasSucceeded(head) ? head.stdout.toString('utf8').trim() : undefined;
}
