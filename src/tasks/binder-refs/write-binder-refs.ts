import { type ManagedRef, planRefChanges, type RefChange } from '../../core/catalog/managed-refs.ts';
import { ok, type Result } from '../../core/result.ts';
import type { RefWriter } from '../../io/git/ref-writer.ts';
import type { GitFailure } from '../../io/git/types.ts';

export interface BinderRefsRequest {
  readonly refs: readonly ManagedRef[];
  /** Name or address of the remote to push to; absent: branches are written here only. */
  readonly remote?: string | undefined;
  /** Nothing is written. */
  readonly isDry: boolean;
}

const PREFIX = 'binder/';

/**
 * Writes the commits of managed versions into the catalogue's repository, each on its branch, and pushes what the remote
 * lacks. What is there already is left as it is, so that it can be run again at any time.
 *
 * @returns what was, or would be, changed: at the remote where there is one
 */
export async function writeBinderRefs(
  { refs, remote, isDry }: BinderRefsRequest,
  writer: RefWriter,
): Promise<Result<readonly RefChange[], GitFailure>> {
  const here = await writer.listLocal(PREFIX);
  if (!here.ok) return here;
  const there = remote === undefined ? here : await writer.listRemote(remote, PREFIX);
  if (!there.ok) return there;
  const changes = planRefChanges(refs, there.value);
  if (isDry) return ok(changes);
  const local = remote === undefined ? changes : planRefChanges(refs, here.value);
  const branches = new Set([...local, ...changes].map(({ branch }) => branch));
  for (const { commit } of refs.filter(({ branch }) => branches.has(branch))) {
    const stored = await writer.storeCommit(commit);
    if (!stored.ok) return stored;
  }
  for (const { branch, commit, old } of local) {
    if (old !== undefined && here.value.get(old.keptBranch) === undefined) {
      const kept = await writer.setBranch(old.keptBranch, old.commitId);
      if (!kept.ok) return kept;
    }
    const set = await writer.setBranch(branch, commit.id, old?.commitId);
    if (!set.ok) return set;
  }
  if (remote === undefined || changes.length === 0) return ok(changes);
  const pushed = await pushChanges(remote, changes, there.value, writer);
  return pushed.ok ? ok(changes) : pushed;
}

/** First what would be lost, then the rest. */
async function pushChanges(
  remote: string,
  changes: readonly RefChange[],
  there: ReadonlyMap<string, string>,
  writer: RefWriter,
): Promise<Result<'pushed', GitFailure>> {
  const replaced = changes.flatMap(({ branch, old }) =>
    old === undefined || there.has(old.keptBranch) ? [] : [{ branch, old }],
  );
  for (const { branch } of replaced) {
    const fetched = await writer.fetchBranch(remote, branch);
    if (!fetched.ok) return fetched;
  }
  if (replaced.length > 0) {
    const kept = replaced.map(({ old }) => ({ branch: old.keptBranch, commitId: old.commitId }));
    const pushed = await writer.push(remote, kept);
    if (!pushed.ok) return pushed;
  }
  const pushes = changes.map(({ branch, commit, old }) => ({
    branch,
    commitId: commit.id,
    old: old?.commitId,
  }));
  return writer.push(remote, pushes);
}
