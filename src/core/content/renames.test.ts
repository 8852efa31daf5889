import { describe, expect, test } from 'vitest';
import { type HistoryCommit, traceRenames } from './renames.ts';

const EMPTY = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

type Change = Readonly<Record<string, string>>;

const commit = (removed: Change, added: Change): HistoryCommit => ({
  added: new Map(Object.entries(added)),
  removed: new Map(Object.entries(removed)),
});

const tree = (files: Change) =>
  Object.entries(files).map(([path, blobId]) => ({ path, kind: 'file', blobId }));

describe('traceRenames', () => {
  test.each<[string, readonly HistoryCommit[], Change, string | undefined]>([
    ['renamed as it was', [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })], { 'b.ipynb': '1' }, 'b.ipynb'],
    [
      'edited after the rename',
      [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })],
      { 'b.ipynb': '2' },
      'b.ipynb',
    ],
    [
      'renamed twice, edited in between',
      [commit({ 'b.ipynb': '2' }, { 'c.ipynb': '2' }), commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })],
      { 'c.ipynb': '3' },
      'c.ipynb',
    ],
    [
      'moved and edited at once',
      [commit({ 'a.ipynb': '1' }, { 'x/a.ipynb': '2' })],
      { 'x/a.ipynb': '2' },
      'x/a.ipynb',
    ],
    [
      'a copy that was there before',
      [commit({ 'a.ipynb': '1' }, {})],
      { 'old/copy.ipynb': '1' },
      'old/copy.ipynb',
    ],
    ['taken away for good', [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '2' })], { 'b.ipynb': '2' }, undefined],
    ['never there', [commit({ 'z.ipynb': '1' }, { 'b.ipynb': '1' })], { 'b.ipynb': '1' }, undefined],
    [
      'two files with the same bytes',
      [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1', 'c.ipynb': '1' })],
      { 'b.ipynb': '1', 'c.ipynb': '1' },
      undefined,
    ],
    [
      'two files with the same bytes, one with the old name',
      [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1', 'week/a.ipynb': '1' })],
      { 'b.ipynb': '1', 'week/a.ipynb': '1' },
      'week/a.ipynb',
    ],
    ['empty files', [commit({ 'a.ipynb': EMPTY }, { 'b.ipynb': EMPTY })], { 'b.ipynb': EMPTY }, undefined],
    [
      'renamed to something that is gone as well',
      [commit({ 'b.ipynb': '2' }, {}), commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })],
      { 'c.ipynb': '3' },
      undefined,
    ],
    [
      'taken away, brought back, renamed: the last time counts',
      [
        commit({ 'a.ipynb': '2' }, { 'new.ipynb': '2' }),
        commit({}, { 'a.ipynb': '2' }),
        commit({ 'a.ipynb': '1' }, { 'old.ipynb': '1' }),
      ],
      { 'old.ipynb': '1', 'new.ipynb': '2' },
      'new.ipynb',
    ],
    [
      'swapped names end',
      [commit({ 'b.ipynb': '1' }, { 'a.ipynb': '1' }), commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })],
      { 'c.ipynb': '9' },
      undefined,
    ],
  ])('%s', (_name, commits, files, expected) => {
    expect(traceRenames(commits, tree(files), ['a.ipynb']).get('a.ipynb')).toBe(expected);
  });

  test('what is there has not moved', () => {
    const commits = [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })];
    expect(traceRenames(commits, tree({ 'a.ipynb': '1', 'b.ipynb': '1' }), ['a.ipynb'])).toEqual(new Map());
  });

  test('files that swap their names in every commit cost nothing', () => {
    const commits = Array.from({ length: 60 }, (_, age) => {
      const [from, to] = [`${60 - age}`, `${61 - age}`];
      return commit(
        { [`${from}/x.ipynb`]: '1', [`${from}/y.ipynb`]: '2' },
        { [`${to}/y.ipynb`]: '1', [`${to}/x.ipynb`]: '2' },
      );
    });
    expect(traceRenames(commits, [], ['1/x.ipynb'])).toEqual(new Map());
  });

  test('a link of the new name is no place to go to', () => {
    const commits = [commit({ 'a.ipynb': '1' }, { 'b.ipynb': '1' })];
    const files = [{ path: 'b.ipynb', kind: 'symlink', blobId: '1' }];
    expect(traceRenames(commits, files, ['a.ipynb'])).toEqual(new Map());
  });
});
