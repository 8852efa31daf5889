const TAG = /<(\/?)([a-zA-Z][^\s/>]*)[^>]*?(\/?)>/g;
const VOID =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|tr|td|th|dt|dd|option)$/;
const CONTAINER_MARKS = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))+/;

/**
 * Upper estimate of how deep elements nest in HTML, from its text alone. Each name is counted for
 * itself, so that stray end tags of other names cannot hide what stays open.
 */
export function htmlNesting(source: string): number {
  if (!source.includes('<')) return 0;
  const open = new Map<string, number>();
  let depth = 0;
  let deepest = 0;
  for (const match of source.matchAll(TAG)) {
    const name = (match[2] ?? '').toLowerCase();
    if (VOID.test(name)) continue;
    const count = open.get(name) ?? 0;
    if (match[1] === '/') {
      if (count > 0) {
        open.set(name, count - 1);
        depth -= 1;
      }
    } else {
      open.set(name, count + 1);
      depth += 1;
      if (depth > deepest) deepest = depth;
    }
  }
  return deepest;
}

/** Upper estimate of how deep block quotes and lists nest in a Markdown text: marks on a line, and indentation. */
export function markdownNesting(source: string): number {
  let deepest = 0;
  for (const line of source.split('\n')) {
    const marks = CONTAINER_MARKS.exec(line)?.[0];
    if (marks === undefined) continue;
    const indent = line.length - line.trimStart().length;
    const depth = Math.floor(indent / 2) + marks.replace(/[ \t\d]/g, '').length;
    if (depth > deepest) deepest = depth;
  }
  return Math.max(deepest, htmlNesting(source));
}
