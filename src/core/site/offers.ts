import type { Hub } from '../catalog/types.ts';
import type { Texts } from '../texts/en.ts';
import type { SiteLaunch } from './types.ts';

/** A launch together with the hub it leads to. */
export interface Offer extends SiteLaunch {
  readonly hub: Hub;
}

/** Launches with their hubs, in the order in which they are offered. */
export function listOffers(launches: readonly SiteLaunch[], hubs: readonly Hub[]): Offer[] {
  const byId = new Map(hubs.map((hub) => [hub.id, hub]));
  return launches.flatMap((launch) => {
    const hub = byId.get(launch.hubId);
    return hub === undefined ? [] : [{ ...launch, hub }];
  });
}

/** What a student should know before pressing the button: signing in, keeping work, waiting. */
export function describeExpectations(hub: Hub, { launch }: Texts): string {
  const own = hub.type === 'binderhub' ? [launch.binderExpect, launch.binderWait] : [launch.jupyterhubExpect];
  return (hub.signIn ? [launch.signInExpect, ...own] : own).join(' ');
}
