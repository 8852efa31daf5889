import { expect, it } from 'vitest';
import type { NotebookId } from '../catalog/types.ts';
import type { PublishedNotebook } from './parse.ts';
import { findSuccessors } from './successors.ts';

const published = (id: string, change: Partial<PublishedNotebook>): PublishedNotebook => ({
  id: id as NotebookId,
  contentId: 'course',
  path: '',
  title: id,
  editions: [],
  ...change,
});

it('leads an id that led to a notebook on, when that notebook is renamed in its turn', () => {
  const first = published('course/a', { former: { to: 'course/b' as NotebookId } });
  const second = published('course/b', { path: 'b.ipynb' });
  const third = {
    id: 'course/c' as NotebookId,
    contentId: 'course',
    path: 'c.ipynb',
    isDeclared: false,
    editions: [],
  };
  const renames = new Map([['course', new Map([['b.ipynb', 'c.ipynb']])]]);
  const found = findSuccessors([first, second], [second, first], [third], renames);
  expect(found.get(second)).toMatchObject({ id: 'course/c', by: 'blob' });
  expect(found.get(first)).toMatchObject({ id: 'course/c', by: 'record' });
});
