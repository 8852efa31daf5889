import * as z from 'zod';
import type { Detail } from '../details.ts';
import { isDate } from '../is-date.ts';
import { REASON_CODES } from '../reasons.ts';
import { VERDICTS } from '../verdicts.ts';
import { imageContentsSchema } from './image-contents.ts';
import { verifiedCommandSchema, verifiedNotebookSchema } from './verified-schema.ts';

/**
 * Shape of `status.json` for a reader: what a later version adds is ignored, and reasons with codes
 * that this version does not know are left out by `parseStatus`. The types of `types.ts` follow from it; times are
 * ISO 8601, UTC.
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
  /** One plain sentence for people. */
  message: z.string().max(2000),
  /** Time of the first of the consecutive nightly checks in which this reason was seen. */
  since: time,
  /** With `content/notebook-missing`: the notebook, as its path in the repository. */
  path: z.string().exactOptional(),
  /** What the message is about (`image`, `repository`, `ref`, `hub` …), for saying it in another language. */
  about: z
    .record(z.string(), z.string().max(2000))
    .exactOptional()
    .catch(undefined as never),
  /** Why, where something failed; absent where an earlier Slipway wrote the status. */
  detail: detailSchema.exactOptional().catch(undefined as never),
  /** The manifest accepts this reason, so it does not worsen the verdict. */
  accepted: z
    .object({ because: z.string().max(2000), until: day })
    .exactOptional()
    .catch(undefined as never),
});

export const nightSchema = z.object({
  date: day,
  verdict,
  /** Why, where the verdict is not `ok`: what was accepted is not among them. */
  reasons: z
    .array(z.enum(REASON_CODES))
    .exactOptional()
    .catch(undefined as never),
});

export const rowSchema = z.object({
  id: z.string().min(1),
  verdict,
  /** When this row was checked; absent where that is the `checked_at` of the status. */
  checked_at: time.exactOptional().catch(undefined as never),
  /** Since when the verdict has been this one. */
  since: time,
  /** Null when it was never seen to work. */
  last_ok_at: time.nullable().catch(null),
  /** With verdict `unknown`: the last one that could be determined. */
  last_known: z
    .object({ verdict, at: time })
    .exactOptional()
    .catch(undefined as never),
  reasons: z.array(reasonSchema),
  /** Oldest first, one row a day, 90 at most. */
  history: z.array(nightSchema),
});

const told = z.enum(['yes', 'no', 'unknown']);

export const environmentSchema = rowSchema.extend({
  tag: z.string().min(1),
  pinned_digest: z.string().nullable(),
  seen_digest: z.string().nullable(),
  created_at: time.nullable().catch(null),
  /** Compressed download, in bytes, of linux/amd64. */
  size_bytes: z.number().nonnegative().nullable(),
  /** Such as `linux/amd64`. */
  platforms: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  /** Whether Binder and nbgitpuller find what they need, as far as the image's configuration tells. */
  preflight: z
    .object({ user: told, entrypoint: told, nbgitpuller: told, git: told, command: told.exactOptional() })
    .exactOptional(),
  /** Its own check, as last run in the image by `slipway verify`. */
  verified: verifiedCommandSchema.exactOptional().catch(undefined as never),
  /** What `slipway verify` has seen in an image of it. */
  inside: imageContentsSchema.exactOptional().catch(undefined as never),
});

export const contentSchema = rowSchema.extend({
  /** Id of an edition, whose older ref has a row of its own after that of its content. */
  edition: z.string().exactOptional(),
  commit: z.string().nullable(),
  /** Notebooks that the catalogue offers of it; absent where no nightly check has counted them. */
  notebook_count: z.number().nonnegative().exactOptional(),
  /** Paths of catalogued notebooks that the ref no longer holds. */
  missing: z.array(z.string()),
  /** How many there are, where they are too many to name all of them. */
  missing_count: z.int().nonnegative().exactOptional(),
  /** Notebooks as last run by `slipway verify`, one entry for each environment version that ran it. */
  verified: z
    .array(verifiedNotebookSchema)
    .exactOptional()
    .catch(undefined as never),
});

export const hubSchema = rowSchema.extend({
  /** Notebooks that a JupyterLite site lacks, as `<content>/<path>`; absent where it lacks none. */
  missing: z.array(z.string()).exactOptional(),
});

export const statusSchema = z.object({
  version: z.literal(1),
  checked_at: time,
  duration_ms: z.number().nonnegative(),
  environments: z.array(environmentSchema),
  contents: z.array(contentSchema),
  hubs: z.array(hubSchema),
});
