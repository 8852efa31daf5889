import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { detailOf, failureOf } from '../../core/details.ts';
import { trimEndSlashes } from '../../core/trim.ts';
import { withFileLock } from '../files/file-lock.ts';
import { type GitCommands, hasSucceeded } from './commands.ts';
import { type Attempt, isCacheSuspect } from './failures.ts';
import { cachedRefName, countPacks, createRepository, fetchBlobs, fetchRef } from './repository.ts';
import type { GitFailure, Snapshot } from './types.ts';

// Every fetch leaves packs behind; past this many a new copy is smaller and quicker than the old.
const MAX_PACKS = 60;

type RefAttempt = Attempt & { readonly ref: string };

/** Bare repositories under `<cacheDir>/git`, one for each address, safe against a second process. */
export interface RepositoryCache {
  folderOf(repository: string): string;
  /** The commit that was fetched for a ref before, if all its folders can still be read. */
  findCommit(repository: string, ref: string): Promise<string | undefined>;
  /** Whether git says of a ref that was fetched that it is no commit but, say, a file. False where it cannot be determined. */
  isOtherObject(repository: string, ref: string): Promise<boolean>;
  /** Fetches `source` (a full ref name or a commit) and files it under the attempt's ref. */
  update(source: string, attempt: RefAttempt): Promise<GitFailure | undefined>;
  /** Fetches blobs of a snapshot in one request. */
  updateBlobs(
    snapshot: Snapshot,
    blobIds: readonly string[],
    attempt: RefAttempt,
  ): Promise<GitFailure | undefined>;
}

export function createRepositoryCache(commands: GitCommands, cacheDir: string): RepositoryCache {
  const root = join(cacheDir, 'git');
  const queues = new Map<string, Promise<unknown>>();
  const folderOf = (repository: string) =>
    join(root, createHash('sha256').update(trimEndSlashes(repository)).digest('hex').slice(0, 24));

  /** One at a time within the process by a queue, among processes by a file. */
  const exclusively = (gitDir: string, attempt: Attempt, work: () => Promise<GitFailure | undefined>) => {
    const turn = (queues.get(gitDir) ?? Promise.resolve()).then(async () => {
      await mkdir(root, { recursive: true });
      const done = await withFileLock(`${gitDir}.lock`, attempt.timeoutMs, work);
      return done === undefined ? createBusyFailure(attempt) : done.value;
    });
    queues.set(
      gitDir,
      turn.catch(() => undefined),
    );
    return turn;
  };

  /** Works on the copy in the cache; where that fails in a way that may be the copy's fault, on a new one that then takes its place. */
  const workOn = async (
    gitDir: string,
    attempt: Attempt,
    inPlace: (gitDir: string) => Promise<GitFailure | undefined>,
    anew: (gitDir: string) => Promise<GitFailure | undefined>,
  ) => {
    const isThere = existsSync(gitDir);
    if (isThere && (await countPacks(gitDir)) <= MAX_PACKS) {
      const failure = await inPlace(gitDir);
      if (failure === undefined || !isCacheSuspect(failure)) return failure;
    }
    await removeAbandoned(gitDir);
    const temporary = `${gitDir}.new-${randomUUID()}`;
    try {
      const failure = (await createRepository(commands, temporary, attempt)) ?? (await anew(temporary));
      if (failure !== undefined) return failure;
      await rm(gitDir, { recursive: true, force: true });
      await rename(temporary, gitDir);
      return undefined;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  };

  return {
    folderOf,
    async findCommit(repository, ref) {
      const gitDir = folderOf(repository);
      if (!existsSync(gitDir)) return undefined;
      const exit = await commands.runLocal([
        `--git-dir=${gitDir}`,
        'rev-parse',
        '--verify',
        '--quiet',
        `${cachedRefName(ref)}^{commit}`,
      ]);
      if (!hasSucceeded(exit)) return undefined;
      const commit = exit.stdout.toString('latin1').trim();
      const tree = await commands.runLocal([`--git-dir=${gitDir}`, 'ls-tree', '-r', '-z', commit], {
        maxOutputBytes: Number.POSITIVE_INFINITY,
        onOutput: () => undefined,
      });
      return hasSucceeded(tree) ? commit : undefined;
    },
    async isOtherObject(repository, ref) {
      const peeled = `${cachedRefName(ref)}^{}`;
      const exit = await commands.runLocal([`--git-dir=${folderOf(repository)}`, 'cat-file', '-t', peeled]);
      return hasSucceeded(exit) && /^(?:blob|tree)$/u.test(exit.stdout.toString('latin1').trim());
    },
    update(source, attempt) {
      const gitDir = folderOf(attempt.repository);
      const fetch = (target: string) => fetchRef(commands, target, source, attempt);
      return exclusively(gitDir, attempt, () => workOn(gitDir, attempt, fetch, fetch));
    },
    updateBlobs(snapshot, blobIds, attempt) {
      const fetch = (target: string) => fetchBlobs(commands, target, blobIds, snapshot.commit, attempt);
      const fetchAll = async (target: string) =>
        (await fetchRef(commands, target, snapshot.commit, attempt)) ?? (await fetch(target));
      return exclusively(snapshot.gitDir, attempt, () => workOn(snapshot.gitDir, attempt, fetch, fetchAll));
    },
  };
}

/** New copies that a killed process did not finish; the caller holds the lock, so no process uses them. */
async function removeAbandoned(gitDir: string): Promise<void> {
  const names = await readdir(dirname(gitDir));
  const abandoned = names.filter((name) => name.startsWith(`${basename(gitDir)}.new-`));
  await Promise.all(
    abandoned.map((name) => rm(join(dirname(gitDir), name), { recursive: true, force: true })),
  );
}

function createBusyFailure({ repository }: Attempt): GitFailure {
  return failureOf('git/unreachable', detailOf('git-busy', { repository }));
}
