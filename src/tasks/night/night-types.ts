import type { Content } from '../../core/catalog/types.ts';
import type { NightObservations } from '../../core/health/observations.ts';
import type { Shard } from '../../core/health/shards/partition.ts';
import type { Status } from '../../core/health/types.ts';
import type { PublishedCatalog } from '../../core/published/parse.ts';
import type { GitClient, TreeFile } from '../../io/git/types.ts';
import type { HubClient } from '../../io/hub/types.ts';
import type { RegistryClient } from '../../io/registry/types.ts';

/** What a nightly check needs of the outside world. */
export interface NightPorts {
  readonly registry: RegistryClient;
  readonly git: GitClient;
  readonly hubs: HubClient;
  /** Notebooks that the catalogue offers of a content, as paths in its repository. */
  listNotebooks(content: Content, files: readonly TreeFile[]): Promise<readonly string[]>;
  now(): Date;
}

export interface NightOptions {
  /** Id of the only environment to look at, with the contents and hubs that it needs. */
  readonly only?: string;
  /** The rows to check, where several machines share the work; the others are skipped. */
  readonly shard?: Shard;
  /** What is published, which knows where renamed notebooks were in earlier editions. */
  readonly published?: PublishedCatalog;
  /** Chains at a time; 8 by default. */
  readonly concurrency?: number;
  onProgress?(progress: NightProgress): void;
}

export interface NightProgress {
  readonly finishedCount: number;
  readonly totalCount: number;
  /** What was just looked at, such as `environment oggm v1.5.3`. */
  readonly label: string;
}

export interface NightReport {
  readonly status: Status;
  /** What the status was made of, for `nightly:merge`. */
  readonly observations: NightObservations;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Notices about the run itself, one sentence each. */
  readonly notices: readonly string[];
}
