/**
 * The text without the characters at its end. A regular expression such as `/\s+$/` tries anew at every one of
 * a long row of blanks that is not at the end, which takes minutes for a megabyte.
 *
 * @param isDropped whether a character (one UTF-16 code unit) is dropped
 */
export function trimEndWhere(text: string, isDropped: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isDropped(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The same at the beginning. */
export function trimStartWhere(text: string, isDropped: (character: string) => boolean): string {
  let start = 0;
  while (start < text.length && isDropped(text.charAt(start))) start += 1;
  return text.slice(start);
}

/** The same at both ends. */
export function trimWhere(text: string, isDropped: (character: string) => boolean): string {
  return trimStartWhere(trimEndWhere(text, isDropped), isDropped);
}

/** An address or path without the slashes at its end. */
export function trimEndSlashes(text: string): string {
  return trimEndWhere(text, (character) => character === '/');
}

/** A path without slashes at either end. */
export function trimSlashes(text: string): string {
  return trimWhere(text, (character) => character === '/');
}
