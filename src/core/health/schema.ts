import * as z from 'zod';
import { isDate } from '../catalog/fields/dates.ts';
import type { Detail } from '../details.ts';
import { REASON_CODES } from '../reasons.ts';
import { VERDICTS } from '../verdicts.ts';
import { verifiedCommandSchema, verifiedNotebookSchema } from '../verify/schema.ts';

/**
 * Shape of `status.json` for a reader: what a later version adds is ignored, and reasons with codes
 * that this version does not know are left out by `parseStatus`.
 */
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');
const day = z.string().refine(isDate, 'not a day of the calendar');
const verdict = z.enum(VERDICTS);

const detailArguments = z.string().max(2000);

/** Why something failed. A detail may hold another one; deeper than these levels, nothing of ours is. */
const detailSchema: z.ZodType<Detail> = [1, 2, 3].reduce<z.ZodType<Detail>>(
  (inner) =>
    z.object({
      kind: z.string() as unknown as z.ZodType<Detail['kind']>,
      args: z.record(z.string(), z.union([detailArguments, inner])).exactOptional(),
    }),
  z.never() as z.ZodType<Detail>,
);

export const reasonSchema = z.object({
  code: z.enum(REASON_CODES),
  message: z.string().max(2000),
  since: time,
  path: z.string().exactOptional(),
  about: z
    .record(z.string(), z.string().max(2000))
    .exactOptional()
    .catch(undefined as never),
  detail: detailSchema.exactOptional().catch(undefined as never),
  accepted: z
    .object({ because: z.string().max(2000), until: day })
    .exactOptional()
    .catch(undefined as never),
});

export const nightSchema = z.object({ date: day, verdict });

const row = z.object({
  id: z.string().min(1),
  verdict,
  checked_at: time.exactOptional().catch(undefined as never),
  since: time,
  last_ok_at: time.nullable().catch(null),
  last_known: z
    .object({ verdict, at: time })
    .exactOptional()
    .catch(undefined as never),
  reasons: z.array(reasonSchema),
  history: z.array(nightSchema),
});

const told = z.enum(['yes', 'no', 'unknown']);

export const environmentSchema = row.extend({
  tag: z.string().min(1),
  pinned_digest: z.string().nullable(),
  seen_digest: z.string().nullable(),
  created_at: time.nullable().catch(null),
  size_bytes: z.number().nonnegative().nullable(),
  platforms: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  preflight: z
    .object({ user: told, entrypoint: told, nbgitpuller: told, git: told, command: told.exactOptional() })
    .exactOptional(),
  verified: verifiedCommandSchema.exactOptional().catch(undefined as never),
});

export const contentSchema = row.extend({
  edition: z.string().exactOptional(),
  commit: z.string().nullable(),
  notebook_count: z.number().nonnegative().exactOptional(),
  missing: z.array(z.string()),
  missing_count: z.int().nonnegative().exactOptional(),
  verified: z
    .array(verifiedNotebookSchema)
    .exactOptional()
    .catch(undefined as never),
});

export const hubSchema = row.extend({ missing: z.array(z.string()).exactOptional() });

export const statusSchema = z.object({
  version: z.literal(1),
  checked_at: time,
  duration_ms: z.number().nonnegative(),
  environments: z.array(environmentSchema),
  contents: z.array(contentSchema),
  hubs: z.array(hubSchema),
});
