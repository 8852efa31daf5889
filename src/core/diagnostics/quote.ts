import { coverSecrets } from '../redact.ts';

const MAX_QUOTED_LENGTH = 80;

/** Text of the manifest as messages show it: in double quotes, on one line, without secrets, at most 80 characters. */
export function quote(text: string): string {
  // Secrets are covered before the text is cut: a cut could remove the `@` by which they are known.
  const covered = quoteWhole(text).slice(1, -1);
  const characters = [...covered];
  return characters.length > MAX_QUOTED_LENGTH
    ? `"${characters.slice(0, MAX_QUOTED_LENGTH - 1).join('')}…"`
    : `"${covered}"`;
}

/** The same of any length, for what people are to write. */
export function quoteWhole(text: string): string {
  return `"${replaceControls(coverSecrets(text.replace(/\r?\n/g, '⏎')))}"`;
}

/** Control and direction characters can forge or hide output in a terminal; each becomes one `�`. */
export function replaceControls(text: string): string {
  return text.replace(
    /[\p{Cc}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{2028}\u{2029}]/gu,
    '\ufffd',
  );
}
