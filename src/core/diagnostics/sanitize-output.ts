import { coverSecrets } from '../redact.ts';
import { replaceControls } from './quote.ts';

/** An invisible character at which no line is broken: it ends what a log's reader would take for a command. */
const WORD_JOINER = '\u2060';

/**
 * Text of several lines as a terminal and the log of a CI job may show it, whatever its source.
 * Control and direction characters become `�`, a carriage return included, since a runner begins a new line
 * there. What a runner obeys is taken apart: `##[error]` anywhere in a line and `::error::` at its start,
 * white space aside (`ActionCommand.cs` of github.com/actions/runner), and Azure's `##vso[`.
 */
export function sanitizeText(text: string): string {
  return coverSecrets(text)
    .split(/\r?\n/)
    .map((line) => breakCommands(line.split('\t').map(replaceControls).join('\t')))
    .join('\n');
}

/**
 * JSON that means the same and holds neither a command nor a control or direction character: inside of its
 * strings they are written as escapes. Outside of strings, JSON has none of them but line breaks.
 */
export function sanitizeJson(json: string): string {
  return json
    .replace(/##(?=[a-z]*\[)/gi, '#\\u0023')
    .replace(/[^\P{C}\n\t]|[\u2028\u2029]/gu, (character) =>
      Array.from(character.split(''), escapeUnit).join(''),
    );
}

/** One line, in which nothing is a command. */
export function breakCommands(line: string): string {
  return line
    .replace(/##(?=[a-z]*\[)/gi, `##${WORD_JOINER}`)
    .replace(/^(\s*)::/, (_, space: string) => `${space}${WORD_JOINER}::`);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
