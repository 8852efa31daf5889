import { LIMITS } from '../limits.ts';

/** What a page may still cost the parsers. Counted in characters, so that the result does not depend on the machine. */
export interface MarkupBudget {
  /** False where a text has more marks than one text or what is left of the page may have: it is shown plainly. */
  spend(source: string): boolean;
}

export function createMarkupBudget(): MarkupBudget {
  let left: number = LIMITS.pageMarks;
  return {
    spend(source) {
      const marks = countMarks(source, Math.min(left, LIMITS.textMarks));
      if (marks > LIMITS.textMarks || marks > left) return false;
      left -= marks;
      return true;
    },
  };
}

/** Characters that open or close something in Markdown and HTML. */
const MARKS = new Set([...'*_~`$[]()<>!#|&{}:-"\\\n'].map((character) => character.charCodeAt(0)));

/** Counted up to just over the limit. */
function countMarks(source: string, limit: number): number {
  let marks = 0;
  for (let at = 0; at < source.length && marks <= limit; at += 1)
    if (MARKS.has(source.charCodeAt(at))) marks += 1;
  return marks;
}
