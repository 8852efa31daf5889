import type { NightObservations } from '../observations.ts';
import type { Shard } from './partition.ts';

/**
 * What one shard saw, as it is handed to `nightly:merge`: observations and no verdicts, so that all
 * of them are judged together, once, as those of a single run are.
 */
export interface ShardReport {
  readonly shard: Shard;
  /** Digest of the manifest's text: parts of different catalogues do not make a whole. */
  readonly manifest: string;
  /** `checked_at` of the earlier status that the shard was given; null where there was none. */
  readonly previousCheckedAt: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** What people should know of the run itself. */
  readonly notices: readonly string[];
  /** Only what this shard looked at. */
  readonly observations: Omit<NightObservations, 'durationMs'>;
}
