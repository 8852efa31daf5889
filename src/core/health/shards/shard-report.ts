import * as z from 'zod';
import type { DeepReadonly } from '../../deep-readonly.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { time } from '../../schema-parts.ts';
import type { NightObservations } from '../observations.ts';

const KIND = 'slipway/night-shard';
const VERSION = 1;

/** Why a file is not the report of a shard. `damaged` may pass with another run; the others are mistakes. */
export interface ShardFailure {
  readonly code: 'shard/damaged' | 'shard/not-a-shard' | 'shard/other-version';
  /** A clause that follows the name of the file. */
  readonly message: string;
}

/**
 * The outline of an observation: enough to find its row. What was seen is our own writing, and a
 * reader of the same version takes it whole.
 */
const observed = z.looseObject({ kind: z.string() });
const reportSchema = z.object({
  kind: z.literal(KIND),
  version: z.literal(VERSION),
  shard: z.object({ index: z.int().positive(), count: z.int().positive() }),
  /** Digest of the manifest's text: parts of different catalogues do not make a whole. */
  manifest: z.string(),
  /** `checked_at` of the earlier status that the shard was given; null where there was none. */
  previousCheckedAt: time.nullable(),
  startedAt: time,
  endedAt: time,
  /** What people should know of the run itself. */
  notices: z.array(z.string()),
  observations: z.object({
    environments: z.array(
      z.looseObject({ environmentId: z.string(), tag: z.string(), image: z.string(), registry: observed }),
    ),
    contents: z.array(z.looseObject({ id: z.string(), edition: z.string().optional(), check: observed })),
    hubs: z.array(z.looseObject({ id: z.string(), title: z.string(), check: observed })),
  }),
});

/**
 * What one shard saw, as it is handed to `nightly:merge`: observations and no verdicts, so that all
 * of them are judged together, once, as those of a single run are.
 */
export interface ShardReport
  extends DeepReadonly<Omit<z.output<typeof reportSchema>, 'kind' | 'version' | 'observations'>> {
  /** Only what this shard looked at. */
  readonly observations: Omit<NightObservations, 'durationMs'>;
}

/** The report as the text of a file. */
export function formatShardReport({ observations, ...report }: ShardReport): string {
  const seen = {
    environments: observations.environments.filter(({ registry }) => registry.kind !== 'skipped'),
    contents: observations.contents.filter(({ check }) => check.kind !== 'skipped'),
    hubs: observations.hubs.filter(({ check }) => check.kind !== 'skipped'),
  };
  return `${JSON.stringify({ kind: KIND, version: VERSION, ...report, observations: seen })}\n`;
}

export function parseShardReport(text: string): Result<ShardReport, ShardFailure> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse('shard/damaged', 'is not JSON; it may have been cut off');
  }
  const head = z.looseObject({ kind: z.literal(KIND), version: z.number() }).safeParse(data);
  if (!head.success) {
    return refuse(
      'shard/not-a-shard',
      'was not written by "slipway nightly --shard i/n", so it cannot be merged',
    );
  }
  if (head.data.version !== VERSION) {
    return refuse(
      'shard/other-version',
      `has version ${head.data.version}, and this Slipway merges version ${VERSION}; run all shards and the merge with the same Slipway`,
    );
  }
  const parsed = reportSchema.safeParse(data);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') || 'top level';
    return refuse('shard/damaged', `is damaged at ${place}`);
  }
  const { kind: _kind, version: _version, observations, ...report } = parsed.data;
  return ok({ ...report, observations: observations as unknown as NightObservations });
}
