import { describe, expect, test } from 'vitest';
import type { NotebookId } from '../catalog/types.ts';
import { groupBySection, listNeighbours, listTranslations } from './sections.ts';
import type { SiteNotebook } from './types.ts';

const notebook = (path: string) => ({ id: `c/${path}`, path }) as SiteNotebook;
const PATHS = ['a/one.ipynb', 'b/two.ipynb', 'a/three.ipynb', 'b/deep/four.ipynb', 'five.ipynb'];
const NOTEBOOKS = PATHS.map(notebook);

const outline = (sections: { folder: string; title: string }[], notebooks = NOTEBOOKS) =>
  groupBySection({ sections }, notebooks).map(({ title, notebooks: own }) => [
    title,
    own.map(({ path }) => path),
  ]);

describe('a collection', () => {
  test('is shown by its folders, in the order of their first notebooks', () => {
    expect(outline([])).toEqual([
      ['A', ['a/one.ipynb', 'a/three.ipynb']],
      ['B', ['b/two.ipynb']],
      ['Deep', ['b/deep/four.ipynb']],
      [undefined, ['five.ipynb']],
    ]);
  });

  test('has no headings where it has one folder only', () => {
    expect(outline([], [notebook('a/one.ipynb'), notebook('a/two.ipynb')])).toEqual([
      [undefined, ['a/one.ipynb', 'a/two.ipynb']],
    ]);
  });

  test('follows the titles of the manifest, which hold for folders below', () => {
    expect(
      outline([
        { folder: 'b', title: 'Second steps' },
        { folder: 'a', title: 'First steps' },
        { folder: 'gone', title: 'Empty' },
      ]),
    ).toEqual([
      ['Second steps', ['b/two.ipynb', 'b/deep/four.ipynb']],
      ['First steps', ['a/one.ipynb', 'a/three.ipynb']],
      [undefined, ['five.ipynb']],
    ]);
  });

  test('is read in the order in which it is shown', () => {
    const found = listNeighbours({}, NOTEBOOKS).get('c/b/two.ipynb' as NotebookId);
    expect([found?.number, found?.total, found?.previous?.path, found?.next?.path]).toEqual([
      3,
      5,
      'a/three.ipynb',
      'b/deep/four.ipynb',
    ]);
  });

  test('pairs a notebook with its translations', () => {
    const [one, two, three] = ['one', 'two', 'three'].map(notebook);
    const [german, french] = ['de', 'fr'].map((path) => ({
      ...notebook(path),
      translates: 'c/one' as NotebookId,
    }));
    const all = [one, two, three, german, french] as SiteNotebook[];
    const found = [...listTranslations(all)].map(([id, others]) => [id, others.map((each) => each.id)]);
    expect(found).toEqual([
      ['c/one', ['c/de', 'c/fr']],
      ['c/de', ['c/one', 'c/fr']],
      ['c/fr', ['c/one', 'c/de']],
    ]);
  });

  test('names fifteen notebooks around each of many, itself among them', () => {
    const many = Array.from({ length: 94 }, (_, index) => notebook(`${index}.ipynb`));
    for (const each of [many[0], many[50], many[93]]) {
      const { nearby = [] } = listNeighbours({}, many).get(each?.id as NotebookId) ?? {};
      expect(nearby).toHaveLength(15);
      expect(nearby).toContain(each);
    }
  });
});
