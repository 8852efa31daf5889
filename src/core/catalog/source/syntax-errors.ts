import type { YAMLError } from 'yaml';
import { describeIndentation, describeNestedKey } from './indentation-errors.ts';
import { lineAt, wordsOf } from './text-lines.ts';
import type { Range } from './tree.ts';

/** What is said of one syntax error, and where. */
export interface SyntaxProblem extends Range {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** What it shares with those that follow from it, such as the depth of lines that are misread. */
  readonly family?: string;
  /** Start of the line below which it stands; where that one is at fault, this follows from it. */
  readonly parent?: number;
}

type Words = Omit<SyntaxProblem, 'code' | 'start' | 'end'> & Partial<Range>;

/** Further syntax errors mostly follow from the first ones. */
const MAX_SYNTAX_ERRORS = 20;

/** Everything after what the parser took for the end of the document is unexpected to it. */
const BEYOND_THE_END = 'beyond the end';

/**
 * Says YAML's errors in the words of someone who edits the manifest, in the order of the file. What
 * only follows from another one is left out: a mistake makes an error on many lines after it.
 */
export function describeSyntaxErrors(errors: readonly YAMLError[], text: string): readonly SyntaxProblem[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const problems = keepFirst(
    (tabs.length > 0 ? tabs : errors).toSorted((left, right) => left.pos[0] - right.pos[0]),
    ({ pos }) => [lineAt(text, pos[0]).start],
  ).map((error) => describeSyntaxError(error, text));
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

function describeSyntaxError(error: YAMLError, text: string): SyntaxProblem {
  const range = { start: error.pos[0], end: error.pos[1] };
  if (error.code === 'IMPOSSIBLE' || error.code === 'RESOURCE_EXHAUSTION') {
    return { code: 'manifest/too-deep', message: 'The manifest is nested too deeply to be read.', ...range };
  }
  if (error.code === 'MULTIPLE_DOCS') {
    return {
      code: 'manifest/multiple-documents',
      message: 'The manifest holds more than one YAML document; it has to be a single one.',
      hint: 'Remove the line "---" and merge what follows it into the keys above.',
      ...range,
    };
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return {
      code: 'manifest/yaml-tag',
      message: 'YAML tags such as !!int are not used in the manifest; every value is taken as written.',
      hint: 'Remove the word that begins with "!", or put the value in quotes where it is meant as text.',
      ...range,
    };
  }
  return { code: 'manifest/yaml-syntax', ...range, ...describeByCode(error, text) };
}

function describeByCode(error: YAMLError, text: string): Words {
  const [start, end] = error.pos;
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'A tab stands in the indentation; YAML allows only spaces there.',
        hint: 'Replace the tab with spaces.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return describeNestedKey(start, text);
    case 'MULTILINE_IMPLICIT_KEY':
      return describeMissingColon(start, text);
    case 'BAD_SCALAR_START':
      return {
        message: `A text cannot begin with ${JSON.stringify(text.slice(start, end))} here; put it in quotes.`,
      };
    case 'BAD_ALIAS':
      return {
        message: 'An alias (*name) has no name that can be read.',
        hint: 'A text that begins with "*" has to be in quotes.',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'A backslash in a text in double quotes begins an escape that YAML does not know.',
        hint: 'Use single quotes, in which a backslash is only a backslash.',
      };
    case 'MISSING_CHAR':
      if (/quote/.test(error.message)) return describeOpenQuote(error, text);
      if (/map keys/.test(error.message)) return describeMissingColon(start, text);
      return { message: `Something is missing here: ${lowerFirst(error.message)}.` };
    case 'BAD_INDENT':
      return /end with an? [\]}]/.test(error.message)
        ? describeOpenBracket(error, text)
        : describeIndentation(start, text);
    case 'UNEXPECTED_TOKEN':
      return describeUnexpected(error, text);
    default:
      return describeOther(error);
  }
}

function describeMissingColon(offset: number, text: string): Words {
  const line = lineAt(text, offset);
  const glued = /^[ \t]*([\w-]+):([^ \t].*)$/.exec(line.text);
  const value = glued?.[2] ?? '';
  const isOtherSpace = value.trimStart() !== value;
  return {
    message: 'This line has no colon with a space after it; a key is written as "key: value".',
    hint: isOtherSpace
      ? 'The space after the colon is of another kind; type it anew.'
      : glued
        ? `Write "${glued[1]}: ${value}".`
        : 'Add the colon, or put the text of several lines in quotes.',
    ...wordsOf(line),
  };
}

function describeOpenQuote(error: YAMLError, text: string): Words {
  const mark = error.message.includes('"') ? '"' : "'";
  const opening = text.lastIndexOf(mark, error.pos[0] - 1);
  return {
    message: 'This text in quotes is not closed.',
    hint: `Add ${mark === '"' ? "'\"'" : '"\'"'} at its end, or take the one in front away.`,
    ...(opening < 0 ? {} : { start: opening, end: opening + 1 }),
  };
}

/** The parser tells where it gave up; what people look for is the bracket that was opened. */
function describeOpenBracket(error: YAMLError, text: string): Words {
  const closing = error.message.includes(']') ? ']' : '}';
  const opening = closing === ']' ? '[' : '{';
  let depth = 1;
  let offset = error.pos[0] - 1;
  for (; offset >= 0; offset -= 1) {
    if (text[offset] === closing) depth += 1;
    if (text[offset] === opening) depth -= 1;
    if (depth === 0) break;
  }
  return {
    message: `The bracket "${opening}" is not closed, or the lines up to "${closing}" are not indented.`,
    hint: `Add "${closing}" at the end of the ${closing === ']' ? 'list' : 'mapping'}.`,
    ...(offset < 0 ? {} : { start: offset, end: offset + 1 }),
  };
}

function describeUnexpected(error: YAMLError, text: string): Words {
  const [start, end] = error.pos;
  const token = text.slice(start, end);
  if (error.message.includes('block-seq-ind on same line')) {
    return {
      message: 'A text cannot begin with "- " here, and a list begins on a line of its own.',
      hint: 'Put the text in quotes, or the list on the lines below.',
    };
  }
  if (token === ']' || token === '}') {
    return {
      family: BEYOND_THE_END,
      message: `This "${token}" closes no bracket.`,
      hint: 'Remove it, or put the text in quotes that it belongs to.',
    };
  }
  if (/["'] +$/.test(text.slice(lineAt(text, start).start, start))) {
    return {
      message: 'Something stands after a text in quotes; the quotes have to hold all of it.',
      hint: 'Put the whole text in quotes, with single quotes around double ones.',
    };
  }
  return describeOther(error);
}

function describeOther(error: YAMLError): Words {
  return {
    ...(error.message.includes('in YAML stream') ? { family: BEYOND_THE_END } : {}),
    message: `This is not valid YAML: ${lowerFirst(error.message)}.`,
    hint: 'Mostly the indentation of this line or the one before it is wrong, or quotes are missing.',
  };
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
