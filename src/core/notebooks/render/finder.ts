const BLANK_LINE = /\n[ \t]*\n/g;

/**
 * Searches that only move forward. Each keeps what it found, so that a text full of openings without
 * an end costs one pass and not one for each.
 */
export interface Finder {
  /** Where a string begins next. */
  next(needle: string, from: number): number | undefined;
  /** The code span whose backticks begin at `from` (CommonMark 0.31, 6.1). */
  code(from: number): { readonly content: string; readonly end: number } | undefined;
}

export function createFinder(input: string): Finder {
  const found = new Map<string, number>();
  const runs = new Map<number, number[]>();
  for (const run of input.matchAll(/`+/g)) {
    const positions = runs.get(run[0].length);
    if (positions === undefined) runs.set(run[0].length, [run.index]);
    else positions.push(run.index);
  }
  for (const positions of runs.values()) positions.reverse();
  let blankAt = -1;
  const blankLine = (from: number) => {
    if (blankAt < from) {
      BLANK_LINE.lastIndex = from;
      blankAt = BLANK_LINE.exec(input)?.index ?? input.length;
    }
    return blankAt;
  };
  const next = (needle: string, from: number) => {
    let at = found.get(needle) ?? -1;
    if (at < from) {
      at = input.indexOf(needle, from);
      found.set(needle, at < 0 ? input.length : at);
    }
    return at < 0 || at >= input.length ? undefined : at;
  };
  return {
    next,
    code(from) {
      let start = from;
      while (input[start] === '`') start += 1;
      const positions = runs.get(start - from) ?? [];
      while ((positions.at(-1) ?? start) < start) positions.pop();
      const end = positions.at(-1);
      if (end === undefined || end > blankLine(from)) return undefined;
      return { content: input.slice(start, end), end: end + start - from };
    },
  };
}
