import type { ReasonCode } from '../reasons.ts';

/** Why a run in an image did not succeed. */
export type VerifyCode = Extract<ReasonCode, `verify/${string}`>;

/** The first error of a run, in the words of its kernel, without terminal codes and secrets. */
export interface VerifyError {
  /** Number of the cell, from 1, Markdown cells counted; absent where the run failed outside of cells. */
  readonly cell?: number;
  /** Such as `ModuleNotFoundError`. */
  readonly name: string;
  readonly message: string;
  /** The last lines of it. */
  readonly traceback: string;
}

/** One run in an image, as `status.json` keeps it. */
export interface VerifiedRun {
  /** Of the image. */
  readonly digest: string;
  /** ISO 8601, UTC: when it ended. */
  readonly at: string;
  readonly duration_ms: number;
  /** Most memory that its processes held at one time; null where nothing could measure it. */
  readonly peak_memory_bytes: number | null;
  /** Absent where it ran to its end. */
  readonly code?: VerifyCode;
  /** What the sentence of the code names. */
  readonly about?: Readonly<Record<string, string>>;
  readonly error?: VerifyError;
}

/** Outputs of a run that are kept beside the status, in a file that has its name from their digest. */
export interface VerifiedOutputs {
  /** `sha256:…` of the file; null where they are larger than what is kept. */
  readonly digest: string | null;
  readonly size_bytes: number;
}

export interface VerifiedNotebook extends VerifiedRun {
  /** In the content repository. */
  readonly path: string;
  /** Id of the environment, and its tag. */
  readonly environment: string;
  readonly tag: string;
  /** Of the content; null for a folder that is no clean clone. */
  readonly commit: string | null;
  /** Absent where they were not to be kept. */
  readonly outputs?: VerifiedOutputs;
}

/** A run of the environment's own check. */
export interface VerifiedCommand extends VerifiedRun {
  readonly command: string;
}
