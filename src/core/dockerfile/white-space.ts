/** White space as Go's `unicode.IsSpace` has it, which is what BuildKit trims and splits words at. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export function isSpace(character: string): boolean {
  return character !== '' && SPACE.test(character);
}

/** Text without white space at its start. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text[start] ?? '')) start += 1;
  return text.slice(start);
}

/** Text without white space at both ends. */
export function trim(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1] ?? '')) end -= 1;
  return trimStart(text.slice(0, end));
}

/** Splits at the spaces that separate the arguments of an instruction; a no-break space is none of them. */
export function splitArguments(text: string, limit?: 2): string[] {
  if (limit === undefined) return text.split(/[\t\v\f\r ]+/);
  const start = text.search(/[\t\v\f\r ]/);
  if (start < 0) return [text];
  let end = start;
  while (/[\t\v\f\r ]/.test(text[end] ?? '')) end += 1;
  return [text.slice(0, start), text.slice(end)];
}
