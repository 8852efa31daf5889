import type { EnvironmentKind, ImageRegistry } from '../core/new-environment/environment-kinds.ts';

/** Options of `slipway pin`. */
export interface PinOptions {
  readonly content?: string;
  readonly update?: string;
  readonly dryRun: boolean;
}

/** Options of `slipway bump`. */
export interface BumpOptions {
  readonly content?: string;
  readonly label?: string;
  readonly edition?: string;
  readonly editionLabel?: string;
  readonly editionBranch?: string;
  readonly ref?: string;
  readonly dryRun: boolean;
}

/** Options of `slipway binder-refs`. */
export interface BinderRefsOptions {
  readonly content?: string;
  readonly push: boolean;
  readonly remote: string;
  readonly dryRun: boolean;
  /** Id of an environment. */
  readonly print?: string;
}

/** Options of `slipway new environment`. */
export interface NewEnvironmentOptions {
  readonly kind: EnvironmentKind;
  readonly registry: ImageRegistry;
  readonly owner?: string;
}
