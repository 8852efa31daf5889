import { expect, test } from 'vitest';
import { chooseStart, listHomeCollections, listSharedTags, summarizeCollection } from './home.ts';
import type { SiteContent, SiteNotebook } from './types.ts';

const notebook = (contentId: string, index: number, tags: readonly string[] = []) =>
  ({ id: `${contentId}/${index}`, contentId, tags, launches: [] }) as unknown as SiteNotebook;

function listed(sizes: readonly number[]): boolean[] {
  const contents = sizes.map((_, index) => ({ id: `c${index}` }) as SiteContent);
  const notebooks = sizes.flatMap((size, content) =>
    Array.from({ length: size }, (_, index) => notebook(`c${content}`, index)),
  );
  return listHomeCollections({ contents, notebooks }).map(({ isListed }) => isListed);
}

test.each([
  ['a course is listed', [6], [true]],
  ['one large collection is a card', [94], [false]],
  ['a large one beside small ones', [40, 6, 12], [false, true, true]],
  [
    'sixty collections are cards',
    Array.from({ length: 60 }, () => 10),
    Array.from({ length: 60 }, () => false),
  ],
  ['none at all', [], []],
])('%s', (_, sizes, expected) => {
  expect(listed(sizes)).toEqual(expected);
});

test('a newcomer starts with what the manifest tags, else with the first', () => {
  const tagged = notebook('c', 2, ['start']);
  expect(chooseStart([notebook('c', 1), tagged])).toBe(tagged);
  const first = notebook('c', 1);
  expect(chooseStart([first, notebook('c', 2)])).toBe(first);
  expect(chooseStart([])).toBeUndefined();
});

test.each([
  ['a tag that all have', [['tides', 'start'], ['tides'], ['data', 'tides']], ['tides']],
  ['none where one lacks it', [['tides'], ['tides'], []], []],
  ['none of a notebook alone, which its tags describe', [['tides']], []],
  ['none of none', [], []],
])('tags that tell none from the others: %s', (_, tags, shared) => {
  expect(listSharedTags(tags.map((each, index) => notebook('c', index, each)))).toEqual(shared);
});

test('a collection without a description is known by its notebooks', () => {
  const [one, other, third] = [
    notebook('c', 1, ['tides']),
    notebook('c', 2, ['moon', 'tides']),
    notebook('c', 3),
  ];
  const kernel = { name: 'python3', displayName: 'Python 3 (ipykernel)' };
  const facts = summarizeCollection([
    { ...one, kernel, changedAt: '2026-03-01T00:30:00+02:00' },
    { ...other, kernel, changedAt: '2026-02-28T23:00:00Z' },
    third,
  ]);

  expect(facts).toEqual({
    topics: ['tides', 'moon'],
    kernels: ['Python 3'],
    changedAt: '2026-02-28T23:00:00Z',
  });
  expect(summarizeCollection([])).toEqual({ topics: [], kernels: [] });
});
