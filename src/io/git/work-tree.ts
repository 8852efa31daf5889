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
