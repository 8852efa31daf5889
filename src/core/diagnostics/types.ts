/** One problem of an input, with its position. Plain data: formatting is a separate step. */
export interface Diagnostic {
  /** Stable, kebab-case with an area before a slash, such as `manifest/unknown-key`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence: what is wrong and what is allowed. No final line break. */
  readonly message: string;
  /** What to do, one sentence. */
  readonly hint?: string;
  /** The hint as changes of the text, where it can be applied as it is, none of which overlaps another. */
  readonly fix?: readonly TextEdit[];
  readonly position: Position;
}

/** Replaces a part of a file. Lines and columns are 1-based, columns in UTF-16 code units; the end is exclusive. */
export interface TextEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** Place in a file. An unknown place is a value of its own, never line 0. */
export type Position =
  | {
      readonly file: string;
      /** 1-based. */
      readonly line: number;
      /** 1-based, in UTF-16 code units. */
      readonly column: number;
      /** Length of the offending text on that line, for the code frame; 0 when there is none. */
      readonly length: number;
    }
  | { readonly file: string; readonly line?: never };
