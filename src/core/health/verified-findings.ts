import { omitUndefined } from '../omit-undefined.ts';
import { createFinding } from './findings.ts';
import type { Reason, VerifiedNotebook, VerifiedRun } from './types.ts';

/** What a run says about the launch of what it ran; nothing where it ran to its end. */
export function reasonsOfRun(run: VerifiedRun & { readonly path?: string }): readonly Reason[] {
  if (run.code === undefined) return [];
  const { about, message } = createFinding(run.code, run.about ?? {});
  return [omitUndefined({ code: run.code, message, since: run.at, about, path: run.path })];
}

/** What tells one row of `verified` from another. */
export function isSameRun(
  left: Pick<VerifiedNotebook, 'path' | 'environment' | 'tag'>,
  right: Pick<VerifiedNotebook, 'path' | 'environment' | 'tag'>,
): boolean {
  return left.path === right.path && left.environment === right.environment && left.tag === right.tag;
}

/** The image that people get of an environment version: the pinned one, else what its tag was last seen to hold. */
export function launchedDigest(row: {
  readonly pinned_digest: string | null;
  readonly seen_digest: string | null;
}): string | null {
  return row.pinned_digest ?? row.seen_digest;
}
