import { describe, expect, test } from 'vitest';
import { adviseShift, findShiftedPaths } from './shifted-paths.ts';

const NAMES = ['a.ipynb', 'b.ipynb', 'c.ipynb', 'week 1/d.ipynb'];
const inFolder = (folder: string) => NAMES.map((name) => `${folder}${name}`);

describe('many paths that are missing for one reason', () => {
  test.each([
    ['', 'notebooks/', 'Write "notebooks/" in front of each: a path begins at the root of the repository.'],
    ['content/', '', 'Take "content/" away from the front of each.'],
    ['old/', 'new/', 'Write "new/" in the place of "old/" at the beginning of each.'],
  ])('%j for %j', (written, meant, advice) => {
    const shifted = findShiftedPaths([...inFolder(written), 'gone.ipynb'], [...inFolder(meant), 'README.md']);

    expect(shifted).toMatchObject({ paths: inFolder(written), written, meant });
    expect(shifted && adviseShift(shifted)).toBe(advice);
  });

  test('are listed each where they are few, or have nothing in common', () => {
    expect(findShiftedPaths(['a.ipynb', 'b.ipynb'], ['x/a.ipynb', 'x/b.ipynb'])).toBeUndefined();
    expect(findShiftedPaths(NAMES, ['x/a.ipynb', 'y/b.ipynb', 'z/c.ipynb'])).toBeUndefined();
    expect(findShiftedPaths([], inFolder('x/'))).toBeUndefined();
  });
});
