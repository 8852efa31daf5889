import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildWayUrl, findPresetWay, opensRepository, PRESET_WAYS } from './other-ways.ts';

const NOTEBOOK = {
  repository: 'https://github.com/org/course',
  branch: 'spring/2026',
  path: 'week 1/a#b.ipynb',
};
const PAGE = 'https://github.com/org/course/blob/spring/2026/week%201/a%23b.ipynb';

test.each([
  ['colab', 'https://colab.research.google.com/github/org/course/blob/spring/2026/week%201/a%23b.ipynb'],
  ['kaggle', `https://kaggle.com/kernels/welcome?src=${encodeURIComponent(PAGE)}`],
  ['codespaces', 'https://codespaces.new/org/course/tree/spring/2026'],
  ['deepnote', `https://deepnote.com/launch?url=${encodeURIComponent(PAGE)}`],
  ['molab', 'https://molab.marimo.io/github/org/course/blob/spring/2026/week%201/a%23b.ipynb'],
  ['nbviewer', 'https://nbviewer.org/github/org/course/blob/spring/2026/week%201/a%23b.ipynb'],
])('%s opens the notebook', (id, url) => {
  expect(buildWayUrl(findPresetWay(id)?.url ?? '', NOTEBOOK)).toBe(url);
});

test('every known service has a case above, and says whose repositories it opens', () => {
  expect(PRESET_WAYS).toHaveLength(6);
  for (const way of PRESET_WAYS) {
    expect(opensRepository(way, 'https://github.com/org/course.git')).toBe(true);
    expect(opensRepository(way, 'https://gitlab.com/org/course')).toBe(false);
  }
});

describe('a template', () => {
  test('has each field encoded for its position', () => {
    const template = 'https://lab.example.edu/{owner}/{repository}/{folder}?file={path}&at={branch}#{file}';
    const repository = 'https://git.example.org/group/sub group/course.git'.replace(' ', '%20');
    expect(buildWayUrl(template, { ...NOTEBOOK, repository })).toBe(
      'https://lab.example.edu/group/sub%20group/https%3A%2F%2Fgit.example.org%2Fgroup%2Fsub%2520group%2Fcourse/week%201?file=week%201%2Fa%23b.ipynb&at=spring%2F2026#a%23b.ipynb',
    );
  });

  test('that needs the page of a file at an unknown host gives no link', () => {
    expect(
      buildWayUrl('https://lab.example.edu/?src={page}', {
        ...NOTEBOOK,
        repository: 'https://git.example.org/a/b',
      }),
    ).toBeUndefined();
  });

  test('gives back by decoding what went in', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/^\.{1,2}$|[\p{Cc}\\/]/u.test(text));
    fc.assert(
      fc.property(name, name, (branch, file) => {
        const path = `week/${file}`;
        const url = new URL(
          buildWayUrl('https://lab.example.edu/{branch}/{path}?p={path}&b={branch}', {
            ...NOTEBOOK,
            branch,
            path,
          }) ?? '',
        );
        expect([url.searchParams.get('b'), url.searchParams.get('p')]).toEqual([branch, path]);
        expect(decodeURIComponent(url.pathname)).toBe(`/${branch}/${path}`);
      }),
    );
  });
});
