import { type Detail, detailOf } from '../details.ts';
import { suggestWord } from '../diagnostics/suggest.ts';
import type { Instruction } from './types.ts';
import { splitArguments } from './white-space.ts';
import { splitWords } from './words.ts';

/** What an instruction is held against before anything is built (BuildKit's `line_parsers.go` and `parse.go`). */
type Rule = (instruction: Instruction, escapeCharacter: string) => Detail | undefined;

export interface InstructionFault {
  readonly reason: 'bad-instruction' | 'bad-argument' | 'from-arguments';
  readonly detail: Detail;
}

const anything: Rule = () => undefined;
const something: Rule = ({ keyword, rest }) =>
  rest === '' ? detailOf('needs-argument', { keyword }) : undefined;

/** `KEY value`, or `KEY=value KEY=value`. */
const pairs: Rule = ({ keyword, rest }, escapeCharacter) => {
  const words = splitWords(rest, escapeCharacter);
  const [first] = words;
  if (first === undefined) return detailOf('needs-pair', { keyword });
  if (!first.includes('=')) {
    return splitArguments(rest, 2).length < 2 ? detailOf('no-value', { keyword, words: first }) : undefined;
  }
  const odd = words.find((word) => !word.includes('='));
  if (odd !== undefined) {
    return detailOf('no-equals', { words: JSON.stringify(odd.slice(0, 60)), keyword });
  }
  return words.some((word) => word.startsWith('=')) ? detailOf('no-name', { keyword }) : undefined;
};

const argumentNames: Rule = ({ rest }, escapeCharacter) => {
  const words = splitWords(rest, escapeCharacter);
  const isNamed = words.length > 0 && words.every((word) => !word.startsWith('='));
  return isNamed ? undefined : detailOf('argument-without-name');
};

const sourcesAndTarget: Rule = ({ keyword, rest, json }) => {
  const words = json ?? splitArguments(rest);
  if (words.length < 2) return detailOf('needs-target', { keyword });
  const isHeredoc = /^\d*<<-?[\t ]*[^<\s]/.test(words.at(-1) ?? '');
  return isHeredoc ? detailOf('heredoc-target', { keyword }) : undefined;
};

const stage: Rule = ({ rest }) => {
  const words = rest === '' ? [] : splitArguments(rest);
  if (words.length === 1 || (words.length === 3 && words[1]?.toUpperCase() === 'AS')) return undefined;
  return detailOf('from-arguments', { count: words.length });
};

/** What follows is read when the image is built upon, but for pairs of names and values. */
const trigger: Rule = (instruction, escapeCharacter) => {
  const [word = '', rest = ''] = splitArguments(instruction.rest, 2);
  const inner = word.toUpperCase();
  if ((inner === 'ENV' || inner === 'LABEL') && rest !== '') {
    return pairs({ ...instruction, keyword: inner, rest }, escapeCharacter);
  }
  if (inner === '') return detailOf('needs-instruction');
  return ['ONBUILD', 'FROM', 'MAINTAINER'].includes(inner)
    ? detailOf('not-after-onbuild', { words: inner })
    : undefined;
};

const healthcheck: Rule = ({ rest }) => {
  const [kind = '', command = ''] = splitArguments(rest, 2);
  if (kind.toUpperCase() === 'NONE') return command === '' ? undefined : detailOf('healthcheck-none');
  if (kind.toUpperCase() !== 'CMD') return detailOf('healthcheck-kind');
  return command === '' ? detailOf('healthcheck-command') : undefined;
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
      : detailOf('run-network', { words: JSON.stringify(network.slice(0, 40)) });
  },
  SHELL: ({ json }) => (json !== undefined && json.length > 0 ? undefined : detailOf('shell-list')),
  STOPSIGNAL: something,
  USER: something,
  VOLUME: ({ rest, json }) => {
    const words = json ?? (rest === '' ? [] : splitArguments(rest));
    return words.length > 0 && words.every((word) => word.trim() !== '')
      ? undefined
      : detailOf('volume-path');
  },
  WORKDIR: something,
};

/** Upper case. */
export const KEYWORDS: ReadonlySet<string> = new Set(Object.keys(RULES));

/** Why a word is not an instruction, and whether it is nearly one. */
export function findKeywordFault(word: string): { readonly detail: Detail; readonly isNear: boolean } {
  const near = suggestWord(word, KEYWORDS);
  const name = JSON.stringify(word.length > 40 ? `${word.slice(0, 39)}…` : word);
  return near === undefined
    ? {
        detail: detailOf('unknown-word', { words: name }),
        isNear: false,
      }
    : { detail: detailOf('unknown-instruction', { words: name, other: near }), isNear: true };
}

export function findFault(instruction: Instruction, escapeCharacter: string): InstructionFault | undefined {
  const detail = RULES[instruction.keyword]?.(instruction, escapeCharacter);
  if (detail === undefined) return undefined;
  const reason =
    instruction.keyword === 'FROM'
      ? 'from-arguments'
      : instruction.keyword === 'ARG'
        ? 'bad-argument'
        : 'bad-instruction';
  return { reason, detail };
}
