/** A commit: the files it adds and removes. */
export interface HistoryCommit {
  /** Path → blob id of the files it added. */
  readonly added: ReadonlyMap<string, string>;
  /** Path → blob id that the file had before it was taken away. */
  readonly removed: ReadonlyMap<string, string>;
}

/** A file of the present tree; the trees of `io/git` fit. */
interface PresentFile {
  readonly path: string;
  readonly kind: string;
  readonly blobId: string;
}

/** The empty file, in SHA-1 and SHA-256: that two of them are equal says nothing. */
const EMPTY_BLOBS: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * The present paths of files that are gone, found by blob ids alone: the same blob elsewhere, then or today; else the
 * only file of the same name that came with the commit that took it away. Followed through several
 * renames. What could be one of several files is left out: a guess would send people to the wrong one.
 *
 * @param commits newest first, without those at which a shallow history ends
 * @param files the tree as it is now
 * @param paths what is looked for
 * @returns path → present path
 */
export function traceRenames(
  commits: readonly HistoryCommit[],
  files: readonly PresentFile[],
  paths: readonly string[],
): ReadonlyMap<string, string> {
  const plainFiles = files.filter(({ kind }) => kind === 'file');
  const present = new Set(plainFiles.map(({ path }) => path));
  const renames = new Map<string, string>();
  const traced = new Map<string, string | undefined>();

  /** Each path once for each commit, so that files that swap names without end cost nothing. */
  const trace = (path: string, newest: number): string | undefined => {
    const key = `${newest} ${path}`;
    if (!traced.has(key)) traced.set(key, traceAnew(path, newest));
    return traced.get(key);
  };

  /** @param newest commits before this index are newer than what is known of the path */
  const traceAnew = (path: string, newest: number): string | undefined => {
    if (present.has(path)) return path;
    const index = commits.findIndex(({ removed }, place) => place < newest && removed.has(path));
    const commit = commits[index];
    const blobId = commit?.removed.get(path);
    if (commit === undefined || blobId === undefined) return undefined;
    const isTelling = !EMPTY_BLOBS.has(blobId);
    const added = [...commit.added];
    const then = added.flatMap(([other, id]) => (isTelling && id === blobId ? [other] : []));
    const today = plainFiles.flatMap((file) => (isTelling && file.blobId === blobId ? [file.path] : []));
    const sameName = added.flatMap(([other]) => (nameOf(other) === nameOf(path) ? [other] : []));
    const follow = (next: string | undefined) => (next === undefined ? undefined : trace(next, index));
    return (
      follow(chooseOne(then, path)) ??
      chooseOne(today, path) ??
      follow(sameName.length === 1 ? sameName[0] : undefined)
    );
  };

  for (const path of paths) {
    const found = present.has(path) ? undefined : trace(path, commits.length);
    if (found !== undefined) renames.set(path, found);
  }
  return renames;
}

/** The only candidate, or the only one that kept its name. */
function chooseOne(candidates: readonly string[], path: string): string | undefined {
  const distinct = [...new Set(candidates)];
  if (distinct.length === 1) return distinct[0];
  const sameName = distinct.filter((candidate) => nameOf(candidate) === nameOf(path));
  return sameName.length === 1 ? sameName[0] : undefined;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
