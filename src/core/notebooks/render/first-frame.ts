const MARK = /data:image\/(?:png|jpeg|gif|webp);base64,/;

/**
 * The first picture in the text of a script, in base64: matplotlib's player of animations keeps its
 * frames so, in strings that a backslash continues on the next line. Undefined where there is none.
 */
export function extractFirstFrame(source: string): string | undefined {
  const match = MARK.exec(source);
  if (match === null) return undefined;
  const start = match.index + match[0].length;
  const end = source.slice(start).search(/["']/);
  return end < 0 ? undefined : source.slice(start, start + end).replaceAll('\\\n', '');
}
