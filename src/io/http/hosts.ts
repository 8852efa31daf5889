import pLimit, { type LimitFunction } from 'p-limit';

/** What is remembered of a host during one run. */
export interface HostState {
  readonly limit: LimitFunction;
  /** Time before which it asked not to be requested again. */
  pausedUntilMs: number;
  /** A request failed after all retries: later ones get one attempt, so that a dead host does not delay the check. */
  hasFailed: boolean;
}

/** One state for every host and port. */
export function createHosts(concurrencyPerHost: number): (url: URL) => HostState {
  const hosts = new Map<string, HostState>();
  return ({ host }) => {
    const known = hosts.get(host);
    if (known) return known;
    const state: HostState = { limit: pLimit(concurrencyPerHost), pausedUntilMs: 0, hasFailed: false };
    hosts.set(host, state);
    return state;
  };
}
