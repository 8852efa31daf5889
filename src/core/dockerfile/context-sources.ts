import { detailOf } from '../details.ts';
import { ok, type Result } from '../result.ts';
import { parseHeredoc } from './heredocs.ts';
import { readMount } from './run-mounts.ts';
import { type Expansion, type ExpansionBudget, expandWord } from './shell-words.ts';
import { BUILD_ARGUMENTS, type StageList } from './stages.ts';
import { type ContextSource, type DockerfileFailure, failAt, type Instruction } from './types.ts';
import { splitArguments } from './white-space.ts';
import { splitWords } from './words.ts';

type Variables = Map<string, string>;

/**
 * The paths that the needed stages take out of the build context, with the variables of `ARG` and `ENV` (BuildKit's
 * `dispatch` in `dockerfile2llb/convert.go`). A path with a variable that only the image can set is left out, as
 * nobody knows it here.
 */
export function readContextSources(
  { stages, globals }: StageList,
  needed: readonly number[],
  escapeCharacter: string,
  budget: ExpansionBudget,
): Result<readonly ContextSource[], DockerfileFailure> {
  const ends = new Map<number, Variables>();
  const sources: ContextSource[] = [];
  for (const index of needed) {
    const stage = stages[index];
    if (stage === undefined) continue;
    const variables: Variables = new Map(stage.parent === undefined ? [] : ends.get(stage.parent));
    budget.steps += variables.size;
    for (const instruction of stage.instructions) {
      const failure = visit(instruction, variables);
      if (failure !== undefined) return failure;
    }
    ends.set(index, variables);
  }
  return ok(sources);

  /** @returns undefined where the word needs what only the image knows */
  function expand(line: number, word: string, variables: Variables) {
    const expanded = expandWord(word, { variables, escapeCharacter, budget });
    if (expanded.ok) return expanded;
    const { kind, detail } = expanded.failure;
    return kind === 'demanded' ? undefined : failAt(line, kind, detail);
  }

  function visit(instruction: Instruction, variables: Variables) {
    const { keyword, line } = instruction;
    const names: [string, string][] = [];
    const paths: string[] = [];
    for (const { word, name, isPath } of listWords(instruction)) {
      const given = keyword === 'ARG' && name !== undefined ? BUILD_ARGUMENTS.get(name) : undefined;
      const value =
        word === undefined ? globals.get(name ?? '') : (given ?? readTold(expand(line, word, variables)));
      if (typeof value === 'object') return value;
      if (isPath && value !== undefined) paths.push(value);
      if (name === undefined) continue;
      if (value !== undefined) names.push([name, value]);
      // What it was before no longer counts, and what it is now is not known.
      else if (word !== undefined) variables.delete(name);
    }
    for (const [name, value] of names) variables.set(name, value);
    if (keyword !== 'COPY' && keyword !== 'ADD' && keyword !== 'RUN') return undefined;
    for (const path of paths) {
      if (/^https?:\/\/|^git@|^(?:git|ssh):\/\//.test(path)) {
        if (keyword === 'ADD') continue;
        return failAt(line, 'bad-instruction', detailOf('copy-url', { words: path.slice(0, 80) }));
      }
      sources.push({ keyword, path, line });
    }
    return undefined;
  }

  function listWords(instruction: Instruction): readonly InstructionWord[] {
    const { keyword, rest } = instruction;
    switch (keyword) {
      case 'ARG':
      case 'ENV':
      case 'LABEL':
        return listPairs(instruction, escapeCharacter);
      case 'COPY':
      case 'ADD':
        return listCopied(instruction, budget);
      case 'RUN':
        return instruction.flags.flatMap(([name, value]) => {
          const mount = name === 'mount' ? readMount(value) : undefined;
          const isOfContext = mount?.type === 'bind' && mount.from === '';
          return mount === undefined
            ? []
            : [{ word: mount.source, isPath: isOfContext && mount.source !== '' }];
        });
      case 'VOLUME':
        return (instruction.json ?? splitArguments(rest)).map((word) => ({ word }));
      case 'EXPOSE':
        return splitArguments(rest).map((word) => ({ word }));
      case 'WORKDIR':
      case 'USER':
      case 'STOPSIGNAL':
        return [{ word: rest }];
      default:
        return [];
    }
  }
}

/** A word of an instruction that is expanded. */
interface InstructionWord {
  /** Absent for an `ARG` without a default. */
  readonly word?: string;
  /** Variable that gets its value. */
  readonly name?: string;
  /** Names something of the build context. */
  readonly isPath?: boolean;
}

function readTold(expanded: Result<Expansion, DockerfileFailure> | undefined) {
  if (expanded === undefined) return undefined;
  if (!expanded.ok) return expanded;
  return expanded.value.asked.length > 0 ? undefined : expanded.value.text;
}

function listPairs({ keyword, rest }: Instruction, escapeCharacter: string): readonly InstructionWord[] {
  const words = splitWords(rest, escapeCharacter);
  const isOldForm = keyword !== 'ARG' && words[0]?.includes('=') === false;
  if (isOldForm) {
    const [name = '', word = ''] = splitArguments(rest, 2);
    return [keyword === 'ENV' ? { name, word } : { word }];
  }
  return words.map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return { name: pair };
    const word = pair.slice(equals + 1);
    return keyword === 'LABEL' ? { word } : { name: pair.slice(0, equals), word };
  });
}

function listCopied({ rest, json, flags }: Instruction, budget: ExpansionBudget): readonly InstructionWord[] {
  const words = json ?? splitArguments(rest);
  const isOfContext = !flags.some(([name, value]) => name === 'from' && value !== '');
  const target = words.at(-1) ?? '';
  const sources = words.slice(0, -1).filter((word) => parseHeredoc(word, budget) === undefined);
  const options = flags.filter(([name]) => ['chown', 'chmod', 'checksum'].includes(name));
  return [
    ...options.map(([, word]) => ({ word })),
    ...sources.map((word) => ({ word, isPath: isOfContext })),
    { word: target },
  ];
}
