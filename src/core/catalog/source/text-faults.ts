import { findDeepBracket } from '../../deep-brackets.ts';
import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { formatMegabytes } from '../../diagnostics/format-megabytes.ts';
import { lineAt, type TextLine } from './text-lines.ts';
import type { Range } from './tree.ts';

/** A fault of the text itself, from which errors of YAML follow elsewhere. */
export interface TextFault extends Range {
  readonly code: `manifest/${'too-large' | 'not-text' | 'line-ends' | 'merge-conflict' | 'too-deep' | 'odd-space'}`;
  readonly message: string;
  readonly hint?: string;
  readonly fix?: readonly OffsetEdit[];
}

/** The two kinds of line that nothing else looks like; `=======` alone may be a heading. */
const CONFLICT = /^(?:<{7}|>{7})(?: |$)/;
/** Spaces that are none to YAML, and characters that take no room. */
const ODD_SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;
/** One end of a line, or several; `CR CR LF` is one that was converted twice. */
const RETURNS = /\r+\n?/g;
const WITHOUT_WIDTH = /[\u200b\u2060\ufeff]/g;

/** A manifest of a thousand notebooks with descriptions stays below a fifth of this. */
export const MAX_MANIFEST_BYTES = 1_000_000;

/** With more, the parser takes more than a second. */
const MAX_OPEN_BRACKETS = 250;

/** Why a text is not worth parsing. */
export function findTextFault(text: string): TextFault | undefined {
  if (isTooLarge(text)) {
    return {
      code: 'manifest/too-large',
      message: `The manifest is larger than ${formatMegabytes(MAX_MANIFEST_BYTES)}, the most that is read.`,
      hint: 'Check that this is the right file; what notebooks say themselves need not be repeated here.',
      start: 0,
      end: 0,
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return {
      code: 'manifest/not-text',
      message: 'The manifest contains a NUL character, so it is not a text file in UTF-8.',
      hint: 'Save the file as UTF-8 text.',
      start: nul,
      end: nul + 1,
    };
  }
  const lineEnds = findLoneReturns(text);
  if (lineEnds !== undefined) return lineEnds;
  const conflict = findMergeConflict(text);
  if (conflict !== undefined) return conflict;
  const deep = findDeepBracket(text, MAX_OPEN_BRACKETS);
  if (deep === undefined) return undefined;
  return {
    code: 'manifest/too-deep',
    message: `Here ${MAX_OPEN_BRACKETS} brackets are open; no part of a manifest is nested so deeply.`,
    start: deep,
    end: deep + 1,
  };
}

/** UTF-8 bytes, counted only as far as needed. */
function isTooLarge(text: string): boolean {
  if (text.length > MAX_MANIFEST_BYTES) return true;
  return text.length * 3 > MAX_MANIFEST_BYTES && new TextEncoder().encode(text).length > MAX_MANIFEST_BYTES;
}

/** Line ends of a carriage return alone, which YAML knows and its library doesn't. */
function findLoneReturns(text: string): TextFault | undefined {
  const lone = [...text.matchAll(RETURNS)].flatMap(({ index, 0: run }) =>
    run.endsWith('\n') ? [] : Array.from(run, (_, offset) => index + offset),
  );
  const [first] = lone;
  if (first === undefined) return undefined;
  return {
    code: 'manifest/line-ends',
    start: first,
    end: first + 1,
    message:
      'Here a line ends in a carriage return alone (CR), as on very old Macs; all lines have to end in a line feed (LF, or CR and LF).',
    hint: 'Choose LF as the line ending in your editor, and save the file.',
    fix: lone.map((at) => ({ start: at, end: at + 1, text: '\n' })),
  };
}

/** Lines that git left where it could not merge. */
function findMergeConflict(text: string): TextFault | undefined {
  const first = eachLine(text).find((line) => CONFLICT.test(line.text));
  if (first === undefined) return undefined;
  return {
    code: 'manifest/merge-conflict',
    start: first.start,
    end: first.end,
    message:
      'Git could not merge two versions of this file and left both in it, between "<<<<<<<" and ">>>>>>>".',
    hint: 'Keep one version of each such part, or both, and remove the lines that begin with "<<<<<<<", "=======" and ">>>>>>>".',
  };
}

/** Lines that are indented by spaces which YAML takes for letters, as web pages and word processors have them. */
export function findOddIndentation(text: string): TextFault | undefined {
  const odd = eachLine(text).flatMap((line) => {
    const lead = leadOf(line.text);
    return ODD_SPACE.test(lead) && lead.length < line.text.length ? [{ line, lead }] : [];
  });
  const [first] = odd;
  if (first === undefined) return undefined;
  const at = first.line.start + first.lead.search(ODD_SPACE);
  const others = odd.length === 1 ? '' : `, and ${odd.length - 1} more`;
  return {
    code: 'manifest/odd-space',
    start: at,
    end: at + 1,
    message: `This line${others} ${odd.length === 1 ? 'is' : 'are'} indented with a space of another kind, such as a no-break space, which YAML takes for a letter.`,
    hint: 'Replace it with plain spaces.',
    fix: odd.map(({ line, lead }) => ({
      start: line.start,
      end: line.start + lead.length,
      text: toPlainSpaces(lead),
    })),
  };
}

/** Each space of another kind as a plain one, and what takes no room left out. */
export function toPlainSpaces(text: string): string {
  return text.replace(WITHOUT_WIDTH, '').replace(new RegExp(ODD_SPACE, 'g'), ' ');
}

export function isOddSpace(character: string | undefined): boolean {
  return character !== undefined && ODD_SPACE.test(character);
}

function leadOf(line: string): string {
  let end = 0;
  while (end < line.length && (line[end] === ' ' || line[end] === '\t' || isOddSpace(line[end]))) end += 1;
  return line.slice(0, end);
}

function eachLine(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start < text.length; ) {
    lines.push(lineAt(text, start));
    const next = text.indexOf('\n', start);
    start = next < 0 ? text.length : next + 1;
  }
  return lines;
}
