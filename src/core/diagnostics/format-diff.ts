import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** The unified diff between two texts of one file, as `git diff` prints it; empty where they are equal. */
export function formatDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
