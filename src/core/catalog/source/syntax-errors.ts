import type { YAMLError } from 'yaml';
import type { OffsetEdit } from '../../diagnostics/apply-fix.ts';
import { CURLY_QUOTES } from '../fields/pasted-text.ts';
import { describeIndentation, describeNestedKey } from './indentation-errors.ts';
import { type Lexemes, readLexemes } from './lexemes.ts';
import { hasCurlyValue, quoteLineValue, replaceTabs } from './line-fixes.ts';
import { findOddIndentation } from './text-faults.ts';
import { lineAt, wordsOf } from './text-lines.ts';
import type { Range } from './tree.ts';

/** What is said of one syntax error, and where. */
export interface SyntaxProblem extends Range {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly fix?: readonly OffsetEdit[] | undefined;
  /** What it shares with those that follow from it, such as the depth of lines that are misread. */
  readonly family?: string;
  /** Start of the line below which it is; where that one is at fault, this follows from it. */
  readonly parent?: number;
}

type Words = Omit<SyntaxProblem, 'code' | 'start' | 'end'> & Partial<Pick<SyntaxProblem, 'code'> & Range>;

/** Further syntax errors mostly follow from the first ones. */
const MAX_SYNTAX_ERRORS = 20;

/** Everything after what the parser took for the end of the document is unexpected to it. */
const BEYOND_THE_END = 'beyond the end';

/**
 * Says YAML's errors in the words of someone who edits the manifest, in the order of the file. What
 * only follows from another one is left out: a mistake makes an error on many lines after it.
 */
export function describeSyntaxErrors(errors: readonly YAMLError[], text: string): readonly SyntaxProblem[] {
  if (errors.length === 0) return [];
  const oddIndentation = findOddIndentation(text);
  if (oddIndentation !== undefined) return [oddIndentation];
  const lexemes = readLexemes(text);
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const problems = keepFirst(
    (tabs.length > 0 ? tabs : errors).toSorted((left, right) => left.pos[0] - right.pos[0]),
    ({ pos }) => [lineAt(text, pos[0]).start],
  ).map((error) => describeSyntaxError(error, text, lexemes));
  const told = keepFirst(problems, ({ code, start, family }) => [
    code === 'manifest/too-deep' ? code : lineAt(text, start).start,
    family ?? start,
  ]);
  const faulty = new Set(told.map(({ start }) => lineAt(text, start).start));
  return told.filter(({ parent }) => parent === undefined || !faulty.has(parent)).slice(0, MAX_SYNTAX_ERRORS);
}

/** Leaves out what has a mark of one before it. */
function keepFirst<Item>(
  items: readonly Item[],
  marksOf: (item: Item) => readonly (string | number)[],
): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const marks = marksOf(item).map((mark, index) => `${index} ${mark}`);
    const isNew = !marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return isNew;
  });
}

function describeSyntaxError(error: YAMLError, text: string, lexemes: Lexemes): SyntaxProblem {
  const [start, end] = error.pos;
  return { code: 'manifest/yaml-syntax', start, end, ...describeByCode(error, text, lexemes) };
}

function describeByCode(error: YAMLError, text: string, lexemes: Lexemes): Words {
  const [start, end] = error.pos;
  switch (error.code) {
    case 'IMPOSSIBLE':
    case 'RESOURCE_EXHAUSTION':
      return { code: 'manifest/too-deep', message: 'The manifest is nested too deeply to be read.' };
    case 'MULTIPLE_DOCS':
      return {
        code: 'manifest/multiple-documents',
        message: 'The manifest holds more than one YAML document; it has to be a single one.',
        hint: 'Remove the line "---" and merge what follows it into the keys above.',
      };
    case 'TAG_RESOLVE_FAILED':
      return {
        code: 'manifest/yaml-tag',
        message: 'YAML tags such as !!int are not used in the manifest; every value is taken as written.',
        hint: 'Remove the word that begins with "!", or put the value in quotes where it is meant as text.',
        fix: [{ start, end: end + (text[end] === ' ' ? 1 : 0), text: '' }],
      };
    case 'TAB_AS_INDENT':
      return {
        message: 'A tab stands in the indentation; YAML allows only spaces there.',
        hint: 'Replace the tab with spaces.',
        fix: replaceTabs(text, start),
      };
    case 'BAD_INDENT': {
      const bracket = lexemes.bracketAt(start);
      return bracket === undefined ? describeIndentation(start, text) : describeOpenBracket(bracket, text);
    }
  }
  return hasCurlyValue(text, start) ? describeCurlyQuotes(start, text) : describeInLine(error, text, lexemes);
}

/** Of an error that comes from what is written on its line. */
function describeInLine(error: YAMLError, text: string, lexemes: Lexemes): Words {
  const [start, end] = error.pos;
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return describeNestedKey(start, text);
    case 'MULTILINE_IMPLICIT_KEY':
      return lexemes.openQuote === undefined
        ? describeMissingColon(start, text)
        : describeOpenQuote(lexemes.openQuote, text);
    case 'BAD_SCALAR_START':
      return {
        message: `A text cannot begin with ${JSON.stringify(text.slice(start, end))} here.`,
        hint: 'Put it in quotes.',
        fix: quoteLineValue(text, start),
      };
    case 'BAD_ALIAS':
      return {
        message: 'An alias (*name) has no name that can be read.',
        hint: 'A text that begins with "*" has to be in quotes.',
        fix: quoteLineValue(text, start),
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'A backslash in a text in double quotes begins an escape that YAML does not know.',
        hint: 'Use single quotes, in which a backslash is only a backslash.',
        fix: toSingleQuotes(start, text),
      };
    case 'MISSING_CHAR': {
      if (lexemes.openQuote !== undefined) return describeOpenQuote(lexemes.openQuote, text);
      const bracket = lexemes.bracketAt(start);
      return bracket === undefined ? describeMissingColon(start, text) : describeOpenBracket(bracket, text);
    }
    case 'UNEXPECTED_TOKEN':
      return describeUnexpected(error, text);
    case 'MULTIPLE_ANCHORS':
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
      return { message: 'An anchor ("&name") has to stand alone in front of its value.' };
    default:
      return OTHER;
  }
}

function describeCurlyQuotes(offset: number, text: string): Words {
  return {
    message: 'The quotes of this text are those of a word processor, which YAML takes for letters.',
    hint: 'Use straight quotes: " or \'.',
    fix: quoteLineValue(text, offset),
  };
}

function describeMissingColon(offset: number, text: string): Words {
  const line = lineAt(text, offset);
  const glued = /^[ \t]*([\w-]+):([^ \t].*)$/.exec(line.text);
  const value = glued?.[2] ?? '';
  const isOther = value.trimStart() !== value;
  const colon = line.text.indexOf(':');
  const at = line.start + colon + 1;
  return {
    message: 'This line has no colon with a space after it; a key is written as "key: value".',
    hint: isOther
      ? 'The space after the colon is of another kind; type it anew.'
      : glued
        ? `Write "${glued[1]}: ${value}".`
        : 'Add the colon, or put the text of several lines in quotes.',
    ...(glued
      ? { fix: [{ start: at, end: at + (value.length - value.trimStart().length), text: ' ' }] }
      : {}),
    ...wordsOf(line),
  };
}

function describeOpenQuote(opening: number, text: string): Words {
  const mark = text[opening] ?? '"';
  const { end } = lineAt(text, opening);
  const [, value = ''] = /^["'](.*)$/.exec(text.slice(opening, end)) ?? [];
  // What closes it may be there, as a word processor writes it.
  const curly = CURLY_QUOTES.test(value.at(-1) ?? '') ? 1 : 0;
  return {
    message: 'This text in quotes is not closed.',
    hint: `Add ${mark === '"' ? "'\"'" : '"\'"'} at its end, or take the one in front away.`,
    fix: [{ start: end - curly, end, text: mark }],
    start: opening,
    end: opening + 1,
  };
}

/** The parser tells where it gave up; what people look for is the bracket that was opened. */
function describeOpenBracket({ start, end }: Range, text: string): Words {
  const opening = text[start] ?? '[';
  const closing = opening === '[' ? ']' : '}';
  const line = lineAt(text, start);
  const isClosed = text[end - 1] === closing && end - 1 > start;
  const at = isClosed ? lineAt(text, end).start : line.end;
  return {
    message: `The bracket "${opening}" is not closed, or the lines up to "${closing}" are not indented.`,
    hint: isClosed
      ? `Indent "${closing}" and the lines before it further than the key.`
      : `Add "${closing}" at the end of the ${closing === ']' ? 'list' : 'mapping'}.`,
    fix: [{ start: at, end: at, text: isClosed ? ' '.repeat(line.indentation + 2) : closing }],
    start,
    end: start + 1,
  };
}

function describeUnexpected(error: YAMLError, text: string): Words {
  const [start, end] = error.pos;
  const token = text.slice(start, end);
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  if (/^-(?:\s|$)/.test(text.slice(start, start + 2)) && before.trim() !== '') {
    return {
      message: 'A text cannot begin with "- " here, and a list begins on a line of its own.',
      hint: 'Put the text in quotes, or the list on the lines below.',
      fix: quoteLineValue(text, start),
    };
  }
  if (token === ']' || token === '}') {
    return {
      family: BEYOND_THE_END,
      message: `This "${token}" closes no bracket.`,
      hint: 'Remove it, or put the text in quotes that it belongs to.',
      fix: [{ start, end, text: '' }],
    };
  }
  if (/["'] +$/.test(before)) {
    return {
      message: 'Something stands after a text in quotes; the quotes have to hold all of it.',
      hint: 'Put the whole text in quotes, with single quotes around double ones.',
      fix: quoteLineValue(text, start),
    };
  }
  return { ...OTHER, family: BEYOND_THE_END };
}

/** The text in double quotes around an offset, in single ones. */
function toSingleQuotes(offset: number, text: string): readonly OffsetEdit[] | undefined {
  const line = lineAt(text, offset);
  const start = text.lastIndexOf('"', offset);
  const end = text.indexOf('"', offset);
  if (start < line.start || end < 0 || end > line.end) return undefined;
  return [{ start, end: end + 1, text: `'${text.slice(start + 1, end).replaceAll("'", "''")}'` }];
}

const OTHER: Words = {
  message: 'This is not valid YAML.',
  hint: 'Mostly the indentation of this line or the one before it is wrong, or quotes are missing.',
};
