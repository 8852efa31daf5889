import type { YAMLError } from 'yaml';

interface Description {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Says a YAML error in the words of someone who edits the manifest; unknown ones keep the parser's sentence. */
export function describeSyntaxError(error: YAMLError, text: string): Description {
  if (error.code === 'IMPOSSIBLE' || error.code === 'RESOURCE_EXHAUSTION') {
    return { code: 'manifest/too-deep', message: 'The manifest is nested too deeply to be read.' };
  }
  if (error.code === 'MULTIPLE_DOCS') {
    return {
      code: 'manifest/multiple-documents',
      message: 'The manifest holds more than one YAML document; it has to be a single one.',
      hint: 'Remove the line "---" and merge what follows it into the keys above.',
    };
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return {
      code: 'manifest/yaml-tag',
      message: 'YAML tags such as !!int are not used in the manifest; every value is taken as written.',
      hint: 'Remove the word that begins with "!", or put the value in quotes where it is meant as text.',
    };
  }
  return { code: 'manifest/yaml-syntax', ...describeByCode(error, text) };
}

function describeByCode(error: YAMLError, text: string): Omit<Description, 'code'> {
  const [start, end] = error.pos;
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'A tab stands in the indentation; YAML allows only spaces there.',
        hint: 'Replace the tab with spaces.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'A second "key:" stands on this line; a text that contains ": " has to be in quotes.',
        hint: 'Put the text in quotes, or begin a new, indented line.',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message:
          'A key has to stand on one line; the indentation of this or the next line is probably wrong.',
      };
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
      return {
        message: /quote/.test(error.message)
          ? 'A text in quotes is not closed.'
          : `Something is missing here: ${lowerFirst(error.message)}.`,
      };
    case 'BAD_INDENT':
      return {
        message: /end with an? [\]}]/.test(error.message)
          ? 'A bracket is not closed, or its lines are not indented.'
          : 'The indentation is wrong: keys of one mapping have to begin in the same column.',
      };
    default:
      return {
        message: `This is not valid YAML: ${lowerFirst(error.message)}.`,
        hint: 'Mostly the indentation of this line or the one before it is wrong, or quotes are missing.',
      };
  }
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
