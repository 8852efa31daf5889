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
  for (const { name, isEnd } of readTagNames(source)) {
    if (VOID.test(name)) continue;
    const count = open.get(name) ?? 0;
    if (isEnd) {
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

/** Names of tags in their order, lower case. No backtracking: a tag that does not end takes the rest. */
function* readTagNames(source: string): Generator<{ readonly name: string; readonly isEnd: boolean }> {
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    const isEnd = source.charAt(at + 1) === '/';
    const start = isEnd ? at + 2 : at + 1;
    at += 1;
    if (!/[a-zA-Z]/.test(source.charAt(start))) continue;
    const close = source.indexOf('>', start);
    if (close < 0) return;
    let end = start;
    while (end < close && !/[\s/]/.test(source.charAt(end))) end += 1;
    yield { name: source.slice(start, end).toLowerCase(), isEnd };
    at = close + 1;
  }
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
