import type { ManagedCommit } from '../../core/binder-refs/managed-commit.ts';
import { detailOf, refuseDetail } from '../../core/details.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { createGitCommands, hasSucceeded } from './commands.ts';
import { describeFailure } from './failures.ts';
import type { GitExit } from './process.ts';
import { parseRefLines } from './refs.ts';
import type { GitFailure } from './types.ts';

const TIMEOUT_MS = 120_000;
const LIMITS = { timeoutMs: TIMEOUT_MS, maxTotalBytes: Number.POSITIVE_INFINITY };
const HEADS = 'refs/heads/';
/** The remote is the user's own choice, so it may be a folder, too. */
const ALLOW_FOLDERS = ['-c', 'protocol.file.allow=user'];

/** Writes commits and branches into a user's repository; its work tree, index and `HEAD` stay as they are. */
export interface RefWriter {
  /** Branches whose names begin with a prefix → commit. */
  listLocal(prefix: string): Promise<Result<ReadonlyMap<string, string>, GitFailure>>;
  listRemote(remote: string, prefix: string): Promise<Result<ReadonlyMap<string, string>, GitFailure>>;
  /** Stores a commit with its files, byte for byte: none of the user's settings changes them. */
  storeCommit(commit: ManagedCommit): Promise<Result<'stored', GitFailure>>;
  /** @param old what the branch has to hold now; absent: it must not be there */
  setBranch(branch: string, commitId: string, old?: string): Promise<Result<'set', GitFailure>>;
  fetchBranch(remote: string, branch: string): Promise<Result<'fetched', GitFailure>>;
  /** @param pushes `old` as in `setBranch`, of the remote */
  push(remote: string, pushes: readonly RefPush[]): Promise<Result<'pushed', GitFailure>>;
}

export interface RefPush {
  readonly branch: string;
  readonly commitId: string;
  readonly old?: string | undefined;
}

export function createRefWriter(folder: string, environment: NodeJS.ProcessEnv): RefWriter {
  const commands = createGitCommands(environment, TIMEOUT_MS);
  const local = (args: readonly string[], input?: string) =>
    commands.runLocal(['-C', folder, ...args], input === undefined ? {} : { input });
  const remotely = (args: readonly string[]) => commands.runRemote([...ALLOW_FOLDERS, '-C', folder, ...args]);
  const settle = <Value>(exit: GitExit, repository: string, value: Value): Result<Value, GitFailure> =>
    hasSucceeded(exit) ? ok(value) : fail(describeFailure(exit, { repository, ...LIMITS }));
  const readRefs = (exit: GitExit, repository: string) => {
    if (!hasSucceeded(exit)) return fail(describeFailure(exit, { repository, ...LIMITS }));
    const lines = parseRefLines(exit.stdout.toString('utf8'));
    return ok(new Map(lines.map(({ name, objectId }) => [name.slice(HEADS.length), objectId])));
  };
  /** Runs git for an object, whose id is known before. */
  const store = async (
    id: string,
    args: readonly string[],
    input: string,
  ): Promise<Result<'stored', GitFailure>> => {
    const exit = await local(args, input);
    if (!hasSucceeded(exit)) return fail(describeFailure(exit, { repository: folder, ...LIMITS }));
    if (exit.stdout.toString('utf8').trim() === id) return ok('stored');
    return refuseDetail('git/failed', detailOf('git-object-ids', { path: folder }));
  };

  return {
    async listLocal(prefix) {
      const format = '--format=%(objectname)%09%(refname)';
      return readRefs(await local(['for-each-ref', format, `${HEADS}${prefix}`]), folder);
    },
    async listRemote(remote, prefix) {
      const pattern = `${HEADS}${prefix}*`;
      return readRefs(await remotely(['ls-remote', '--quiet', '--heads', '--', remote, pattern]), remote);
    },
    async storeCommit({ files, treeId, text, id }) {
      const lines = files.map(({ name, blobId }) => `100644 blob ${blobId}\t${name}\n`).join('');
      const steps = [
        ...files.map((file) => () => store(file.blobId, ['hash-object', '-w', '--stdin'], file.text)),
        () => store(treeId, ['mktree'], lines),
        () => store(id, ['hash-object', '-t', 'commit', '-w', '--stdin'], text),
      ];
      for (const step of steps) {
        const stored = await step();
        if (!stored.ok) return stored;
      }
      return ok('stored');
    },
    async setBranch(branch, commitId, old) {
      const exit = await local(['update-ref', `${HEADS}${branch}`, commitId, old ?? '0'.repeat(40)]);
      return settle(exit, folder, 'set' as const);
    },
    async fetchBranch(remote, branch) {
      const exit = await remotely(['fetch', '--quiet', '--no-tags', '--', remote, `${HEADS}${branch}`]);
      return settle(exit, remote, 'fetched' as const);
    },
    async push(remote, pushes) {
      // A lease on what was seen: another machine may have written meanwhile.
      const leases = pushes.map(({ branch, old = '' }) => `--force-with-lease=${HEADS}${branch}:${old}`);
      const refs = pushes.map(({ branch, commitId }) => `${commitId}:${HEADS}${branch}`);
      const exit = await remotely(['push', '--quiet', '--no-follow-tags', ...leases, '--', remote, ...refs]);
      return settle(exit, remote, 'pushed' as const);
    },
  };
}
