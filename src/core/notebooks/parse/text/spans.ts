import { isBlank } from './lines.ts';
import { createQuoteTracker } from './quotes.ts';

/** One cell's part of the text: where its source ends, and where the next cell may begin. */
export interface Span {
  readonly end: number;
  readonly next: number;
  /** Whether a marker of its own ended it. */
  readonly hasExplicitEnd: boolean;
}

export interface CodeSpanRules {
  readonly lines: readonly string[];
  /** Of {@link nextUnblank}. */
  readonly nextUnblank: Int32Array;
  /** Language whose strings are followed. */
  readonly language: string;
  /** Whether the first line is a marker, and so no part of the code. */
  readonly hasMarker: boolean;
  /** Whether a line begins another cell. */
  begins(line: string): boolean;
  /** Whether a line ends this cell; without it a blank line does, unless indented code follows. */
  ends?: (line: string) => boolean;
}

/** The span of a code cell that begins at `start`, and whether the beginning of another one ended it. */
export function codeSpan(start: number, rules: CodeSpanRules): Span & { readonly isInterrupted: boolean } {
  const { lines } = rules;
  const quotes = createQuoteTracker(rules.language);
  const ended = (end: number, next: number, hasExplicitEnd = false) => ({
    end,
    next,
    hasExplicitEnd,
    isInterrupted: false,
  });
  for (let index = rules.hasMarker ? start + 1 : start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const isQuoted = quotes.isQuoted();
    quotes.read(line);
    if (isQuoted) continue;
    if (index > start && rules.begins(line)) {
      return { ...ended(index - blanksBefore(lines, start, index), index), isInterrupted: true };
    }
    if (rules.ends?.(line)) return ended(index, index + 1, true);
    if (rules.ends !== undefined || !isBlank(line)) continue;
    if (/^\s/.test(lines[rules.nextUnblank[index] ?? lines.length] ?? '')) continue;
    if (index > start) return ended(index, index + 1);
    return ended(start + 1, isBlank(lines[start + 1]) ? start + 2 : start + 1);
  }
  return ended(lines.length, lines.length);
}

/** How many blank lines, two at the most, part a cell from the one that begins at `index`. */
function blanksBefore(lines: readonly string[], start: number, index: number): number {
  if (index <= start || !isBlank(lines[index - 1])) return 0;
  return index - 1 > start && isBlank(lines[index - 2]) ? 2 : 1;
}
