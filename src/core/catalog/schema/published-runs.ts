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

/** The `inside` of an environment. */
export const ImageContentsSchema = z
  .looseObject({
    digest: z.string().meta({ description: 'Of the image that was looked into.' }),
    at: z.iso.datetime(),
    user: z.int().nonnegative().meta({ description: 'Id of the user that it runs as.' }),
    git: z.boolean(),
    nbgitpuller: z.boolean(),
    jupyter: z.boolean().meta({ description: 'Whether it has a Jupyter server.' }),
    packages: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        description: 'Version of each package by its name; left out where the file would be too large.',
        examples: [{ numpy: '2.0.1' }],
      }),
  })
  .meta({ description: 'What slipway verify saw inside an image of it; it counts for the digest only.' });
