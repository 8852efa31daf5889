import { suggestWord } from '../diagnostics/suggest.ts';
import type { Instruction } from './types.ts';
import { splitArguments } from './white-space.ts';
import { splitWords } from './words.ts';

/** What an instruction is held against before anything is built (BuildKit's `line_parsers.go` and `parse.go`). */
type Rule = (instruction: Instruction, escapeCharacter: string) => string | undefined;

export interface InstructionFault {
  readonly reason: 'bad-instruction' | 'bad-argument' | 'from-arguments';
  /** One sentence. */
  readonly message: string;
}

const anything: Rule = () => undefined;
const something: Rule = ({ keyword, rest }) => (rest === '' ? `${keyword} needs an argument.` : undefined);

/** `KEY value`, or `KEY=value KEY=value`. */
const pairs: Rule = ({ keyword, rest }, escapeCharacter) => {
  const words = splitWords(rest, escapeCharacter);
  const [first] = words;
  if (first === undefined) return `${keyword} needs a name and a value: ${keyword} NAME=value.`;
  if (!first.includes('=')) {
    return splitArguments(rest, 2).length < 2
      ? `${keyword} ${first} has no value; write NAME=value.`
      : undefined;
  }
  const odd = words.find((word) => !word.includes('='));
  if (odd !== undefined) {
    return `${JSON.stringify(odd.slice(0, 60))} of ${keyword} has no "="; put a value with spaces in quotes.`;
  }
  return words.some((word) => word.startsWith('=')) ? `${keyword} has a value without a name.` : undefined;
};

const argumentNames: Rule = ({ rest }, escapeCharacter) => {
  const words = splitWords(rest, escapeCharacter);
  const isNamed = words.length > 0 && words.every((word) => !word.startsWith('='));
  return isNamed ? undefined : 'An ARG has no name; write ARG NAME=default.';
};

const sourcesAndTarget: Rule = ({ keyword, rest, json }) => {
  const words = json ?? splitArguments(rest);
  if (words.length < 2) return `${keyword} needs a source and a target: ${keyword} SOURCE TARGET.`;
  const isHeredoc = /^\d*<<-?[\t ]*[^<\s]/.test(words.at(-1) ?? '');
  return isHeredoc ? `${keyword} cannot write to a here-document.` : undefined;
};

const stage: Rule = ({ rest }) => {
  const words = rest === '' ? [] : splitArguments(rest);
  if (words.length === 1 || (words.length === 3 && words[1]?.toUpperCase() === 'AS')) return undefined;
  return `FROM has ${words.length} arguments; write FROM IMAGE or FROM IMAGE AS NAME.`;
};

/** What follows is read when the image is built upon, but for pairs of names and values. */
const trigger: Rule = (instruction, escapeCharacter) => {
  const [word = '', rest = ''] = splitArguments(instruction.rest, 2);
  const inner = word.toUpperCase();
  if ((inner === 'ENV' || inner === 'LABEL') && rest !== '') {
    return pairs({ ...instruction, keyword: inner, rest }, escapeCharacter);
  }
  if (inner === '') return 'ONBUILD needs an instruction.';
  return ['ONBUILD', 'FROM', 'MAINTAINER'].includes(inner)
    ? `${inner} is not allowed behind ONBUILD.`
    : undefined;
};

const healthcheck: Rule = ({ rest }) => {
  const [kind = '', command = ''] = splitArguments(rest, 2);
  if (kind.toUpperCase() === 'NONE')
    return command === '' ? undefined : 'HEALTHCHECK NONE takes no arguments.';
  if (kind.toUpperCase() !== 'CMD') return 'HEALTHCHECK is followed by CMD and a command, or by NONE.';
  return command === '' ? 'HEALTHCHECK CMD needs a command.' : undefined;
};

const RULES: Readonly<Record<string, Rule>> = {
  ADD: sourcesAndTarget,
  ARG: argumentNames,
  CMD: anything,
  COPY: sourcesAndTarget,
  ENTRYPOINT: anything,
  ENV: pairs,
  EXPOSE: something,
  FROM: stage,
  HEALTHCHECK: healthcheck,
  LABEL: pairs,
  MAINTAINER: something,
  ONBUILD: trigger,
  RUN: ({ flags }) => {
    const network = flags.find(([name]) => name === 'network')?.[1];
    return network === undefined || ['default', 'none', 'host'].includes(network)
      ? undefined
      : `RUN knows no network ${JSON.stringify(network.slice(0, 40))}; allowed: default, none, host.`;
  },
  SHELL: ({ json }) =>
    json !== undefined && json.length > 0
      ? undefined
      : 'SHELL needs a list in brackets: SHELL ["/bin/bash", "-c"].',
  STOPSIGNAL: something,
  USER: something,
  VOLUME: ({ rest, json }) => {
    const words = json ?? (rest === '' ? [] : splitArguments(rest));
    return words.length > 0 && words.every((word) => word.trim() !== '') ? undefined : 'VOLUME needs a path.';
  },
  WORKDIR: something,
};

/** Upper case. */
export const KEYWORDS: ReadonlySet<string> = new Set(Object.keys(RULES));

/** Why a word is no instruction, for people, and whether it is nearly one. */
export function findKeywordFault(word: string): { readonly message: string; readonly isNear: boolean } {
  const near = suggestWord(word, KEYWORDS);
  const name = JSON.stringify(word.length > 40 ? `${word.slice(0, 39)}…` : word);
  return near === undefined
    ? {
        message: `${name} is no instruction of a Dockerfile; to go on with the line before, end that with a backslash.`,
        isNear: false,
      }
    : { message: `${name} is no instruction of a Dockerfile; did you mean ${near}?`, isNear: true };
}

export function findFault(instruction: Instruction, escapeCharacter: string): InstructionFault | undefined {
  const message = RULES[instruction.keyword]?.(instruction, escapeCharacter);
  if (message === undefined) return undefined;
  const reason =
    instruction.keyword === 'FROM'
      ? 'from-arguments'
      : instruction.keyword === 'ARG'
        ? 'bad-argument'
        : 'bad-instruction';
  return { reason, message };
}
