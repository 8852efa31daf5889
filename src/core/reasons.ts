/**
 * What a reason does to a verdict: `failing` at once; `confirm` = failing when two nightly checks agree, unknown
 * before; or `stale`, `unknown`, and `info`, which changes nothing.
 */
export type Effect = 'failing' | 'confirm' | 'stale' | 'unknown' | 'info';

/** Everything that is known of a reason but its words, which are in `core/texts`. */
export interface ReasonRow {
  readonly effect: Effect;
  /** `launch`: at the launch buttons as well as on the status page. */
  readonly shownAt: 'launch' | 'status';
  /** What its maintainer does: something, or nothing but wait for the next check. */
  readonly advice: 'act' | 'wait';
  /**
   * Whether a manifest may accept it: what launches all the same, and what we cannot see and a hub perhaps can, such as
   * a private repository. Not what surely does not launch, and not what is for information anyway.
   */
  readonly isAcceptable: boolean;
  /** True of all versions of an environment where it is true of one, because they share a repository. */
  readonly isOfAllVersions?: true;
  /** Its image cannot be run anywhere, not even on one's own computer. */
  readonly isImageGone?: true;
}

/** One row a code, as docs/nightly.md explains them. Codes are published and permanent. */
// biome-ignore format: a row a line is what makes it a table.
export const REASONS = {
  'image/missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false, isImageGone: true },
  'image/digest-gone': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false, isImageGone: true },
  'image/wrong-platform': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false, isImageGone: true },
  'binder/repository-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'binder/ref-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'binder/dockerfile-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'binder/dockerfile-invalid': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'content/repository-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'content/ref-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'content/notebook-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'content/no-notebooks': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'hub/wrong-kind': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'hub/notebook-missing': { effect: 'failing', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'image/not-public-or-missing': { effect: 'confirm', shownAt: 'launch', advice: 'act', isAcceptable: true, isOfAllVersions: true, isImageGone: true },
  'hub/unreachable': { effect: 'confirm', shownAt: 'launch', advice: 'wait', isAcceptable: true },
  'hub/unhealthy': { effect: 'confirm', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'image/tag-moved': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'image/too-old': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'binder/pin-differs': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'binder/unpinned': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'binder/no-image': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'image/platform-unknown': { effect: 'unknown', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'registry/unreachable': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: true, isOfAllVersions: true },
  'registry/rate-limited': { effect: 'unknown', shownAt: 'launch', advice: 'act', isAcceptable: true, isOfAllVersions: true },
  'registry/unauthorized': { effect: 'unknown', shownAt: 'launch', advice: 'act', isAcceptable: true, isOfAllVersions: true },
  'binder/unreachable': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: true },
  'content/unreachable': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: true },
  'hub/rate-limited': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: true },
  'hub/refused': { effect: 'unknown', shownAt: 'launch', advice: 'act', isAcceptable: true },
  'hub/not-asked': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: false },
  'hub/maintenance': { effect: 'unknown', shownAt: 'launch', advice: 'wait', isAcceptable: false },
  'hub/maintenance-planned': { effect: 'info', shownAt: 'launch', advice: 'wait', isAcceptable: false },
  'image/newer-tag': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'image/not-binder-ready': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'verify/failed': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/missing-module': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/kernel-missing': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/kernel-died': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/timed-out': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/out-of-memory': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/too-many-processes': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/write-refused': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/command-failed': { effect: 'stale', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'verify/not-possible': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'image/on-mirror': { effect: 'info', shownAt: 'launch', advice: 'act', isAcceptable: false },
  'image/mirror-differs': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'image/mirror-missing': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'source/no-longer-builds': { effect: 'info', shownAt: 'status', advice: 'act', isAcceptable: false },
  'image/age-unknown': { effect: 'info', shownAt: 'status', advice: 'wait', isAcceptable: false },
} as const satisfies Readonly<Record<string, ReasonRow>>;

/** Permanent; sentences about them may change. */
export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

/** The row of a code, with the columns that it lacks. */
export function reasonRow(code: ReasonCode): ReasonRow {
  return REASONS[code];
}

export function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(REASONS, text);
}

/** Entries of the manifest that may accept reasons. */
export type AcceptingEntry = 'environment' | 'content' | 'hub';

/** The entry whose reason it is. */
export function entryOfReason(code: ReasonCode): AcceptingEntry {
  if (code.startsWith('content/')) return 'content';
  return code.startsWith('hub/') ? 'hub' : 'environment';
}
