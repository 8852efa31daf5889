import type * as z from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';
import type {
  contentSchema,
  environmentSchema,
  hubSchema,
  nightSchema,
  reasonSchema,
  rowSchema,
  statusSchema,
} from './schema.ts';
import type { verifiedCommandSchema, verifiedNotebookSchema, verifiedRunSchema } from './verified-schema.ts';

/** The published `status.json`, as docs/nightly.md and the schema in `public/` describe it; what its keys mean is in `schema.ts`. */
export type Status = DeepReadonly<z.output<typeof statusSchema>>;

export type Reason = DeepReadonly<z.output<typeof reasonSchema>>;
/** The verdict of one UTC day. */
export type HistoryEntry = DeepReadonly<z.output<typeof nightSchema>>;
/** What every row of the status has. */
export type StatusRow = DeepReadonly<z.output<typeof rowSchema>>;
/** One version of an environment; `id` is the environment's, `tag` tells its versions apart. */
export type EnvironmentStatus = DeepReadonly<z.output<typeof environmentSchema>>;
export type ContentStatus = DeepReadonly<z.output<typeof contentSchema>>;
export type HubStatus = DeepReadonly<z.output<typeof hubSchema>>;

/** One run in an image. */
export type VerifiedRun = DeepReadonly<z.output<typeof verifiedRunSchema>>;
/** A run of the environment's own check. */
export type VerifiedCommand = DeepReadonly<z.output<typeof verifiedCommandSchema>>;
export type VerifiedNotebook = DeepReadonly<z.output<typeof verifiedNotebookSchema>>;
/** Why a run did not succeed. */
export type VerifyCode = NonNullable<VerifiedRun['code']>;
export type VerifyError = NonNullable<VerifiedRun['error']>;
/** Outputs of a run that are kept beside the status, in a file that has its name from their digest. */
export type VerifiedOutputs = NonNullable<VerifiedNotebook['outputs']>;
