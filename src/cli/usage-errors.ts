import type { Command } from 'commander';
import { didYouMean } from '../core/diagnostics/suggest.ts';

/**
 * One sentence of what commander says of a command line, and where to read on.
 *
 * @param text such as `error: unknown option '--ofline'` with a suggestion on a second line
 */
export function describeUsageError(text: string, program: Command, args: readonly string[]): string {
  const [problem = '', ...others] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const command = findCommand(program, args);
  const sentences = [
    ...describeProblem(problem, command),
    ...others.map((line) => line.replace(/^\((.*)\)$/, '$1')),
    `See ${nameOf(command)} --help`,
  ];
  return sentences.map((sentence) => finish(sentence)).join(' ');
}

function describeProblem(problem: string, command: Command): string[] {
  // A link that is not quoted comes as several words, which may hold a password.
  if (command.name() === 'explain') {
    return [problem.replace(/^(unknown option|too many arguments.* got \d+).*$/, '$1')];
  }
  const unknown =
    /^too many arguments.* got 1: (.*)\.$/.exec(problem)?.[1] ?? /^no help for '(.*)'$/.exec(problem)?.[1];
  if (unknown === undefined || command.commands.length === 0) return [problem];
  const names = command.commands.map((candidate) => candidate.name());
  return [`unknown command '${unknown}'`, ...[didYouMean(unknown, names) ?? []].flat()];
}

/** The command that is meant, as far as it can be determined. */
function findCommand(command: Command, [name, ...rest]: readonly string[]): Command {
  if (name === 'help') return findCommand(command, rest);
  const found = command.commands.find((candidate) => candidate.name() === name);
  return found === undefined ? command : findCommand(found, rest);
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function finish(sentence: string): string {
  const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}
