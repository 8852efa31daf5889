/** What people paste along with an address or a name: brackets, quotes of a word processor, punctuation. */
const OPENING = '<([{"\'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u2039';
const CLOSING = '>)]}"\'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00bb\u203a.,;:!';
/** White space, and characters that are not seen. */
const BLANK = /^[\s\p{Cf}]$/u;

/** Quotes of a word processor, which YAML takes for letters. */
export const CURLY_QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/;

/** The text without what was pasted along with it at its ends. */
export function unwrapPasted(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && (OPENING.includes(text[start] ?? '') || BLANK.test(text[start] ?? ''))) start += 1;
  while (end > start && (CLOSING.includes(text[end - 1] ?? '') || BLANK.test(text[end - 1] ?? ''))) end -= 1;
  return text.slice(start, end);
}

/** The words between quotes of a word processor that surround the whole text; undefined where none do. */
export function readCurlyQuoted(text: string): string | undefined {
  if (!/^[\u2018-\u201f\u00ab\u2039]/.test(text) || !/["\u2018-\u201f\u00bb\u203a]$/.test(text))
    return undefined;
  const inner = text.slice(1, -1).trim();
  return inner === '' || CURLY_QUOTES.test(inner) || inner.includes('"') ? undefined : inner;
}
