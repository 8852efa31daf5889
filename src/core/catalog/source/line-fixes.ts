import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { CURLY_QUOTES, readCurlyQuoted } from '../fields/pasted-text.ts';
import { lineAbove, lineAt, type TextLine } from './text-lines.ts';

/** `key: value` on one line, the value as it is written, a comment behind it left out. */
const KEY_AND_VALUE = /^(\s*(?:- +)*(?:"[^"]*"|[^\s:#"'[{][^:]*):[ \t]+)(\S.*)$/;

/** Longer lines get no advice: each dash could be the key's own, and every one of them would be tried. */
const MAX_LINE_LENGTH = 2_000;

function readKeyAndValue(line: string): readonly string[] {
  return (line.length > MAX_LINE_LENGTH ? undefined : KEY_AND_VALUE.exec(line)) ?? [];
}

/** The value of the line at an offset in quotes, whatever is in it; none where the line has no key. */
export function quoteLineValue(text: string, offset: number): readonly OffsetEdit[] | undefined {
  const line = lineAt(text, offset);
  const [, before, value] = readKeyAndValue(line.text);
  if (before === undefined || value === undefined) return undefined;
  const comment = value.search(/\s#/);
  const written = (comment < 0 ? value : value.slice(0, comment)).trimEnd();
  const start = line.start + before.length;
  const meant = readCurlyQuoted(written) ?? written;
  return [{ start, end: start + written.length, text: quoteLiterally(meant) }];
}

/** Single quotes around double ones, so that the text stays readable. */
function quoteLiterally(text: string): string {
  return text.includes('"') || text.includes('\\') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** Whether the value on a line begins with a quote of a word processor. */
export function hasCurlyValue(text: string, offset: number): boolean {
  const value = readKeyAndValue(lineAt(text, offset).text)[2] ?? '';
  return CURLY_QUOTES.test(value.slice(0, 1));
}

/** The tabs in front of a line as spaces, as many as the lines around it suggest. */
export function replaceTabs(text: string, offset: number): readonly OffsetEdit[] {
  const line = lineAt(text, offset);
  const lead = line.text.slice(0, line.indentation);
  return [{ start: line.start, end: line.start + lead.length, text: ' '.repeat(widthFor(text, line)) }];
}

function widthFor(text: string, line: TextLine): number {
  const lead = line.text.slice(0, line.indentation);
  const own = [...lead].reduce((width, character) => width + (character === '\t' ? 2 : 1), 0);
  const above = lineAbove(text, line);
  if (above === undefined || above.text.slice(0, above.indentation).includes('\t')) return own;
  return above.text.endsWith(':') ? above.indentation + 2 : above.indentation;
}
