import pLimit, { type LimitFunction } from 'p-limit';
import type { Detail } from '../../core/details.ts';
import { memoizeAsync } from '../../core/memoize-async.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { GitClient, GitFailure, Snapshot, TreeFile } from '../../io/git/types.ts';

/** The current state of a ref, never a cached copy. */
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

/** Reads repositories, each ref once and few of one host at a time. */
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
  if (failure !== undefined) return fail(describeFailure(failure));
  if (!fetched.ok) return fail(describeFailure(fetched.failure));
  const files = await git.listFiles(fetched.value);
  return files.ok
    ? ok({ snapshot: fetched.value, files: files.value })
    : fail(describeFailure(files.failure));
}

/** A failure of git, or of another source of files, as the nightly check judges it. */
export function describeFailure({
  code,
  detail,
  defaultBranch,
}: Pick<GitFailure, 'detail' | 'defaultBranch'> & { readonly code: string }): RepositoryFailure {
  const kind = classifyFailure(code);
  return {
    kind,
    detail,
    ...(kind === 'ref-missing' && defaultBranch !== undefined ? { defaultBranch } : {}),
  };
}

/** Only what a host said itself is definite; everything else could not be determined. */
export function classifyFailure(code: string): RepositoryFailure['kind'] {
  switch (code as GitFailure['code']) {
    case 'git/repository-missing':
      return 'repository-missing';
    case 'git/ref-missing':
    case 'git/empty':
      return 'ref-missing';
    default:
      return 'unreachable';
  }
}
