import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { quoteLineValue } from './line-fixes.ts';
import { lineAbove, lineAt, lineBelow, type TextLine, wordsOf } from './text-lines.ts';
import type { Range } from './tree.ts';

/** What is said of a slip of indentation, and where. */
interface Words extends Range {
  readonly message: string;
  readonly hint?: string;
  readonly fix?: readonly OffsetEdit[] | undefined;
  /** What it shares with those that mostly follow from it. */
  readonly family?: string;
  /** Start of the line below which it is. */
  readonly parent?: number;
}

/** A line that begins in a column where no key of its mapping does. */
export function describeIndentation(offset: number, text: string): Words {
  const line = lineAt(text, offset);
  const above = lineAbove(text, line);
  const rule = 'keys of one mapping have to begin in the same column';
  return {
    message:
      above === undefined || above.indentation === line.indentation
        ? `The indentation is wrong: ${rule}.`
        : `${compareIndentation(line, above)}; ${rule}.`,
    hint: 'Indent the lines that belong together by the same number of spaces.',
    ...describeBlock(line, text),
    ...wordsOf(line),
  };
}

/** A key where the value of another key was read: on the same line, or because the next line is indented further. */
export function describeNestedKey(offset: number, text: string): Words {
  const line = lineAt(text, offset);
  const rest = text.slice(offset, line.end);
  if (/^\s*- /.test(rest)) {
    return {
      message: 'A list begins here, but the key above it has a value already.',
      hint: 'Remove that value, or the hyphen.',
      ...wordsOf(line),
    };
  }
  const below = lineBelow(text, line);
  if (/:( |$)/.test(rest) || below === undefined) {
    return {
      message: 'A second "key:" stands on this line; a text that contains ": " has to be in quotes.',
      hint: 'Put the text in quotes, or begin a new, indented line.',
      fix: quoteLineValue(text, line.start),
      start: offset,
      end: offset + 1,
    };
  }
  // Two lines of one depth are read so only where a line above has put them at odds.
  if (below.indentation === line.indentation) return describeIndentation(below.start, text);
  return {
    message: `${compareIndentation(below, line)}, but that one has its value already.`,
    hint: 'Indent the lines that belong together by the same number of spaces.',
    ...describeBlock(below, text),
    ...wordsOf(below),
  };
}

/** Lines of one depth below one line are misread together. */
function describeBlock(line: TextLine, text: string): Pick<Words, 'family' | 'parent'> {
  let parent = lineAbove(text, line);
  while (parent !== undefined && parent.indentation >= line.indentation) parent = lineAbove(text, parent);
  if (parent === undefined) return { family: `depth ${line.indentation}` };
  return { family: `depth ${line.indentation} below ${parent.start}`, parent: parent.start };
}

function compareIndentation(line: TextLine, above: TextLine): string {
  return `This line is indented by ${countSpaces(line.indentation)} and the one above it by ${above.indentation === 0 ? 'none' : above.indentation}`;
}

function countSpaces(count: number): string {
  if (count === 0) return 'no space';
  return count === 1 ? '1 space' : `${count} spaces`;
}
