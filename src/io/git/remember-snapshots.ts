import { memoizeAsync } from '../../core/memoize-async.ts';
import type { GitClient } from './types.ts';

/**
 * A client that asks a host for a branch again only after a while, where it failed too: whoever edits a catalogue saves
 * many times a minute, and what others push can wait.
 *
 * @param maxAgeMs how long an answer holds
 * @param now milliseconds
 */
export function rememberSnapshots(git: GitClient, maxAgeMs: number, now: () => number = Date.now): GitClient {
  type Answer = Awaited<ReturnType<GitClient['fetchSnapshot']>>;
  let answers = memoizeAsync<Answer>();
  let sinceMs = now();
  return {
    ...git,
    fetchSnapshot(repository, ref) {
      if (now() - sinceMs >= maxAgeMs) {
        answers = memoizeAsync<Answer>();
        sinceMs = now();
      }
      return answers(JSON.stringify([repository, ref]), () => git.fetchSnapshot(repository, ref));
    },
  };
}
