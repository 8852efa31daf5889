import type { Verdict } from '../verdicts.ts';
import type { HubPreference } from './preference.ts';
import type { LauncherQuery } from './query.ts';

/** What a hub says when it is asked from the reader's browser. */
export type LiveAnswer =
  /** It answers, and says that it is well. */
  | 'well'
  | 'unwell'
  /** As many sessions as it allows. */
  | 'full'
  /** No connection, from where the reader is. */
  | 'silent'
  /** It answered something that tells nothing, or not in time. */
  | 'unknown';

/** One launch of the page, as the page offers it. */
export interface LauncherOffer {
  readonly hubId: string;
  readonly verdict: Verdict;
  /** It runs without the tested environment, so the page never redirects there by itself. */
  readonly isUntested?: boolean;
}

export interface LaunchSituation {
  /** In the order in which they are offered. */
  readonly offers: readonly LauncherOffer[];
  /** Ids of all hubs of the catalogue, whether they run this notebook or not. */
  readonly hubIds: readonly string[];
  readonly query: Pick<LauncherQuery, 'hub' | 'go'>;
  readonly preference: HubPreference | undefined;
  /** Nightly checks that were due since the last one; undefined when there was none. */
  readonly nightsAgo: number | undefined;
  /** Shown inside another page, such as a learning platform. */
  readonly isFramed: boolean;
  /** The reader came back with the browser's own button. */
  readonly isReturn: boolean;
  /** Answer of the hub that is chosen; undefined as long as it has not been asked. */
  readonly live?: LiveAnswer;
}

export interface LaunchChoice {
  /** A hub of the catalogue; undefined where nothing works. */
  readonly target: { readonly kind: 'hub'; readonly id: string } | undefined;
  readonly because: 'query' | 'preference' | 'order';
  /** A hub that was asked for and is not the target. */
  readonly unmet?: {
    readonly by: 'query' | 'preference';
    readonly hubId: string;
    readonly why: 'failing' | 'gone' | 'not-offered';
  };
  /** Whether the page continues by itself, unless the hub's own answer prevents it. */
  readonly starts: boolean;
}

/** A check that is older than this many nights says little about today. */
export const MAX_NIGHTS = 2;

/**
 * Which launch comes first, and whether the page opens it by itself. What was asked for in the
 * address wins over what the reader stored, that over the order of the page; what will not start is
 * never first. A hub of the reader's own is never the target: whatever ran on this origin can have stored its
 * address, so the reader has to confirm it. The page continues alone where all is known to be well: checked within two
 * nights, and the hub itself says nothing else. However well a hub is now, it says nothing of the image and the notebook.
 */
export function chooseLaunch(situation: LaunchSituation): LaunchChoice {
  const chosen = chooseTarget(situation);
  return { ...chosen, starts: isStarting(situation, chosen) };
}

function chooseTarget({ offers, hubIds, query, preference }: LaunchSituation): Omit<LaunchChoice, 'starts'> {
  const working = offers.filter(({ verdict }) => verdict !== 'failing');
  const works = (id: string) => working.some(({ hubId }) => hubId === id);
  const first = working[0] === undefined ? undefined : ({ kind: 'hub', id: working[0].hubId } as const);
  if (query.hub !== undefined) {
    if (works(query.hub)) return { target: { kind: 'hub', id: query.hub }, because: 'query' };
    const why = offers.some(({ hubId }) => hubId === query.hub) ? 'failing' : 'not-offered';
    return { target: first, because: 'order', unmet: { by: 'query', hubId: query.hub, why } };
  }
  if (preference?.kind === 'hub') {
    const { id } = preference;
    if (works(id)) return { target: preference, because: 'preference' };
    if (!hubIds.includes(id))
      return { target: first, because: 'order', unmet: { by: 'preference', hubId: id, why: 'gone' } };
    // A hub that does not run this notebook is still the right one for others.
    const why = offers.some(({ hubId }) => hubId === id) ? 'failing' : 'not-offered';
    return { target: first, because: 'order', unmet: { by: 'preference', hubId: id, why } };
  }
  return { target: first, because: 'order' };
}

function isStarting(
  { offers, query, preference, nightsAgo, isFramed, isReturn, live }: LaunchSituation,
  { target, unmet }: Omit<LaunchChoice, 'starts'>,
): boolean {
  if (target === undefined || isFramed || isReturn || query.go === false) return false;
  // A reader who chose their own hub does not want another.
  if (preference?.kind === 'own' && query.hub === undefined) return false;
  if (query.go === true) return true;
  // Another one than was wanted is the reader's choice.
  if (unmet?.why === 'failing') return false;
  const { verdict, isUntested } = offers.find(({ hubId }) => hubId === target.id) ?? {};
  if (isUntested === true) return false;
  if (verdict !== 'ok' || nightsAgo === undefined) return false;
  if (live === 'unwell' || live === 'full' || live === 'silent') return false;
  return nightsAgo <= MAX_NIGHTS;
}
