import type { Detail } from '../details.ts';
import type { ImageReference } from '../images/types.ts';

export interface Instruction {
  /** Upper case, such as `FROM`. */
  readonly keyword: string;
  /** Name and value of each flag, in order, without its dashes; an empty value where none is written. */
  readonly flags: readonly (readonly [string, string])[];
  /** Everything behind keyword and flags, continuation lines joined, trimmed. */
  readonly rest: string;
  /** The arguments, where they are written as a list in JSON. */
  readonly json?: readonly string[];
  /** 1-based, where the instruction begins. */
  readonly line: number;
}

/** An image that a build needs. */
export interface NeededImage {
  /** As written, variables resolved to their defaults. */
  readonly image: string;
  readonly reference: ImageReference;
  /** `os/architecture[/variant]`; absent where nothing is asked for. */
  readonly platform?: string;
  /** 1-based. */
  readonly line: number;
}

/** A path of the build context that a build needs: without it the build fails. */
export interface ContextSource {
  readonly keyword: 'COPY' | 'ADD' | 'RUN';
  /** Variables resolved; relative to the root of the repository, with `*`, `?` and `[` as patterns. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** What building a Dockerfile for Binder takes. Stages that the last one does not need are left out, as BuildKit does. */
export interface BuildPlan {
  /** The external image of the last stage, which is the one that is built. */
  readonly base: NeededImage;
  /** Images of other stages, of `COPY --from` and `RUN --mount`, in order, each once. */
  readonly others: readonly NeededImage[];
  readonly sources: readonly ContextSource[];
  readonly doubt?: BuildDoubt;
}

/** A line that says what it should do, and that Docker reads otherwise: whether the build gets past it cannot be determined. */
export interface BuildDoubt {
  readonly detail: Detail;
  /** 1-based. */
  readonly line: number;
}

/**
 * Why a Dockerfile gives no plan. Every code but those of `UNTOLD_CODES` means that Docker refuses the file too, or
 * that there is no image to launch.
 */
export interface DockerfileFailure {
  readonly code:
    | 'dockerfile/too-large'
    | 'dockerfile/too-complex'
    | 'dockerfile/other-syntax'
    | 'dockerfile/unknown-flag'
    | 'dockerfile/assembled'
    | 'dockerfile/sources-untold'
    | 'dockerfile/not-text'
    | 'dockerfile/line-too-long'
    | 'dockerfile/bad-directive'
    | 'dockerfile/unterminated-heredoc'
    | 'dockerfile/unknown-instruction'
    | 'dockerfile/bad-instruction'
    | 'dockerfile/no-from'
    | 'dockerfile/instruction-before-from'
    | 'dockerfile/from-arguments'
    | 'dockerfile/bad-flag'
    | 'dockerfile/bad-stage'
    | 'dockerfile/bad-stage-name'
    | 'dockerfile/bad-argument'
    | 'dockerfile/bad-substitution'
    | 'dockerfile/empty-image'
    | 'dockerfile/bad-image'
    | 'dockerfile/from-scratch'
    | 'dockerfile/source-missing';
  /** What is wrong, what is allowed. */
  readonly detail: Detail;
  /** 1-based. */
  readonly line: number;
}

/**
 * Limits of this reader against files made to take memory or time, and what newer programs than it may know: whether
 * Docker builds the file cannot be determined.
 */
export const UNTOLD_CODES: readonly DockerfileFailure['code'][] = [
  'dockerfile/too-large',
  'dockerfile/too-complex',
  'dockerfile/other-syntax',
  'dockerfile/unknown-flag',
  'dockerfile/assembled',
  'dockerfile/sources-untold',
];

type Reason = DockerfileFailure['code'] extends `dockerfile/${infer Word}` ? Word : never;

export function failAt(
  line: number,
  reason: Reason,
  detail: Detail,
): { readonly ok: false; readonly failure: DockerfileFailure } {
  return { ok: false, failure: { code: `dockerfile/${reason}`, detail, line } };
}
