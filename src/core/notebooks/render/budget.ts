import { LIMITS } from '../limits.ts';

/** What a page may still cost the parsers. Counted in characters, so that the result does not depend on the machine. */
export interface MarkupBudget {
  /** False where a text has more marks than one text or what is left of the page may have: it is shown plainly. */
  spend(source: string): boolean;
}

export function createMarkupBudget(): MarkupBudget {
  let left: number = LIMITS.pageMarks;
  // Few pages have as many characters as they may have marks: until then nothing has to be counted.
  let uncounted: string[] = [];
  let uncountedChars = 0;
  return {
    spend(source) {
      if (source.length <= LIMITS.textMarks && uncountedChars + source.length <= left) {
        uncounted.push(source);
        uncountedChars += source.length;
        return true;
      }
      for (const each of uncounted) left -= countMarks(each, each.length);
      uncounted = [];
      uncountedChars = 0;
      const marks = countMarks(source, Math.min(left, LIMITS.textMarks));
      if (marks > LIMITS.textMarks || marks > left) return false;
      left -= marks;
      return true;
    },
  };
}

/** Characters that open or close something in Markdown and HTML: 1 at the code of each. */
const MARKS = new Uint8Array(128);
for (const character of '*_~`$[]()<>!#|&{}:-"\\\n') MARKS[character.charCodeAt(0)] = 1;

/**
 * Addresses become links without any brackets (GitHub's dialect): an element, an attribute and a text for `a@b.c`,
 * `http://a` and `www.a`.
 */
const LINK_MARKS = 3;
/** The last character of what begins or joins an address, and what is before it. */
const LINK_SIGNS = new Map([
  ['@'.charCodeAt(0), ''],
  ['/'.charCodeAt(0), ':/'],
  ['.'.charCodeAt(0), 'www'],
]);

/** Counted up to just over the limit. */
function countMarks(source: string, limit: number): number {
  let marks = 0;
  for (let at = 0; at < source.length && marks <= limit; at += 1) {
    const code = source.charCodeAt(at);
    marks += MARKS[code] ?? 0;
    const before = LINK_SIGNS.get(code);
    if (before !== undefined && source.startsWith(before, at - before.length)) marks += LINK_MARKS;
  }
  return marks;
}
