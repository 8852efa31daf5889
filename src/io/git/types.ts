import type { DetailedFailure } from '../../core/details.ts';
import type { Result } from '../../core/result.ts';

/** Why git could not do what was asked. Messages never contain credentials. */
export interface GitFailure
  extends DetailedFailure<
    | 'git/repository-missing' // does not exist, or is not public: hosts do not tell these apart
    | 'git/ref-missing'
    | 'git/unreachable' // network, TLS, DNS, time-out
    | 'git/refused' // an address or ref that is not allowed
    | 'git/too-large'
    | 'git/empty' // no commit at all
    | 'git/not-installed'
    | 'git/failed'
  > {
  /** With `git/ref-missing`: what the repository's `HEAD` is, where the server tells. */
  readonly defaultBranch?: string;
}

/** What `git ls-remote` tells without a clone. */
export interface RemoteRefs {
  /** Branch name → commit. */
  readonly branches: ReadonlyMap<string, string>;
  /** Tag name → commit (annotated tags peeled). */
  readonly tags: ReadonlyMap<string, string>;
  /** Name of the default branch; absent in an empty repository. */
  readonly defaultBranch?: string;
}

/** One commit of a repository, in the local cache, never checked out. */
export interface Snapshot {
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  /** Bare repository in the cache. */
  readonly gitDir: string;
  /** True when the network failed and an earlier fetch is used. */
  readonly isFromCache: boolean;
  /** With `isFromCache`: why. */
  readonly failure?: GitFailure;
}

export interface TreeFile {
  /** `/` between segments, as stored. */
  readonly path: string;
  /** `unusable`: the name is not UTF-8 (what is not, is shown as `\ufffd`) leads out of the folder, or is too long. */
  readonly kind: 'file' | 'symlink' | 'submodule' | 'unusable';
  readonly blobId: string;
}

/** The outside world of git behind one interface; `createGitClient` makes the real one. */
export interface GitClient {
  listRefs(repository: string): Promise<Result<RemoteRefs, GitFailure>>;
  /** Fetches one branch, tag or commit, shallow and without blobs, or falls back to the cached copy. */
  fetchSnapshot(repository: string, ref: string): Promise<Result<Snapshot, GitFailure>>;
  listFiles(snapshot: Snapshot): Promise<Result<readonly TreeFile[], GitFailure>>;
  /**
   * Brings the bytes of many files into the cache, in one round trip for all that are not there yet.
   * @returns path → size in bytes, or why the file cannot be had
   */
  fetchFiles(
    snapshot: Snapshot,
    files: readonly TreeFile[],
  ): Promise<ReadonlyMap<string, Result<number, GitFailure>>>;
  /** Reads many files in one go; what is missing or larger than `maxBytes` is a failure of its own. */
  readFiles(
    snapshot: Snapshot,
    files: readonly TreeFile[],
    maxBytes: number,
  ): Promise<ReadonlyMap<string, Result<Buffer, GitFailure>>>;
  /** Path → ISO 8601 time of the last commit that changed it; paths whose last change is not in the fetched history are absent. */
  readChangeTimes(snapshot: Snapshot): Promise<ReadonlyMap<string, string>>;
  /**
   * Where files that the snapshot no longer holds are now, as far as the fetched history tells by blob
   * ids (`core/content/renames.ts`). Nothing is fetched.
   * @returns path → present path; those that are there, or cannot be determined, are absent
   */
  findRenames(snapshot: Snapshot, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Whether the branch of a snapshot was pushed by force: an earlier commit of it is not in its history any more.
   * False where that cannot be determined. The earlier commit is fetched where the history alone does not tell.
   */
  isRewritten(snapshot: Snapshot, earlierCommit: string): Promise<boolean>;
}
