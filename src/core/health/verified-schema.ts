import * as z from 'zod';
import { REASON_CODES, type ReasonCode } from '../reasons.ts';
import { describe, time } from '../schema-parts.ts';

type VerifyCode = Extract<ReasonCode, `verify/${string}`>;

const VERIFY_CODES = REASON_CODES.filter((code): code is VerifyCode => code.startsWith('verify/'));

/** One run in an image, as `verified` in `status.json` keeps it. */
export const verifiedRunSchema = z.object({
  digest: describe(z.string(), 'Of the image it was run in.'),
  at: describe(time, 'When the run ended.'),
  duration_ms: z.number().nonnegative(),
  /** Most memory that its processes held at one time. */
  peak_memory_bytes: describe(z.number().nonnegative().nullable(), 'Null where nothing could measure it.'),
  code: describe(z.string().pipe(z.enum(VERIFY_CODES)).exactOptional(), 'Absent where it ran to its end.'),
  /** What the sentence of the code names. */
  about: z.record(z.string(), z.string().max(2000)).exactOptional(),
  /** The first one, in the words of its kernel, without terminal codes and secrets. */
  error: z
    .object({
      /** Absent where the run failed outside of cells. */
      cell: describe(z.int().positive().exactOptional(), 'Counted from 1, Markdown cells included.'),
      /** Such as `ModuleNotFoundError`. */
      name: z.string().max(2000),
      message: z.string().max(2000),
      /** The last lines of it. */
      traceback: z.string().max(20_000),
    })
    .exactOptional(),
});

export const verifiedCommandSchema = describe(
  verifiedRunSchema.extend({ command: z.string() }),
  'The own check of the environment, as slipway verify last ran it.',
);

export const verifiedNotebookSchema = describe(
  verifiedRunSchema.extend({
    /** In the content repository. */
    path: z.string(),
    /** Id of the environment, and its tag. */
    environment: z.string(),
    tag: z.string(),
    commit: describe(z.string().nullable(), 'Of the content; null for a folder that is no clean clone.'),
    outputs: describe(
      z
        .object({
          digest: describe(
            z
              .string()
              .regex(/^sha256:[0-9a-f]{64}$/)
              .nullable(),
            'Of their file beside the status; null where they are larger than what is kept.',
          ),
          size_bytes: z.int().nonnegative(),
        })
        .exactOptional(),
      'Outputs that the run left, as slipway verify --keep-outputs keeps them.',
    ),
  }),
  'A notebook as slipway verify last ran it.',
);
