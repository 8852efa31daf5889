/** Whether a line has nothing to see. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** Lines of a text as Python counts them: a line break at the end begins no further line. */
export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** Takes a comment's prefix (and one space) off a line, and its suffix; a line without them stays as it is. */
export function uncomment(line: string, prefix: string, suffix = ''): string {
  let text = line;
  if (prefix !== '' && text.startsWith(prefix)) {
    text = text.slice(prefix.length);
    if (text.startsWith(' ')) text = text.slice(1);
  }
  if (suffix !== '' && text.endsWith(suffix)) {
    text = text.slice(0, -suffix.length);
    if (text.endsWith(' ')) text = text.slice(0, -1);
  }
  return text;
}

/** Whether the lines before `end` close with two blank lines after one that is not. */
export function endsWithTwoBlanks(lines: readonly string[], start: number, end: number): boolean {
  return end - start >= 3 && !isBlank(lines[end - 3]) && isBlank(lines[end - 2]) && isBlank(lines[end - 1]);
}

/**
 * Where the next cell begins, given the line after this one's end: one blank line is passed over, and two
 * after a cell with an end of its own, as writers put them there.
 */
export function skipSeparator(lines: readonly string[], next: number, hasExplicitEnd: boolean): number {
  if (next + 1 < lines.length && isBlank(lines[next]) && !isBlank(lines[next + 1])) return next + 1;
  const areTwo = next + 2 < lines.length && isBlank(lines[next]) && isBlank(lines[next + 1]);
  return hasExplicitEnd && areTwo && !isBlank(lines[next + 2]) ? next + 2 : next;
}

/** For each line, the index of the first line from there on that is not blank; the line count where none is. */
export function nextUnblank(lines: readonly string[]): Int32Array {
  const next = new Int32Array(lines.length);
  let found = lines.length;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (!isBlank(lines[index])) found = index;
    next[index] = found;
  }
  return next;
}
