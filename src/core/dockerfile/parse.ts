import { detailOf } from '../details.ts';
import { parseImageReference } from '../images/reference.ts';
import { ok, type Result } from '../result.ts';
import { readContextSources } from './context-sources.ts';
import { parseInstructions } from './instructions.ts';
import type { ExpansionBudget } from './shell-words.ts';
import { findNeededStages, type Origin, readStageNeeds, type StageNeeds } from './stage-needs.ts';
import { explainUnset, readStages, type Stage } from './stages.ts';
import { type BuildPlan, type DockerfileFailure, failAt, type NeededImage } from './types.ts';

/** Far above any Dockerfile; BuildKit itself has no limit of its own but the line's. */
const MAX_CHARACTERS = 1_048_576;
const DASHED_APART = /<<-[ \t\r]/;

/**
 * Reads what building a Dockerfile takes: the external image of its last stage, followed through earlier stages, with
 * the defaults of the global `ARG`s (what Binder uses), the other images, and the files of the repository.
 * Rules: BuildKit's `parser.go`, `instructions/parse.go` and `dockerfile2llb/convert.go`. A file that is sound only if
 * `<<- EOF` opens a here-document is read so, with a doubt: BuildKit's own tests count it as one, its program does not.
 */
export function parseDockerfile(input: string | Uint8Array): Result<BuildPlan, DockerfileFailure> {
  if (input.length > MAX_CHARACTERS) {
    return failAt(1, 'too-large', detailOf('dockerfile-too-large', { bytes: MAX_CHARACTERS }));
  }
  const text =
    typeof input === 'string' ? input : new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  if (text.includes('\0')) {
    return failAt(1, 'not-text', detailOf('dockerfile-not-text'));
  }
  const plan = readPlan(text);
  if (plan.ok || !DASHED_APART.test(text)) return plan;
  const meant = readPlan(text, true);
  return meant.ok ? meant : plan;
}

function readPlan(text: string, joinsDashedHeredocs = false): Result<BuildPlan, DockerfileFailure> {
  const budget: ExpansionBudget = { steps: 0 };
  const parsed = parseInstructions(text, budget, joinsDashedHeredocs);
  if (!parsed.ok) return parsed;
  const { instructions, escapeCharacter, doubt } = parsed.value;
  const list = readStages(instructions, escapeCharacter, budget);
  if (!list.ok) return list;
  const { stages } = list.value;
  if (stages.length === 0) {
    return failAt(1, 'no-from', detailOf('no-from'));
  }
  const needs = readStageNeeds(list.value, escapeCharacter, budget);
  if (!needs.ok) return needs;
  const images = readImages(stages, needs.value);
  if (!images.ok) return images;
  const needed = findNeededStages(stages, needs.value);
  if (!needed.ok) return needed;
  const sources = readContextSources(list.value, needed.value, escapeCharacter, budget);
  if (!sources.ok) return sources;
  const base = chooseBase(stages, images.value.ofStages);
  if (!base.ok) return base;
  const others = needed.value.flatMap((index) => [
    ...(images.value.ofStages.get(index) ?? []),
    ...(images.value.ofNeeds.get(index) ?? []),
  ]);
  const byName = new Map(others.map((image) => [image.image, image]));
  byName.delete(base.value.image);
  return ok({
    base: base.value,
    others: [...byName.values()],
    sources: sources.value,
    ...(doubt === undefined ? {} : { doubt }),
  });
}

interface StageImages {
  /** For each stage that begins with an external image: that image. */
  readonly ofStages: ReadonlyMap<number, readonly NeededImage[]>;
  /** For each stage, the images that it copies from. */
  readonly ofNeeds: ReadonlyMap<number, readonly NeededImage[]>;
}

/** Every image, whether it is needed or not: Docker refuses a bad name anywhere. */
function readImages(stages: readonly Stage[], needs: StageNeeds): Result<StageImages, DockerfileFailure> {
  const ofStages = new Map<number, readonly NeededImage[]>();
  const ofNeeds = new Map<number, readonly NeededImage[]>();
  for (const [index, stage] of stages.entries()) {
    if (stage.parent === undefined && stage.image !== 'scratch') {
      const image = readImage(stage.image, stage.line, stage.unset, stage.platform);
      if (!image.ok) return image;
      ofStages.set(index, [image.value]);
    }
    const needed: NeededImage[] = [];
    for (const origin of needs[index] ?? []) {
      if (!isImage(origin)) continue;
      const image = readImage(origin.image, origin.line, []);
      if (!image.ok) return image;
      needed.push(image.value);
    }
    ofNeeds.set(index, needed);
  }
  return ok({ ofStages, ofNeeds });
}

function isImage(origin: Origin): origin is Extract<Origin, { kind: 'image' }> {
  return origin.kind === 'image' && origin.image !== 'scratch';
}

function readImage(
  image: string,
  line: number,
  unset: readonly string[],
  platform?: string,
): Result<NeededImage, DockerfileFailure> {
  const reference = parseImageReference(image);
  if (!reference.ok) {
    return failAt(line, 'bad-image', explainUnset(reference.failure.detail, unset));
  }
  return ok({
    image,
    reference: reference.value,
    line,
    ...(platform === undefined ? {} : { platform }),
  });
}

function chooseBase(
  stages: readonly Stage[],
  images: StageImages['ofStages'],
): Result<NeededImage, DockerfileFailure> {
  let index = stages.length - 1;
  let isFilled = false;
  for (;;) {
    const stage = stages[index];
    isFilled ||= stage?.instructions.some(({ keyword }) => keyword === 'COPY' || keyword === 'ADD') === true;
    if (stage?.parent === undefined) break;
    index = stage.parent;
  }
  const [image] = images.get(index) ?? [];
  if (image !== undefined) return ok(image);
  const line = stages[index]?.line ?? 1;
  return isFilled
    ? failAt(line, 'assembled', detailOf('assembled'))
    : failAt(line, 'from-scratch', detailOf('from-scratch'));
}
