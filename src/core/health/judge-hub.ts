import { hubKind } from '../hub-kinds/kinds.ts';
import { createFinding, type DetectedReason } from './findings.ts';
import { MAX_MISSING_FINDINGS } from './judge-content.ts';
import { applyMaintenance } from './maintenance.ts';
import type { HubObservation } from './observations.ts';

/**
 * What a hub's own answers mean for launches on it, its planned maintenance taken into account.
 *
 * @param now ISO 8601, UTC
 */
export function judgeHub(hub: HubObservation, now: string): readonly DetectedReason[] {
  if (hub.check.kind === 'skipped') return [];
  return applyMaintenance(hub.title, judgeAnswers(hub), hub.maintenance ?? [], now);
}

/** A hub that could not be reached because nothing could: it was not asked at all. */
export function markNotAsked(hub: HubObservation): HubObservation {
  return hub.check.kind === 'unreachable' ? { ...hub, check: { kind: 'not-asked' } } : hub;
}

function judgeAnswers({ title, check }: HubObservation): readonly DetectedReason[] {
  switch (check.kind) {
    case 'skipped':
      return [];
    case 'healthy':
      return (check.missing ?? [])
        .slice(0, MAX_MISSING_FINDINGS)
        .map((path) => createFinding('hub/notebook-missing', { hub: title, path }, path));
    case 'wrong-kind': {
      const about = { hub: title, found: hubKind(check.found).name, expected: hubKind(check.expected).name };
      return [createFinding('hub/wrong-kind', about)];
    }
    case 'not-asked':
      return [createFinding('hub/not-asked', { hub: title })];
    default:
      return [createFinding(`hub/${check.kind}`, { hub: title, detail: check.detail })];
  }
}
