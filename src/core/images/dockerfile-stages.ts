import { fail, ok, type Result } from '../result.ts';
import { type Instruction, splitWords } from './dockerfile-instructions.ts';
import { type ExpansionBudget, expandWord } from './dockerfile-variables.ts';
import type { DockerfileFailure } from './types.ts';

const MAX_STAGES = 1_000;

/** What a build for Binder knows before the file is read: BuildKit's platform arguments and repo2docker's. */
const PREDEFINED: readonly (readonly [string, string])[] = [
  ...['BUILD', 'TARGET'].flatMap((side) => [
    [`${side}PLATFORM`, 'linux/amd64'] as const,
    [`${side}OS`, 'linux'] as const,
    [`${side}ARCH`, 'amd64'] as const,
    [`${side}VARIANT`, ''] as const,
    [`${side}OSVERSION`, ''] as const,
  ]),
  ['TARGETSTAGE', 'default'],
];
const BUILD_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['NB_USER', 'jovyan'],
  ['NB_UID', '1000'],
]);

export interface Stage {
  readonly name?: string;
  /** Image text after expansion; the name of an earlier stage where `parent` is set. */
  readonly image: string;
  readonly parent?: Stage;
  readonly platform?: string;
  readonly line: number;
  readonly unset: readonly string[];
}

/** Reads every `FROM`, with the global arguments expanded, and the sources of `COPY --from` that are no stages. */
export function readStages(
  instructions: readonly Instruction[],
  escapeCharacter: string,
): Result<{ stages: readonly Stage[]; copied: readonly string[] }, DockerfileFailure> {
  const variables = new Map(PREDEFINED);
  const budget: ExpansionBudget = { steps: 0 };
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  const copied = new Set<string>();

  for (const instruction of instructions) {
    const { keyword, line } = instruction;
    if (keyword === 'FROM') {
      const stage = readFrom(instruction, (word) => expandAt(line, word), byName);
      if (!stage.ok) return stage;
      if (stages.length >= MAX_STAGES) {
        return failAt(line, 'too-complex', `The Dockerfile has more than ${MAX_STAGES} stages.`);
      }
      stages.push(stage.value);
      if (stage.value.name !== undefined) byName.set(stage.value.name, stage.value);
    } else if (stages.length > 0) {
      const source =
        keyword === 'COPY' ? /^(?:--\S+\s+)*?--from=(\S+)/.exec(instruction.rest)?.[1] : undefined;
      const image = source === undefined ? undefined : expandAt(line, source);
      if (image?.ok && !byName.has(image.value.text.toLowerCase()) && !/^\d*$/.test(image.value.text)) {
        copied.add(image.value.text);
      }
    } else if (keyword === 'ARG') {
      for (const word of splitWords(instruction.rest, escapeCharacter)) {
        const equals = word.indexOf('=');
        const name = equals < 0 ? word : word.slice(0, equals);
        if (name === '') return failAt(line, 'bad-argument', 'An ARG has no name; write ARG NAME=default.');
        const given = BUILD_ARGUMENTS.get(name);
        if (given !== undefined) variables.set(name, given);
        else if (equals >= 0) {
          const value = expandAt(line, word.slice(equals + 1));
          if (!value.ok) return value;
          variables.set(name, value.value.text);
        }
      }
    } else {
      return failAt(
        line,
        'instruction-before-from',
        `${describeKeyword(keyword)} stands before the first FROM; only ARG and comments may.`,
      );
    }
  }
  return ok({ stages, copied: [...copied] });

  function expandAt(line: number, word: string) {
    const expanded = expandWord(word, variables, escapeCharacter, budget);
    if (expanded.ok) return expanded;
    return failAt(line, expanded.failure.kind, expanded.failure.message);
  }
}

function readFrom(
  { rest, line }: Instruction,
  expand: (word: string) => Result<{ text: string; unset: readonly string[] }, DockerfileFailure>,
  byName: ReadonlyMap<string, Stage>,
): Result<Stage, DockerfileFailure> {
  const words = rest.split(/\s+/).filter((word) => word !== '');
  const flagCount = words.findIndex((word) => !word.startsWith('--'));
  const flags = words.slice(0, flagCount < 0 ? words.length : flagCount);
  const [written = '', as, name] = words.slice(flags.length);
  const argumentCount = words.length - flags.length;
  if (argumentCount !== 1 && !(argumentCount === 3 && as?.toUpperCase() === 'AS')) {
    return failAt(
      line,
      'from-arguments',
      `FROM has ${argumentCount} arguments; write FROM IMAGE or FROM IMAGE AS NAME.`,
    );
  }
  const stageName = name?.toLowerCase();
  if (stageName !== undefined && !/^[a-z][a-z0-9_.-]*$/.test(stageName)) {
    return failAt(
      line,
      'bad-stage-name',
      `The stage name ${JSON.stringify(name)} is not valid; it begins with a letter and has letters, digits, "-", "_" and ".".`,
    );
  }
  let platform: string | undefined;
  for (const flag of flags) {
    const value = /^--platform=(.+)$/.exec(flag)?.[1];
    if (value === undefined) {
      return failAt(
        line,
        'bad-flag',
        `FROM does not know the flag ${JSON.stringify(flag)}; only --platform=OS/ARCHITECTURE is allowed.`,
      );
    }
    const expanded = expand(value);
    if (!expanded.ok) return expanded;
    platform = expanded.value.text;
  }
  const image = expand(written);
  if (!image.ok) return image;
  const { text, unset } = image.value;
  if (text === '') {
    return failAt(line, 'empty-image', `FROM ${written} names no image${unsetNote(unset)}.`);
  }
  const parent = byName.get(text.toLowerCase());
  return ok({
    image: text,
    line,
    unset,
    ...(stageName === undefined ? {} : { name: stageName }),
    ...(parent === undefined ? {} : { parent }),
    ...(platform === undefined || platform === '' ? {} : { platform }),
  });
}

/** The end of a sentence that tells which variables were used without a value. */
export function unsetNote(unset: readonly string[]): string {
  return unset.length === 0 ? '' : `, because ${[...new Set(unset)].slice(0, 5).join(', ')} has no default`;
}

function describeKeyword(keyword: string): string {
  return /^[A-Z]{1,20}$/.test(keyword) ? keyword : 'Something that is no instruction';
}

type Reason = DockerfileFailure['code'] extends `dockerfile/${infer Word}` ? Word : never;

export function failAt(
  line: number,
  reason: Reason,
  message: string,
): { readonly ok: false; readonly failure: DockerfileFailure } {
  return fail({ code: `dockerfile/${reason}`, message, line });
}
