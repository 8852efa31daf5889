import type { Hub, HubExpectations } from '../catalog/types.ts';
import { hubKind } from '../hub-kinds/kinds.ts';

/** What a student meets on a hub, as far as it is known. */
export type Expectations = HubExpectations & { readonly kept: boolean };

/**
 * mybinder.org and the members of its federation in 2026: the limits of their configuration
 * (github.com/jupyterhub/mybinder.org-deploy) and, for the first start, what its documentation says.
 */
const MYBINDER: HubExpectations = {
  idleMinutes: 10,
  maxHours: 6,
  memoryBytes: 2_000_000_000,
  firstStartMinutes: 15,
  sharedSessions: 100,
};

/** What follows from the kind of hub, then what is known of this one, then what the manifest says. */
export function expectationsOf(hub: Hub): Expectations {
  const { keepsFiles: kept, firstStartMinutes } = hubKind(hub.type);
  return {
    kept,
    ...(firstStartMinutes !== undefined && { firstStartMinutes }),
    ...(isMybinder(hub) ? MYBINDER : {}),
    ...hub.expect,
  };
}

function isMybinder({ url, type }: Hub): boolean {
  const { hostname } = new URL(url);
  return type === 'binderhub' && (hostname === 'mybinder.org' || hostname.endsWith('.mybinder.org'));
}
