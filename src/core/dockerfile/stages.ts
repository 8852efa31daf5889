import { type Detail, detailOf } from '../details.ts';
import { REQUIRED_PLATFORM } from '../images/platforms.ts';
import { ok, type Result } from '../result.ts';
import { parsePlatform } from './parse-platform.ts';
import { type Expansion, type ExpansionBudget, expandWord } from './shell-words.ts';
import { type DockerfileFailure, failAt, type Instruction } from './types.ts';
import { splitArguments } from './white-space.ts';
import { splitWords } from './words.ts';

const MAX_STAGES = 1_000;

const [SYSTEM = '', ARCHITECTURE = ''] = REQUIRED_PLATFORM.split('/');

/** What a build for Binder knows before the file is read: BuildKit's platform arguments and repo2docker's. */
const PREDEFINED: readonly (readonly [string, string])[] = [
  ...['BUILD', 'TARGET'].flatMap((side) => [
    [`${side}PLATFORM`, REQUIRED_PLATFORM] as const,
    [`${side}OS`, SYSTEM] as const,
    [`${side}ARCH`, ARCHITECTURE] as const,
    [`${side}VARIANT`, ''] as const,
    [`${side}OSVERSION`, ''] as const,
  ]),
  ['TARGETSTAGE', 'default'],
];
export const BUILD_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['NB_USER', 'jovyan'],
  ['NB_UID', '1000'],
]);

export interface Stage {
  readonly name?: string;
  /** Image text after expansion; the name of an earlier stage where `parent` is set. */
  readonly image: string;
  /** Index of the earlier stage that it continues. */
  readonly parent?: number;
  readonly platform?: string;
  readonly line: number;
  readonly unset: readonly string[];
  readonly instructions: readonly Instruction[];
}

export interface StageList {
  readonly stages: readonly Stage[];
  /** Lower case → index; of stages with the same name the last. */
  readonly byName: ReadonlyMap<string, number>;
  /** The `ARG`s before the first `FROM`. */
  readonly globals: ReadonlyMap<string, string>;
}

/** Reads every `FROM`, with the global arguments expanded, and files the other instructions under their stages. */
export function readStages(
  instructions: readonly Instruction[],
  escapeCharacter: string,
  budget: ExpansionBudget,
): Result<StageList, DockerfileFailure> {
  const variables = new Map(PREDEFINED);
  const target = instructions.findLast(({ keyword }) => keyword === 'FROM');
  const targetName = target === undefined ? undefined : splitArguments(target.rest)[2];
  if (targetName !== undefined) variables.set('TARGETSTAGE', targetName.toLowerCase());
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  const byName = new Map<string, number>();

  for (const instruction of instructions) {
    const { keyword, line } = instruction;
    if (keyword === 'FROM') {
      const stage = readFrom(instruction, (word) => expandAt(line, word), byName);
      if (!stage.ok) return stage;
      if (stages.length >= MAX_STAGES) {
        return failAt(line, 'too-complex', detailOf('too-many-stages', { count: MAX_STAGES }));
      }
      if (stage.value.name !== undefined) byName.set(stage.value.name, stages.length);
      stages.push({ ...stage.value, instructions: [] });
    } else if (stages.length > 0) stages.at(-1)?.instructions.push(instruction);
    else if (keyword === 'ARG') {
      const fault = readGlobals(instruction);
      if (fault !== undefined) return fault;
    } else {
      return failAt(line, 'instruction-before-from', detailOf('before-from', { words: keyword }));
    }
  }
  return ok({ stages, byName, globals: variables });

  function expandAt(line: number, word: string): Result<Expansion, DockerfileFailure> {
    const expanded = expandWord(word, { variables, escapeCharacter, budget });
    if (expanded.ok) return expanded;
    const { kind, detail } = expanded.failure;
    return failAt(line, kind === 'demanded' ? 'bad-substitution' : kind, detail);
  }

  function readGlobals({ rest, line }: Instruction) {
    for (const word of splitWords(rest, escapeCharacter)) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word : word.slice(0, equals);
      const given = BUILD_ARGUMENTS.get(name);
      if (given !== undefined) variables.set(name, given);
      else if (equals >= 0) {
        const value = expandAt(line, word.slice(equals + 1));
        if (!value.ok) return value;
        variables.set(name, value.value.text);
      }
    }
    return undefined;
  }
}

function readFrom(
  { rest, flags, line }: Instruction,
  expand: (word: string) => Result<Expansion, DockerfileFailure>,
  byName: ReadonlyMap<string, number>,
): Result<Omit<Stage, 'instructions'>, DockerfileFailure> {
  const [written = '', , name] = splitArguments(rest);
  const stageName = name?.toLowerCase();
  if (stageName !== undefined && !/^[a-z][a-z0-9_.-]*$/.test(stageName)) {
    return failAt(line, 'bad-stage-name', detailOf('stage-name', { words: JSON.stringify(name) }));
  }
  const image = expand(written);
  if (!image.ok) return image;
  const { text, unset } = image.value;
  if (text === '') {
    return failAt(line, 'empty-image', explainUnset(detailOf('empty-image', { words: written }), unset));
  }
  const platform = readPlatform(flags, line, expand);
  if (!platform.ok) return platform;
  // Written as it is: the name of a stage is in lower case from then on.
  const parent = byName.get(text);
  return ok({
    image: text,
    line,
    unset,
    ...(stageName === undefined ? {} : { name: stageName }),
    ...(parent === undefined ? {} : { parent }),
    ...(platform.value === undefined ? {} : { platform: platform.value }),
  });
}

function readPlatform(
  flags: Instruction['flags'],
  line: number,
  expand: (word: string) => Result<Expansion, DockerfileFailure>,
): Result<string | undefined, DockerfileFailure> {
  const written = flags.find(([name]) => name === 'platform')?.[1] ?? '';
  if (written === '') return ok(undefined);
  const expanded = expand(written);
  if (!expanded.ok) return expanded;
  const platform = parsePlatform(expanded.value.text);
  if (platform !== undefined) return ok(platform);
  const detail = detailOf('bad-platform', { words: JSON.stringify(expanded.value.text) });
  return failAt(line, 'bad-flag', explainUnset(detail, expanded.value.unset));
}

/** The failure, and which variables were used without a value. */
export function explainUnset(detail: Detail, unset: readonly string[]): Detail {
  const names = [...new Set(unset)].slice(0, 5).join(', ');
  return names === '' ? detail : detailOf('because-unset', { detail, names });
}
