import pLimit, { type LimitFunction } from 'p-limit';
import { type Detail, quoteWords } from '../../core/details.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitClient, GitFailure, Snapshot, TreeFile } from '../../io/git/types.ts';

/** A ref of a repository as it is tonight, never an older copy. */
export interface RepositoryState {
  readonly snapshot: Snapshot;
  readonly files: readonly TreeFile[];
}

export interface RepositoryFailure {
  readonly kind: 'repository-missing' | 'ref-missing' | 'unreachable';
  readonly detail: Detail;
  /** With `ref-missing`: what the repository's `HEAD` is. */
  readonly defaultBranch?: string;
}

export interface Repositories {
  read(repository: string, ref: string): Promise<Result<RepositoryState, RepositoryFailure>>;
}

const FETCHES_PER_HOST = 3;

/** Reads repositories, each ref once a night and few of one host at a time. */
export function createRepositories(git: GitClient): Repositories {
  const once = memoizeAsync<Result<RepositoryState, RepositoryFailure>>();
  const limits = new Map<string, LimitFunction>();
  const limitFor = (repository: string) => {
    const host = URL.parse(repository)?.host ?? repository;
    const limit = limits.get(host) ?? pLimit(FETCHES_PER_HOST);
    limits.set(host, limit);
    return limit;
  };
  return {
    read: (repository, ref) =>
      once(JSON.stringify([repository, ref]), () =>
        limitFor(repository)(() => readState(git, repository, ref)),
      ),
  };
}

async function readState(
  git: GitClient,
  repository: string,
  ref: string,
): Promise<Result<RepositoryState, RepositoryFailure>> {
  const fetched = await git.fetchSnapshot(repository, ref);
  // A copy in the cache says how it was, not how it is.
  const failure = fetched.ok ? fetched.value.failure : fetched.failure;
  if (failure !== undefined) return fail(describeGitFailure(failure));
  if (!fetched.ok) return fail(describeGitFailure(fetched.failure));
  const files = await git.listFiles(fetched.value);
  return files.ok
    ? ok({ snapshot: fetched.value, files: files.value })
    : fail(describeGitFailure(files.failure));
}

/** Only what a host said itself is definite; everything else could not be determined. */
export function describeGitFailure({
  code,
  message,
  detail = quoteWords(message.replace(/\.$/, '')),
  defaultBranch,
}: {
  readonly code: string;
  readonly message: string;
  readonly detail?: Detail;
  readonly defaultBranch?: string;
}): RepositoryFailure {
  switch (code as GitFailure['code']) {
    case 'git/repository-missing':
      return { kind: 'repository-missing', detail };
    case 'git/ref-missing':
    case 'git/empty':
      return { kind: 'ref-missing', detail, ...(defaultBranch === undefined ? {} : { defaultBranch }) };
    default:
      return { kind: 'unreachable', detail };
  }
}
