import { expect, test } from 'vitest';
import { distinguishTwins } from './twin-titles.ts';
import type { SiteNotebook } from './types.ts';

const notebook = (contentId: string, path: string, title: string) =>
  ({ id: `${contentId}/${path}`, contentId, path, title }) as unknown as SiteNotebook;

test('notebooks of one title are told apart by their folder, or by their file within one folder', () => {
  const told = distinguishTwins([
    notebook('a', 'week-1/intro.ipynb', 'Introduction'),
    notebook('a', 'week-2/intro.ipynb', 'Introduction'),
    notebook('a', 'one.ipynb', 'Exercise'),
    notebook('a', 'two.ipynb', 'Exercise'),
    notebook('a', 'x/r.ipynb', 'Result'),
    notebook('a', 's.ipynb', 'Result'),
    notebook('a', 'alone.ipynb', 'Alone'),
    notebook('b', 'week-1/intro.ipynb', 'Introduction'),
  ]);
  expect([...told]).toEqual([
    ['a/week-1/intro.ipynb', 'week-1'],
    ['a/week-2/intro.ipynb', 'week-2'],
    ['a/one.ipynb', 'one.ipynb'],
    ['a/two.ipynb', 'two.ipynb'],
    ['a/x/r.ipynb', 'x'],
    ['a/s.ipynb', 's.ipynb'],
  ]);
});
