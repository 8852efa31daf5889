import * as z from 'zod';
import { REASON_CODES } from '../reasons.ts';
import type { VerifiedCommand, VerifiedNotebook, VerifyCode } from './verified-types.ts';

const VERIFY_CODES = REASON_CODES.filter((code): code is VerifyCode => code.startsWith('verify/'));

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');

const run = {
  digest: z.string(),
  at: time,
  duration_ms: z.number().nonnegative(),
  peak_memory_bytes: z.number().nonnegative().nullable(),
  code: z.enum(VERIFY_CODES).exactOptional(),
  about: z.record(z.string(), z.string().max(2000)).exactOptional(),
  error: z
    .object({
      cell: z.int().positive().exactOptional(),
      name: z.string().max(2000),
      message: z.string().max(2000),
      traceback: z.string().max(20_000),
    })
    .exactOptional(),
};

/** Shapes of `verified` in `status.json`, for a reader. */
export const verifiedCommandSchema: z.ZodType<VerifiedCommand> = z.object({ ...run, command: z.string() });

export const verifiedNotebookSchema: z.ZodType<VerifiedNotebook> = z.object({
  ...run,
  path: z.string(),
  environment: z.string(),
  tag: z.string(),
  commit: z.string().nullable(),
});
