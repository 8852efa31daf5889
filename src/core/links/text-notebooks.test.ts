import { expect, test } from 'vitest';
import { buildLanding } from './apps.ts';
import { textOpeningOf } from './text-notebooks.ts';

test.each([
  ['lab', 'a.md', { kind: 'open-with' }],
  ['notebook', 'a.Rmd', { kind: 'own-page', app: 'notebooks/{path}' }],
  ['classic', 'b/a.py', { kind: 'own-page', app: 'nbclassic/notebooks/{path}' }],
  ['lab', 'a.ipynb', undefined],
  ['classic', 'a.IPYNB', undefined],
  ['lab', 'b/', undefined],
  ['lab', '', undefined],
  ['rstudio', 'a.Rmd', undefined],
  ['voila', 'a.md', undefined],
  ['constructor', 'a.md', undefined],
])('%s opens %s', (app, path, opening) => {
  expect(textOpeningOf(app, path)).toEqual(opening);
});

test('the address of the notebook is that of the file, with another page', () => {
  const opening = textOpeningOf('classic', 'Été 1/a.md');
  const app = opening?.kind === 'own-page' ? opening.app : '';

  expect(buildLanding(app, { folder: 'course', path: 'Été 1/a.md' })).toMatchObject({
    ok: true,
    value: { urlpath: 'nbclassic/notebooks/course/%C3%89t%C3%A9%201/a.md' },
  });
});
