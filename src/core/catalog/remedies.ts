import { quoteWhole } from '../diagnostics/quote.ts';
import type { Problem } from './reporter.ts';

/** What to write instead, as a sentence and as a value. */
export type Remedy = Pick<Problem, 'hint' | 'replacement'>;

/** Another value for the same key, all of it; nothing where none is known. */
export function adviseValue(value: string | undefined): Remedy {
  return value === undefined ? {} : { hint: `Write ${quoteWhole(value)}.`, replacement: value };
}

/** A word that was probably meant; nothing where none is near. */
export function adviseWord(near: string | undefined): Remedy {
  return near === undefined ? {} : { hint: `Did you mean "${near}"?`, replacement: near };
}
