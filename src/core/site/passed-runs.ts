import type { Environment } from '../catalog/types.ts';
import type { ImageContents } from '../health/image-contents.ts';
import { findEnvironmentStatus, findVerified } from '../health/summary.ts';
import type { EnvironmentStatus, Status, VerifiedCommand, VerifiedNotebook } from '../health/types.ts';
import { launchedDigest } from '../health/verified-findings.ts';
import type { SiteNotebook } from './types.ts';

/** What has been run in the image that one version of an environment starts. */
export interface VersionRuns {
  /** Its own check, whatever it found. */
  readonly check?: VerifiedCommand;
  /** Notebooks of today that ran to their end. */
  readonly passedCount: number;
  readonly runCount: number;
  /** ISO 8601: the last of them; absent where none was run. */
  readonly lastAt?: string;
}

/**
 * The last run of a notebook in the image that launches start, at the commit that the site shows.
 *
 * @param commit of the content as it is shown; undefined where it has none of its own, so that the status decides
 * @returns undefined where it did not run to its end, or is another one now
 */
export function findPassedRun(
  status: Status | null,
  { id, current }: Environment,
  {
    contentId,
    path,
    commit,
  }: { readonly contentId: string; readonly path: string; readonly commit?: string },
): VerifiedNotebook | undefined {
  const run = findVerified(status, { environmentId: id, tag: current.tag, contentId, path });
  if (run === undefined || run.code !== undefined) return undefined;
  // The manifest, or the content, may be newer than the last nightly check.
  const isSameImage = current.digest === undefined || current.digest === run.digest;
  return isSameImage && (commit === undefined || commit === run.commit) ? run : undefined;
}

/** @param notebooks those that use the environment */
export function summarizeVersionRuns(
  status: Status | null,
  environment: Environment,
  notebooks: readonly Pick<SiteNotebook, 'contentId' | 'path' | 'ranAt'>[],
): VersionRuns {
  const { id, current } = environment;
  const row = findLaunched(status, environment);
  const runs = notebooks.flatMap(({ contentId, path, ranAt }) => {
    const run = findVerified(status, { environmentId: id, tag: current.tag, contentId, path });
    if (row === undefined || run === undefined) return [];
    return [{ at: run.at, isPassed: ranAt !== undefined }];
  });
  const lastAt = runs
    .map(({ at }) => at)
    .toSorted((left, right) => Date.parse(left) - Date.parse(right))
    .at(-1);
  const check = row?.verified;
  return {
    ...(check?.digest === (row && launchedDigest(row)) && check !== undefined && { check }),
    passedCount: runs.filter(({ isPassed }) => isPassed).length,
    runCount: runs.length,
    ...(lastAt !== undefined && { lastAt }),
  };
}

/** What was seen in the image that a version starts; undefined where it was not inspected. */
export function findInside(
  row: EnvironmentStatus | undefined,
  pinned: string | undefined,
): ImageContents | undefined {
  const digest = pinned ?? (row && launchedDigest(row));
  return row?.inside?.digest === digest ? row?.inside : undefined;
}

/** The row of the current version, where it is about the image that the manifest names. */
function findLaunched(status: Status | null, { id, current }: Environment): EnvironmentStatus | undefined {
  const row = findEnvironmentStatus(status, id, current.tag);
  if (row === undefined) return undefined;
  return current.digest === undefined || current.digest === launchedDigest(row) ? row : undefined;
}
