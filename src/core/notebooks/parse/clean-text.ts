import { hasVisibleText } from '../../visible-text.ts';

const NUL = /\0/g;
const LINE_ENDS = /\r\n/g;

/** Makes text safe to print: lone surrogates and NUL become U+FFFD, the replacement character. */
export function cleanText(text: string): string {
  const wellFormed = text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replace(NUL, '\uFFFD') : wellFormed;
}

/**
 * Multi-line string of nbformat: a string, or a list of strings that join without a separator. What
 * is neither counts as no text; numbers and booleans, which some writers leave unquoted, are kept.
 */
export function joinLines(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((part) => (typeof part === 'string' ? part : '')).join('');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** Source of a cell: joined, clean, with `\n` line ends. */
export function sourceText(value: unknown): string {
  const text = cleanText(joinLines(value));
  return text.includes('\r\n') ? text.replace(LINE_ENDS, '\n') : text;
}

/** Accents beyond a handful on one letter reach over the lines above and below, and over whatever is there. */
const TOO_MANY_MARKS = /(\p{M}{5})\p{M}+/gu;

/** Control characters are no words, and no XML; the others turn the words that follow around. */
const CONTROLS = /[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]+/gu;

/**
 * Words that are shown outside the notebook's own part of a page, such as its title: on one line, and without what
 * would change the words around them.
 *
 * @returns an empty text where a reader would see none
 */
export function plainWords(text: string): string {
  const words = cleanText(text).replace(/\s+/g, ' ').replace(CONTROLS, '').trim();
  return hasVisibleText(words) ? words.replace(TOO_MANY_MARKS, '$1') : '';
}
