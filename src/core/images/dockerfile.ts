import { ok, type Result } from '../result.ts';
import { parseInstructions } from './dockerfile-instructions.ts';
import { failAt, readStages, type Stage, unsetNote } from './dockerfile-stages.ts';
import { parseImageReference } from './reference.ts';
import type { DockerfileBase, DockerfileFailure } from './types.ts';

/** Far above any Dockerfile; BuildKit itself has no limit of its own but the line's. */
const MAX_CHARACTERS = 1_048_576;

/**
 * Finds the image that a Dockerfile builds upon: the external image of its last stage, followed
 * through earlier stages, with the defaults of the global `ARG`s (what Binder uses).
 * Rules: BuildKit's `parser.go`, `instructions/parse.go` and `dockerfile2llb/convert.go`.
 */
export function parseDockerfileBase(input: string | Uint8Array): Result<DockerfileBase, DockerfileFailure> {
  if (input.length > MAX_CHARACTERS) {
    return failAt(1, 'too-large', `The Dockerfile is larger than ${MAX_CHARACTERS} bytes and was not read.`);
  }
  const text =
    typeof input === 'string' ? input : new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  if (text.includes('\0')) {
    return failAt(1, 'not-text', 'The Dockerfile is not UTF-8 text: it contains NUL bytes.');
  }
  const parsed = parseInstructions(text);
  if (!parsed.ok) return parsed;
  const stages = readStages(parsed.value.instructions, parsed.value.escapeCharacter);
  if (!stages.ok) return stages;
  return chooseBase(stages.value.stages, stages.value.copied);
}

function chooseBase(
  stages: readonly Stage[],
  copied: readonly string[],
): Result<DockerfileBase, DockerfileFailure> {
  const last = stages.at(-1);
  if (last === undefined) {
    return failAt(1, 'no-from', 'The Dockerfile has no FROM; write FROM and the image with its tag.');
  }
  let base = last;
  while (base.parent) base = base.parent;
  if (base.image === 'scratch') {
    return failAt(
      base.line,
      'from-scratch',
      'The last stage is built FROM scratch, so there is no image to launch.',
    );
  }
  const reference = parseImageReference(base.image);
  if (!reference.ok) {
    return failAt(
      base.line,
      'bad-image',
      `${reference.failure.message.replace(/\.$/, '')}${unsetNote(base.unset)}.`,
    );
  }
  const external = stages
    .filter((stage) => !stage.parent && stage.image !== 'scratch')
    .map((stage) => stage.image);
  const auxiliary = [...new Set([...external, ...copied])].filter((image) => image !== base.image);
  return ok({
    image: base.image,
    reference: reference.value,
    line: base.line,
    auxiliary,
    ...(base.platform === undefined ? {} : { platform: base.platform }),
  });
}
