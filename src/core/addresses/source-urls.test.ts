import { describe, expect, test } from 'vitest';
import { buildSourceUrls } from './source-urls.ts';

describe('the address of a file at its host', () => {
  test.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/a/b/c%20d%23.ipynb'],
    ['https://github.com/o/r.git', 'https://github.com/o/r/blob/a/b/c%20d%23.ipynb'],
    ['https://gitlab.com/g/s/r', 'https://gitlab.com/g/s/r/-/blob/a/b/c%20d%23.ipynb'],
    ['https://codeberg.org/o/r/', 'https://codeberg.org/o/r/src/branch/a/b/c%20d%23.ipynb'],
    ['https://git.example.org/r', undefined],
  ])('is known of %s', (repository, expected) => {
    expect(buildSourceUrls(repository, 'a/b', 'c d#.ipynb')?.page).toBe(expected);
  });
});
