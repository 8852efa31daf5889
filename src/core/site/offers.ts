import type { Hub } from '../catalog/types.ts';
import type { Texts } from '../texts/en.ts';
import { expectationsOf } from './expectations.ts';
import { formatSize } from './language.ts';
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

/** How it is chosen which image starts, where the hub does not build it, in one sentence. */
export function describeImageChoice(
  { imageChoice }: { readonly imageChoice?: SiteLaunch['imageChoice'] | undefined },
  { expect: t }: Texts,
): string | undefined {
  return imageChoice === undefined ? undefined : t.imageChoices[imageChoice];
}

/**
 * What a student should know before pressing the button, one short sentence each.
 *
 * @param language BCP 47 tag of the site, for sizes
 * @param form `brief` beside a button: signing in, whether work is kept, how long the first start may
 *   take; `full` adds the limits, and how to keep one's work
 * @param repositoryCount Binder repositories among which the readers of the page are spread
 */
export function describeExpectations(
  hub: Hub,
  { expect: t }: Texts,
  language: string,
  form: 'brief' | 'full' = 'brief',
  repositoryCount = 1,
): readonly string[] {
  const { kept, firstStartMinutes, idleMinutes, maxHours, memoryBytes, sharedSessions, note } =
    expectationsOf(hub);
  const brief = [
    hub.signIn ? t.signIn : t.noSignIn,
    kept ? t.kept : t.temporary,
    ...(firstStartMinutes === undefined ? [] : [t.firstStart(firstStartMinutes)]),
    ...(note === undefined ? [] : [note]),
  ];
  if (form === 'brief') return brief;
  return [
    ...brief,
    ...(idleMinutes === undefined ? [] : [t.idle(idleMinutes)]),
    ...(maxHours === undefined ? [] : [t.maxHours(maxHours)]),
    ...(memoryBytes === undefined ? [] : [t.memory(formatSize(memoryBytes, language))]),
    ...(sharedSessions === undefined ? [] : [t.shared(sharedSessions * repositoryCount)]),
    ...(kept ? [t.returning, t.bothChanged, t.ownFiles] : [t.download]),
  ];
}
