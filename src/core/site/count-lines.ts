/** Width of letters of Noto Sans, on average, as part of its size: rather too little, since guesses are to be too large. */
const LETTER_WIDTH = 0.5;

/**
 * The fewest lines that a text may take, without drawing it. Lines are broken between words, and in words that are
 * longer than a line.
 *
 * @param sizePx height of the font
 */
export function countLines(text: string, sizePx: number, widthPx: number): number {
  const lettersPerLine = widthPx / (sizePx * LETTER_WIDTH);
  let lines = 1;
  let used = 0;
  for (const { length } of text.split(' ')) {
    const withSpace = used === 0 ? length : used + 1 + length;
    if (withSpace <= lettersPerLine) {
      used = withSpace;
      continue;
    }
    if (used > 0) lines += 1;
    const more = Math.ceil(length / lettersPerLine) - 1;
    lines += more;
    used = length - more * lettersPerLine;
  }
  return lines;
}
