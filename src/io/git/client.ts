import pLimit from 'p-limit';
import { traceRenames } from '../../core/content/renames.ts';
import { detailOf, failureOf } from '../../core/details.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readAncestry, readCommitTime } from './ancestry.ts';
import { createRepositoryCache } from './cache.ts';
import { CHANGE_ARGUMENTS, createChangeReader } from './changes.ts';
import { createGitCommands, hasSucceeded } from './commands.ts';
import { describeFailure } from './failures.ts';
import { checkFetchable, isCommitId, parseRef } from './fetchable-address.ts';
import { createFileReader } from './file-reader.ts';
import { createHistoryReader, HISTORY_ARGUMENTS } from './history.ts';
import { createRefResolver } from './ref-resolver.ts';
import { readShallowBoundary } from './repository.ts';
import { parseTree } from './tree.ts';
import type { GitClient, GitFailure, Snapshot } from './types.ts';

export interface GitClientOptions {
  /** Repositories are kept in its folder `git`. */
  readonly cacheDir: string;
  /** For each git command, all that it starts included. Default 120 s. */
  readonly timeoutMs?: number;
  /** Of one repository in the cache. Default 1 GB. */
  readonly maxTotalBytes?: number;
  /** Fetches at one time. Default 4. */
  readonly concurrency?: number;
  /** Environment to take the user's git configuration from. */
  readonly env: NodeJS.ProcessEnv;
  /** Never use the network: snapshots come from the cache, marked so. */
  readonly isOffline?: boolean;
}

/** Reads public git repositories without ever checking one out. See docs/decisions/git.md. */
export function createGitClient(options: GitClientOptions): GitClient {
  const { cacheDir, timeoutMs = 120_000, maxTotalBytes = 1_000_000_000, concurrency = 4 } = options;
  const isOffline = options.isOffline ?? false;
  const commands = createGitCommands(options.env, timeoutMs);
  const cache = createRepositoryCache(commands, cacheDir);
  const limit = pLimit(concurrency);
  const limits = { timeoutMs, maxTotalBytes };
  const resolver = createRefResolver(commands, limits);
  const files = createFileReader(
    commands,
    {
      ...cache,
      updateBlobs: (snapshot, blobIds, attempt) =>
        cache
          .updateBlobs(snapshot, blobIds, attempt)
          .catch((error: unknown) => createCacheFailure(cacheDir, error)),
    },
    limits,
    isOffline ? undefined : limit,
  );

  /** Brings the cache up to date. @returns the commit */
  const update = async (repository: string, ref: string): Promise<Result<string, GitFailure>> => {
    if (isOffline) return fail(createOfflineFailure(repository));
    const cached = await cache.findCommit(repository, ref);
    if (isCommitId(ref) && cached !== undefined) return ok(cached);
    const remote = await resolver.resolve(repository, ref);
    if (!remote.ok) return remote;
    if (remote.value.commit === cached) return ok(cached);
    const failure = await cache.update(remote.value.source, { repository, ref, ...limits });
    if (failure !== undefined) return fail(failure);
    const commit = await cache.findCommit(repository, ref);
    if (commit !== undefined) return ok(commit);
    const isOther = await cache.isOtherObject(repository, ref);
    return fail((isOther ? createNoCommitFailure : createUnreadableFailure)(repository, ref));
  };

  const listTree: GitClient['listFiles'] = async (snapshot) => {
    const exit = await commands.runLocal([
      `--git-dir=${snapshot.gitDir}`,
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      snapshot.commit,
    ]);
    return hasSucceeded(exit)
      ? ok(parseTree(exit.stdout))
      : fail(describeFailure(exit, { repository: snapshot.repository, ref: snapshot.ref, ...limits }));
  };

  const fetchSnapshot: GitClient['fetchSnapshot'] = async (repository, ref) => {
    const address = checkFetchable(repository);
    if (!address.ok) return address;
    const name = parseRef(ref);
    if (!name.ok) return name;
    const gitDir = cache.folderOf(address.value);
    const snapshot = { repository: address.value, ref, gitDir };
    const updated = await limit(() => update(address.value, ref)).catch((error: unknown) =>
      fail(createCacheFailure(cacheDir, error)),
    );
    if (updated.ok) return ok({ ...snapshot, commit: updated.value, isFromCache: false });
    const commit = await cache.findCommit(address.value, ref);
    return commit === undefined
      ? updated
      : ok({ ...snapshot, commit, isFromCache: true, failure: updated.failure });
  };

  return {
    async listRefs(repository) {
      const address = checkFetchable(repository);
      if (!address.ok) return address;
      if (isOffline) return fail(createOfflineFailure(address.value));
      return limit(() => resolver.listRefs(address.value));
    },

    fetchSnapshot,
    listFiles: listTree,
    fetchFiles: files.fetchFiles,
    readFiles: files.readFiles,

    async readChangeTimes(snapshot: Snapshot) {
      const reader = createHistoryReader(await readShallowBoundary(snapshot.gitDir));
      // What an interrupted walk has reported is still true, since it begins with the newest commit.
      await commands.runLocal([`--git-dir=${snapshot.gitDir}`, ...HISTORY_ARGUMENTS, snapshot.commit, '--'], {
        maxOutputBytes: Number.POSITIVE_INFINITY,
        onOutput: reader.read,
      });
      return reader.changeTimes;
    },

    async findRenames(snapshot, paths) {
      if (paths.length === 0) return new Map();
      const tree = await listTree(snapshot);
      if (!tree.ok) return new Map();
      const reader = createChangeReader(await readShallowBoundary(snapshot.gitDir));
      await commands.runLocal([`--git-dir=${snapshot.gitDir}`, ...CHANGE_ARGUMENTS, snapshot.commit, '--'], {
        maxOutputBytes: Number.POSITIVE_INFINITY,
        onOutput: reader.read,
      });
      return traceRenames(reader.commits, tree.value, paths);
    },

    async isRewritten(snapshot, earlierCommit) {
      if (!isCommitId(earlierCommit)) return false;
      const ancestry = await readAncestry(commands, snapshot, earlierCommit);
      if (ancestry === undefined || ancestry.isAncestor) return false;
      const { cutOffSeconds } = ancestry;
      if (cutOffSeconds === undefined) return true;
      const earlier = await fetchSnapshot(snapshot.repository, earlierCommit);
      if (!earlier.ok) return false;
      // What is younger than the end of the fetched history would be in it.
      const seconds = await readCommitTime(commands, snapshot.gitDir, earlierCommit);
      return seconds !== undefined && seconds > cutOffSeconds;
    },
  };
}

function createOfflineFailure(repository: string): GitFailure {
  return failureOf('git/unreachable', detailOf('offline', { repository }));
}

function createNoCommitFailure(repository: string, ref: string): GitFailure {
  return failureOf(
    'git/ref-missing',
    detailOf('ref-without-files', { repository, ref: JSON.stringify(ref) }),
  );
}

/** It was fetched just now: git was killed or ran out of time, or the cache was taken away meanwhile. */
function createUnreadableFailure(repository: string, ref: string): GitFailure {
  return failureOf('git/failed', detailOf('cache-unreadable', { repository, ref: JSON.stringify(ref) }));
}

function createCacheFailure(cacheDir: string, error: unknown): GitFailure {
  const words = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : String(error);
  return failureOf('git/failed', detailOf('cache-unwritable', { path: cacheDir, words }));
}
