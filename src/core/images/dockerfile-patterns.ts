/** Counts work and throws where a budget is used up. */
export type Spend = (steps: number) => void;

/** `${v#p}`, `${v##p}`, `${v%p}`, `${v%%p}`: the value without the shortest or longest match at its start or end. */
export function cutMatch(value: string, pattern: string, operator: string, spend: Spend): string {
  const isPrefix = operator.startsWith('#');
  const isLongest = operator.length === 2;
  for (let count = 0; count <= value.length; count += 1) {
    const length = isLongest ? value.length - count : count;
    const part = isPrefix ? value.slice(0, length) : value.slice(value.length - length);
    spend(part.length + pattern.length);
    if (isGlobMatch(part, pattern, spend)) {
      return isPrefix ? value.slice(length) : value.slice(0, value.length - length);
    }
  }
  return value;
}

/** `${v/p/w}` and, with `isGlobal`, `${v//p/w}`: the longest match at each place is replaced. */
export function replaceMatches(
  value: string,
  pattern: string,
  replacement: string,
  isGlobal: boolean,
  spend: Spend,
): string {
  const parts: string[] = [];
  let from = 0;
  while (from < value.length) {
    const length = longestMatch(value, from, pattern, spend);
    if (length > 0) {
      spend(replacement.length);
      parts.push(replacement);
      from += length;
      if (!isGlobal) break;
    } else {
      parts.push(value[from] ?? '');
      from += 1;
    }
  }
  return parts.join('') + value.slice(from);
}

function longestMatch(value: string, from: number, pattern: string, spend: Spend): number {
  for (let end = value.length; end > from; end -= 1) {
    spend(end - from + pattern.length);
    if (isGlobMatch(value.slice(from, end), pattern, spend)) return end - from;
  }
  return 0;
}

/** Match of the whole text with `*` and `?`, going back to the last star only. */
function isGlobMatch(text: string, pattern: string, spend: Spend): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    spend(1);
    if (pattern[p] === '*') {
      star = p;
      mark = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
