import { commentOf } from './script-languages.ts';

/** Follows string literals over lines, so that what looks like a marker inside one is left alone. */
export interface QuoteTracker {
  /** Whether the next line begins inside a string. */
  isQuoted(): boolean;
  read(line: string): void;
}

/**
 * A tracker for a language: triple quotes run over lines, as in Python and Julia, and a single quote ends with
 * its line. R's strings are not followed, as jupytext doesn't either (`stringparser.py`).
 */
export function createQuoteTracker(language: string): QuoteTracker {
  if (language === 'R') return { isQuoted: () => false, read: () => undefined };
  const comment = commentOf(language);
  let triple = '';
  return {
    isQuoted: () => triple !== '',
    read(line) {
      triple = quoteAfter(line, triple, comment);
    },
  };
}

/** The triple quote (its character) that is open after a line, given the one that is open before; '' for none. */
function quoteAfter(line: string, before: string, comment: string | undefined): string {
  if (before === '' && comment !== undefined && line.trimStart().startsWith(comment)) return '';
  let triple = before;
  let single = '';
  let tripleAt = -1;
  for (let index = 0; index < line.length; index += 1) {
    if (single === '' && triple === '' && comment !== undefined && line.startsWith(comment, index)) break;
    const char = line.charAt(index);
    if ((char !== '"' && char !== "'") || line.charAt(index - 1) === '\\') continue;
    if (single !== '') {
      if (single === char) single = '';
    } else if (index >= tripleAt + 3 && line.slice(Math.max(0, index - 2), index + 1) === char.repeat(3)) {
      if (triple === char) triple = '';
      else if (triple === '') triple = char;
      else continue;
      tripleAt = index;
    } else if (triple === '') single = char;
  }
  return triple;
}
