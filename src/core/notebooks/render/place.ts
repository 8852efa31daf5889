import type { MarkdownCell } from '../types.ts';
import type { Page } from './page.ts';

/** Where a tree comes from. Headings of outputs are no headings of the page. */
export interface Place {
  readonly page: Page;
  readonly attachments: MarkdownCell['attachments'];
  /** A link must not contain another link. */
  readonly isInLink: boolean;
  /** Text for a picture that says nothing of itself, such as `Output image of cell 3`. */
  readonly fallbackAlt: string;
  readonly isOutput: boolean;
  /** What a screen reader says of a table. */
  readonly tableLabel: string;
}
