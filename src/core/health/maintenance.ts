import type { MaintenanceWindow } from '../catalog/types.ts';
import { createFinding, type DetectedReason } from './findings.ts';

/** How long before it begins a maintenance is announced. */
const NOTICE_MS = 7 * 86_400_000;

/**
 * Takes planned maintenance into account: within a window, problems of the hub are attributed to the
 * maintenance and never count as a failed check. A maintenance that runs
 * while the hub is well, or begins within a week, is reported for information.
 *
 * @param findings what the hub's own answers mean
 * @param now ISO 8601, UTC
 */
export function applyMaintenance(
  hub: string,
  findings: readonly DetectedReason[],
  windows: readonly MaintenanceWindow[],
  now: string,
): readonly DetectedReason[] {
  const time = Date.parse(now);
  const open = windows
    .filter(({ end }) => time < Date.parse(end))
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const [next] = open;
  if (next === undefined || Date.parse(next.start) - time > NOTICE_MS) return findings;
  const about = { hub, ...next };
  const isRunning = Date.parse(next.start) <= time;
  if (isRunning && findings.length > 0) return [createFinding('hub/maintenance', about)];
  return [...findings, createFinding('hub/maintenance-planned', about)];
}
