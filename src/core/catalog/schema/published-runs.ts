import { z } from 'zod';

const run = {
  digest: z.string().meta({ description: 'Of the image it was run in.' }),
  at: z.iso.datetime().meta({ description: 'When the run ended.' }),
  duration_ms: z.number().nonnegative(),
  peak_memory_bytes: z
    .number()
    .nonnegative()
    .nullable()
    .meta({ description: 'Null where nothing could measure it.' }),
  code: z.string().optional().meta({ description: 'Absent where it ran to its end.' }),
  about: z.record(z.string(), z.string()).optional(),
  error: z
    .looseObject({
      cell: z.int().positive().optional().meta({ description: 'Counted from 1, Markdown cells included.' }),
      name: z.string(),
      message: z.string(),
      traceback: z.string(),
    })
    .optional(),
};

/** The `verified` of an environment in the published `status.json`. */
export const VerifiedCommandSchema = z
  .looseObject({ ...run, command: z.string() })
  .meta({ description: 'The own check of the environment, as slipway verify last ran it.' });

/** An entry of the `verified` of a content. */
export const VerifiedNotebookSchema = z
  .looseObject({
    ...run,
    path: z.string(),
    environment: z.string(),
    tag: z.string(),
    commit: z
      .string()
      .nullable()
      .meta({ description: 'Of the content; null for a folder that is no clean clone.' }),
  })
  .meta({ description: 'A notebook as slipway verify last ran it.' });
