import { createFinding, type Finding } from './findings.ts';
import type { HubObservation, HubType } from './observations.ts';

const KINDS = { binderhub: 'BinderHub', jupyterhub: 'JupyterHub' } satisfies Record<HubType, string>;

/** What a hub's own answers mean for launches on it. */
export function judgeHub({ title, check }: HubObservation): readonly Finding[] {
  switch (check.kind) {
    case 'skipped':
    case 'healthy':
      return [];
    case 'wrong-kind': {
      const about = { hub: title, found: KINDS[check.found], expected: KINDS[check.expected] };
      return [createFinding('hub/wrong-kind', about)];
    }
    default:
      return [createFinding(`hub/${check.kind}`, { hub: title, detail: check.detail })];
  }
}
