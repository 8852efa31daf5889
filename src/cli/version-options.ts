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
