import * as z from 'zod';
import { createFinding, type DetectedReason } from './findings.ts';
import type { Rebuild, VersionObservation } from './observations.ts';

/** Where the workflow of an environment repository writes down what it built again (`core/new-environment`). */
export const REBUILDS = { ref: 'builds', path: 'builds.json', maxBytes: 1_000_000 } as const;

const RebuildsSchema = z.looseObject({
  builds: z.array(z.looseObject({ tag: z.string(), built_at: z.iso.datetime(), ok: z.boolean() })),
});

/** Tag → last attempt; empty where the text is something else. Never throws. */
export function parseRebuilds(text: string): ReadonlyMap<string, Rebuild> {
  try {
    const parsed = RebuildsSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return new Map();
    return new Map(parsed.data.builds.map(({ tag, built_at: at, ok }) => [tag, { isBuilt: ok, at }]));
  } catch {
    return new Map();
  }
}

/** An image that is still served while its source no longer builds cannot be made again once it is lost. */
export function judgeRebuild({ image, rebuild }: VersionObservation): readonly DetectedReason[] {
  if (rebuild === undefined || rebuild.isBuilt) return [];
  return [createFinding('source/no-longer-builds', { image, day: rebuild.at.slice(0, 10) })];
}
