/**
 * Offset of the bracket with which so many are open, those in texts and comments counted as well. The YAML parser takes
 * time that grows with more than the square of the braces that are open: 200 take a second, 400 most of a minute.
 */
export function findDeepBracket(text: string, maxOpen: number): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
    if (open >= maxOpen) return index;
  }
  return undefined;
}
