import { type Detail, detailOf } from '../details.ts';
import { ok, type Result } from '../result.ts';
import { readMount } from './run-mounts.ts';
import { type ExpansionBudget, expandWord } from './shell-words.ts';
import type { Stage, StageList } from './stages.ts';
import { type DockerfileFailure, failAt, type Instruction } from './types.ts';

/** What an instruction takes from elsewhere: an earlier stage, or an image. */
export type Origin =
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly image: string; readonly line: number };

/** For each stage, what it needs beside what its `FROM` names. */
export type StageNeeds = readonly (readonly Origin[])[];

/**
 * Reads `COPY --from` and `RUN --mount=from=` of every stage, the needed and the others (BuildKit's
 * `dockerfile2llb/convert.go`, `toCommand`): a name of a stage, the number of one, or an image.
 */
export function readStageNeeds(
  list: StageList,
  escapeCharacter: string,
  budget: ExpansionBudget,
): Result<StageNeeds, DockerfileFailure> {
  const needs: Origin[][] = [];
  // Images count behind the stages, in the order in which they are met.
  const numbered: Origin[] = list.stages.map((_, index) => ({ kind: 'stage', index }));
  for (const stage of list.stages) {
    const found: Origin[] = [];
    for (const instruction of stage.instructions) {
      for (const origin of listOrigins(instruction)) {
        const read = readOrigin(origin, instruction, list, numbered, escapeCharacter, budget);
        if (!read.ok) return read;
        found.push(read.value);
      }
    }
    needs.push(found);
  }
  return ok(needs);
}

interface WrittenOrigin {
  readonly text: string;
  readonly isNumberAllowed: boolean;
}

function listOrigins({ keyword, flags }: Instruction): readonly WrittenOrigin[] {
  if (keyword === 'COPY') {
    const text = flags.find(([name]) => name === 'from')?.[1] ?? '';
    return text === '' ? [] : [{ text, isNumberAllowed: true }];
  }
  if (keyword !== 'RUN') return [];
  return flags.flatMap(([name, value]) => {
    const text = name === 'mount' ? readMount(value).from : '';
    return text === '' ? [] : [{ text, isNumberAllowed: false }];
  });
}

function readOrigin(
  { text, isNumberAllowed }: WrittenOrigin,
  { keyword, line }: Instruction,
  { byName }: StageList,
  numbered: Origin[],
  escapeCharacter: string,
  budget: ExpansionBudget,
): Result<Origin, DockerfileFailure> {
  const expanded = expandWord(text, { variables: new Map(), escapeCharacter, budget });
  if (!expanded.ok && expanded.failure.kind === 'too-complex') {
    return failAt(line, 'too-complex', expanded.failure.detail);
  }
  if (!expanded.ok || expanded.value.text !== text) {
    return failAt(line, 'bad-flag', detailOf('from-variables', { keyword, words: text }));
  }
  if (isNumberAllowed && /^[+-]?\d+$/.test(text)) {
    const origin = numbered[Number(text)];
    if (origin !== undefined) return ok(origin);
    return failAt(line, 'bad-stage', detailOf('no-stage-number', { count: text }));
  }
  const index = byName.get(text.toLowerCase());
  if (index !== undefined) return ok({ kind: 'stage', index });
  const origin: Origin = { kind: 'image', image: text, line };
  if (text !== 'scratch') numbered.push(origin);
  return ok(origin);
}

/** The stages that the last one needs, in order, or why they cannot be built one after the other. */
export function findNeededStages(
  stages: readonly Stage[],
  needs: StageNeeds,
): Result<readonly number[], DockerfileFailure> {
  const needed = new Set<number>();
  const open = [stages.length - 1];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const stage = stages[index];
    if (needed.has(index) || stage === undefined) continue;
    needed.add(index);
    if (stage.parent !== undefined) open.push(stage.parent);
    for (const origin of needs[index] ?? []) {
      if (origin.kind !== 'stage') continue;
      if (origin.index >= index)
        return failAt(stage.line, 'bad-stage', describeOrder(stages, index, origin.index));
      open.push(origin.index);
    }
  }
  return ok([...needed].sort((a, b) => a - b));
}

function describeOrder(stages: readonly Stage[], index: number, origin: number): Detail {
  const name = stages[origin]?.name ?? String(origin);
  return index === origin
    ? detailOf('stage-itself', { words: JSON.stringify(name) })
    : detailOf('stage-later', { words: JSON.stringify(name) });
}
