import type { ImageContents } from '../health/image-contents.ts';
import { emptyStatus } from '../health/summary.ts';
import type {
  ContentStatus,
  EnvironmentStatus,
  Status,
  StatusRow,
  VerifiedCommand,
  VerifiedNotebook,
} from '../health/types.ts';
import { isSameRun } from '../health/verified-findings.ts';

/** What one run found, and of which row of the status it is. */
export type VerifyResult =
  | {
      readonly kind: 'notebook';
      readonly content: string;
      /** Id; absent for the content of today. */
      readonly edition?: string;
      readonly run: VerifiedNotebook;
    }
  | {
      readonly kind: 'command';
      readonly environment: string;
      readonly tag: string;
      readonly run: VerifiedCommand;
    };

/** What was seen inside the image of an environment version. */
export interface Inspection {
  /** Id. */
  readonly environment: string;
  readonly tag: string;
  readonly inside: ImageContents;
}

/**
 * The status with what was found: later results take the place of earlier ones of the same notebook in the same
 * environment version. All else stays as the nightly check left it. A row that it has not made yet begins as unknown.
 *
 * @param now ISO 8601, UTC
 */
export function foldResults(
  previous: Status | undefined,
  results: readonly VerifyResult[],
  now: string,
): Status {
  let status = previous ?? emptyStatus(now);
  for (const result of results) {
    status =
      result.kind === 'notebook' ? foldNotebook(status, result, now) : foldCommand(status, result, now);
  }
  return status;
}

function foldNotebook(
  status: Status,
  { content, edition, run }: Extract<VerifyResult, { kind: 'notebook' }>,
  now: string,
): Status {
  const isRow = (row: ContentStatus) => row.id === content && row.edition === edition;
  const created: ContentStatus = {
    ...createRow(content, now),
    ...(edition !== undefined && { edition }),
    commit: run.commit,
    missing: [],
  };
  const rows = status.contents.some(isRow) ? status.contents : [...status.contents, created];
  const change = (row: ContentStatus): ContentStatus => {
    const { verified = [] } = row;
    const isKnown = verified.some((known) => isSameRun(known, run));
    const runs = verified.map((known) => (isSameRun(known, run) ? newer(known, run) : known));
    return { ...row, verified: isKnown ? runs : [...runs, run] };
  };
  return { ...status, contents: rows.map((row) => (isRow(row) ? change(row) : row)) };
}

function foldCommand(
  status: Status,
  { environment, tag, run }: Extract<VerifyResult, { kind: 'command' }>,
  now: string,
): Status {
  return changeVersion(status, environment, tag, now, run.digest, (row) => ({
    ...row,
    verified: newer(row.verified, run),
  }));
}

/** The status with what was seen inside images; the later look at a version takes the place of the earlier one. */
export function foldInspections(status: Status, inspections: readonly Inspection[], now: string): Status {
  return inspections.reduce(
    (folded, { environment, tag, inside }) =>
      changeVersion(folded, environment, tag, now, inside.digest, (row) => ({
        ...row,
        inside: newer(row.inside, inside),
      })),
    status,
  );
}

function changeVersion(
  status: Status,
  environment: string,
  tag: string,
  now: string,
  digest: string,
  change: (row: EnvironmentStatus) => EnvironmentStatus,
): Status {
  const isRow = (row: EnvironmentStatus) => row.id === environment && row.tag === tag;
  const created: EnvironmentStatus = {
    ...createRow(environment, now),
    tag,
    pinned_digest: null,
    seen_digest: digest,
    created_at: null,
    size_bytes: null,
    platforms: [],
    labels: {},
  };
  const rows = status.environments.some(isRow) ? status.environments : [...status.environments, created];
  return { ...status, environments: rows.map((row) => (isRow(row) ? change(row) : row)) };
}

function newer<Run extends { readonly at: string }>(known: Run | undefined, run: Run): Run {
  return known !== undefined && Date.parse(known.at) > Date.parse(run.at) ? known : run;
}

function createRow(id: string, now: string): StatusRow {
  return { id, verdict: 'unknown', since: now, last_ok_at: null, reasons: [], history: [] };
}
