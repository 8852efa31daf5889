import { describe, expect, test } from 'vitest';
import { createNotebookIds } from '../catalog/notebook-ids.ts';
import { parseCatalog } from '../catalog/parse.ts';
import type { NotebookId } from '../catalog/types.ts';
import { keepLongIds } from './long-ids.ts';

const MANIFEST = `version: 1
site: {title: Harbour, url: "https://example.org/", language: en}
hubs:
  binder: {type: binderhub, url: "https://mybinder.org"}
environments:
  python: {image: quay.io/course/python, tag: "2", binder: {repository: "https://github.com/course/binder", ref: v2}}
content:
  tides:
    title: Tides
    repository: https://github.com/course/tides
    branch: main
    environment: python
    include: ["lessons/**/*.ipynb"]
    notebooks:
      lessons/named.ipynb: {id: start, title: Named}
`;
const FILES = ['lessons/named.ipynb', 'lessons/old.ipynb', 'lessons/new.ipynb'];

/** Path → slug, for a site that has published these ids. */
function idsAfter(published: Readonly<Record<string, string>>, isPresent = true) {
  const { catalog } = parseCatalog(MANIFEST, 'catalog.yaml');
  if (catalog === undefined) throw new Error('the manifest of this test has to be sound');
  const notebooks = Object.entries(published).map(([path, slug]) => ({
    id: `tides/${slug}` as NotebookId,
    contentId: 'tides',
    path,
    title: path,
    editions: [],
  }));
  const [content] = keepLongIds(catalog, { notebooks }, () => isPresent).contents;
  if (content === undefined) throw new Error('no content');
  return Object.fromEntries(
    [...createNotebookIds(content, FILES).ids].map(([path, id]) => [path, id.slice(6)]),
  );
}

describe('ids that were published with the folder in them', () => {
  test('stay, while new notebooks get short ones', () => {
    expect(idsAfter({ 'lessons/old.ipynb': 'lessons-old', 'lessons/named.ipynb': 'start' })).toEqual({
      'lessons/named.ipynb': 'start',
      'lessons/old.ipynb': 'lessons-old',
      'lessons/new.ipynb': 'new',
    });
  });

  test('give way to an id of the manifest', () => {
    expect(idsAfter({ 'lessons/named.ipynb': 'lessons-named' })).toMatchObject({
      'lessons/named.ipynb': 'start',
    });
  });

  test('are not held for files that are gone, nor for other ids', () => {
    expect(idsAfter({ 'lessons/old.ipynb': 'lessons-old' }, false)).toMatchObject({
      'lessons/old.ipynb': 'old',
    });
    expect(idsAfter({ 'lessons/old.ipynb': 'former-name' })).toMatchObject({ 'lessons/old.ipynb': 'old' });
  });
});
