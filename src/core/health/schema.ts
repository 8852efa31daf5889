import * as z from 'zod';
import type { Detail } from '../details.ts';
import { REQUIRED_PLATFORM } from '../images/platforms.ts';
import { isDate } from '../is-date.ts';
import { REASON_CODES } from '../reasons.ts';
import { describe, time } from '../schema-parts.ts';
import { VERDICTS } from '../verdicts.ts';
import { imageContentsSchema } from './image-contents.ts';
import { verifiedCommandSchema, verifiedNotebookSchema } from './verified-schema.ts';

/**
 * Shape of `status.json`. The types of `types.ts` and the JSON Schema in `public/` follow from it; times are ISO 8601,
 * UTC. A reader ignores what a later version adds, and `parseStatus` leaves out reasons with unknown codes.
 */
const day = z.string().refine(isDate, 'not a day of the calendar').meta({ format: 'date' });
export const verdict = z.enum(VERDICTS).meta({
  id: 'verdict',
  description:
    'ok; stale: launches, but not as pinned or too old; failing: will not launch; unknown: could not be checked.',
});
/** A key that others may have damaged or written otherwise: then the row is read without it. */
const tolerant = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  describe(schema.exactOptional(), description).catch(undefined as never);

const detailArguments = z.string().max(2000);

/** Why something failed. A detail may hold another one; deeper than these levels, nothing of ours is. */
const detailSchema: z.ZodType<Detail> = [1, 2, 3]
  .reduce<z.ZodType<Detail>>(
    (inner) =>
      z.object({
        kind: describe(z.string(), 'Permanent, such as answered; new ones may come.') as unknown as z.ZodType<
          Detail['kind']
        >,
        args: describe(
          z.record(z.string(), z.union([detailArguments, inner])).exactOptional(),
          'What the detail is about, such as a host, a file, a status, or another detail.',
        ),
      }),
    z.never() as z.ZodType<Detail>,
  )
  .meta({ id: 'detail' });

export const reasonSchema = z
  .object({
    code: describe(
      z.string().regex(/^[a-z]+\/[a-z-]+$/),
      'Permanent code, such as image/tag-moved; new ones may come.',
    ).pipe(z.enum(REASON_CODES)),
    message: describe(z.string().max(2000), 'One sentence for people; its wording may change.'),
    since: describe(time, 'Time of the first of the consecutive nightly checks in which this was seen.'),
    path: describe(z.string().exactOptional(), 'With content/notebook-missing: the notebook.'),
    about: tolerant(
      z.record(z.string(), z.string().max(2000)),
      'What the message is about (image, digest, repository, ref, path, moved_to, hub, registry, detail …), for saying it in another language.',
    ),
    detail: tolerant(detailSchema, 'Why a check failed, where it did; the message ends with it.'),
    accepted: tolerant(
      z.object({
        because: z.string().max(2000),
        until: describe(day, 'Last day of the acceptance, in UTC.'),
      }),
      'The manifest accepts this reason; it does not count for the verdict.',
    ),
  })
  .meta({ id: 'reason' });

export const nightSchema = z
  .object({
    date: describe(day, 'Day in UTC.'),
    verdict,
    reasons: tolerant(
      z.array(z.string().pipe(z.enum(REASON_CODES))),
      'Codes of the reasons that are not accepted, where the verdict is not ok and they are known.',
    ),
  })
  .meta({ id: 'night' });

export const rowSchema = z.object({
  id: z.string().min(1),
  verdict,
  checked_at: tolerant(time, 'When this row was last checked, where that is not the time of the whole file.'),
  since: describe(time, 'Since when the verdict has been this one.'),
  last_ok_at: describe(time.nullable(), 'When it was last seen to work; null when it never was.').catch(null),
  last_known: tolerant(
    z.object({ verdict, at: describe(time, 'When it was determined.') }),
    'With verdict unknown: the last one that could be determined.',
  ),
  reasons: z.array(reasonSchema),
  history: describe(z.array(nightSchema), 'Oldest first, one entry a day, at most 90.'),
});

const told = z.enum(['yes', 'no', 'unknown']).meta({ id: 'told' });

export const environmentSchema = rowSchema.extend({
  tag: describe(z.string().min(1), 'Every version of an environment has its own row.'),
  pinned_digest: describe(z.string().nullable(), 'Digest that the manifest pins.'),
  seen_digest: describe(z.string().nullable(), 'Digest that the registry has for the tag.'),
  created_at: describe(time.nullable(), 'When the image was built.').catch(null),
  size_bytes: describe(
    z.number().nonnegative().nullable(),
    `Compressed download of ${REQUIRED_PLATFORM}, in bytes.`,
  ),
  platforms: z.array(z.string()).meta({ examples: [[REQUIRED_PLATFORM]] }),
  labels: z.record(z.string(), z.string()),
  preflight: describe(
    z
      .object({
        user: told,
        entrypoint: told,
        nbgitpuller: told,
        git: told,
        command: describe(
          told.exactOptional(),
          'Whether the image starts a server where no command is given.',
        ),
      })
      .exactOptional(),
    'Whether Binder and nbgitpuller find what they need, as far as the configuration of the image tells.',
  ),
  verified: verifiedCommandSchema.exactOptional().catch(undefined as never),
  inside: imageContentsSchema.exactOptional().catch(undefined as never),
});

export const contentSchema = rowSchema.extend({
  edition: describe(z.string().exactOptional(), 'An edition of the content has its own row.'),
  commit: describe(z.string().nullable(), 'Commit of the branch or tag.'),
  notebook_count: describe(
    z.number().nonnegative().exactOptional(),
    'Notebooks that the catalogue offers of it; absent where no nightly check has counted them.',
  ),
  missing: describe(z.array(z.string()), 'Paths of catalogued notebooks that the ref no longer holds.'),
  missing_count: describe(
    z.int().nonnegative().exactOptional(),
    'How many are missing, where they are too many to name all of them.',
  ),
  verified: z
    .array(verifiedNotebookSchema)
    .exactOptional()
    .catch(undefined as never),
});

export const hubSchema = rowSchema.extend({
  missing: describe(
    z.array(z.string()).exactOptional(),
    'Notebooks that a JupyterLite site lacks, as <content>/<path>; absent where it lacks none.',
  ),
});

export const statusSchema = z.object({
  version: z.literal(1),
  checked_at: describe(time, 'When the check ended.'),
  duration_ms: z.number().nonnegative(),
  environments: z.array(environmentSchema),
  contents: z.array(contentSchema),
  hubs: z.array(hubSchema),
});
