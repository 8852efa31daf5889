import { CONTENT_LIMITS } from '../../core/content/limits.ts';
import type { NotebookProblem } from '../../core/notebooks/types.ts';
import { fail } from '../../core/result.ts';
import { describeOutcome, type RenderedFile } from './rendered-file.ts';

export const LEFT_OUT: NotebookProblem = {
  code: 'notebook/left-out',
  message: 'The other notebooks of its collection took all that previews of one collection may take.',
};

/** Takes the previews that are beyond what one content may publish out again, the last ones first. */
export function limitPublished(
  paths: readonly string[],
  files: ReadonlyMap<string, RenderedFile>,
): ReadonlyMap<string, RenderedFile> {
  const isWithin = createByteBudget(CONTENT_LIMITS.publishedBytes);
  return new Map(
    paths.flatMap((path): [string, RenderedFile][] => {
      const file = files.get(path);
      if (file === undefined) return [];
      const isLeftOut = file.outcome.ok && !isWithin(file.outcome.stored.publishedBytes);
      return [[path, isLeftOut ? { ...file, outcome: describeOutcome(fail(LEFT_OUT)) } : file]];
    }),
  );
}

/** Says of each in turn whether it is still within the limit. */
export function createByteBudget(limit: number): (sizeBytes: number) => boolean {
  let left = limit;
  return (sizeBytes) => {
    if (sizeBytes > left) return false;
    left -= sizeBytes;
    return true;
  };
}
