import { reasonRow } from '../reasons.ts';
import type { DetectedReason } from './findings.ts';
import { findContentStatus } from './summary.ts';
import type { ContentStatus, Status } from './types.ts';

/** A content that a build could not read as it is now. */
export interface AwayContent {
  readonly contentId: string;
  readonly finding: DetectedReason;
}

/**
 * The status of the last nightly check, corrected by what a build has found since: a content that is certainly gone
 * does not launch. What a build could not determine changes nothing. For the pages only; the published status
 * remains that of the nightly check.
 *
 * @param now ISO 8601, UTC
 */
export function noteAway(status: Status, away: readonly AwayContent[], now: string): Status {
  const gone = away.filter(({ finding }) => reasonRow(finding.code).effect === 'failing');
  const rows = gone.flatMap(({ contentId, finding }): ContentStatus[] => {
    const row = findContentStatus(status, contentId);
    if (row?.reasons.some(({ code }) => code === finding.code) === true) return [];
    const { path: _path, ...reason } = finding;
    return [
      {
        commit: null,
        missing: [],
        last_ok_at: null,
        history: [],
        ...row,
        id: contentId,
        verdict: 'failing',
        checked_at: now,
        since: row?.verdict === 'failing' ? row.since : now,
        reasons: [{ ...reason, since: now }, ...(row?.reasons ?? [])],
      },
    ];
  });
  if (rows.length === 0) return status;
  const ids = new Set(rows.map(({ id }) => id));
  const others = status.contents.filter(({ id, edition }) => edition !== undefined || !ids.has(id));
  return { ...status, contents: [...others, ...rows] };
}
