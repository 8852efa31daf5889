import * as z from 'zod';
import { REASON_CODES } from '../reasons.ts';
import type { VerifiedCommand, VerifiedNotebook, VerifyCode } from './verified-types.ts';

const VERIFY_CODES = REASON_CODES.filter((code): code is VerifyCode => code.startsWith('verify/'));

const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a time')
  .meta({ format: 'date-time' });

const run = {
  digest: z.string().meta({ description: 'Of the image it was run in.' }),
  at: time.meta({ description: 'When the run ended.' }),
  duration_ms: z.number().nonnegative(),
  peak_memory_bytes: z
    .number()
    .nonnegative()
    .nullable()
    .meta({ description: 'Null where nothing could measure it.' }),
  code: z
    .string()
    .pipe(z.enum(VERIFY_CODES))
    .exactOptional()
    .meta({ description: 'Absent where it ran to its end.' }),
  about: z.record(z.string(), z.string().max(2000)).exactOptional(),
  error: z
    .object({
      cell: z
        .int()
        .positive()
        .exactOptional()
        .meta({ description: 'Counted from 1, Markdown cells included.' }),
      name: z.string().max(2000),
      message: z.string().max(2000),
      traceback: z.string().max(20_000),
    })
    .exactOptional(),
};

/** Shapes of `verified` in `status.json`. */
export const verifiedCommandSchema: z.ZodType<VerifiedCommand> = z
  .object({ ...run, command: z.string() })
  .meta({ description: 'The own check of the environment, as slipway verify last ran it.' });

export const verifiedNotebookSchema: z.ZodType<VerifiedNotebook> = z
  .object({
    ...run,
    path: z.string(),
    environment: z.string(),
    tag: z.string(),
    commit: z
      .string()
      .nullable()
      .meta({ description: 'Of the content; null for a folder that is no clean clone.' }),
    outputs: z
      .object({
        digest: z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/)
          .nullable()
          .meta({
            description: 'Of their file beside the status; null where they are larger than what is kept.',
          }),
        size_bytes: z.int().nonnegative(),
      })
      .exactOptional()
      .meta({ description: 'Outputs that the run left, as slipway verify --keep-outputs keeps them.' }),
  })
  .meta({ description: 'A notebook as slipway verify last ran it.' });
