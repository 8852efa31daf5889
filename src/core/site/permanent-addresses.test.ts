import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNotebookIds } from '../catalog/notebook-ids.ts';
import type { NotebookId } from '../catalog/types.ts';
import { assembleHarbour } from './harbour.fixture.ts';
import { listPermanentAddresses } from './permanent-addresses.ts';
import { createSiteUrls } from './urls.ts';

const name = fc.oneof(
  fc.constantFrom('a b', 'a-b', 'A_B', 'a/b', '@spring', 'a/@spring', 'a b/spring', '課', '課a'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const paths = fc.uniqueArray(
  name.map((text) => `${text}.ipynb`),
  { maxLength: 12 },
);
const editionIds = fc.uniqueArray(fc.constantFrom('spring', 'a-b', '1'), { maxLength: 3 });

test('no two permanent addresses are the same, whatever the files and editions are called', () => {
  fc.assert(
    fc.property(paths, editionIds, (files, ids) => {
      const editions = ids.map((id) => ({ id }));
      const { ids: slugs } = createNotebookIds(
        { id: 'course', notebooks: [], include: ['**'], repositoryPath: '' },
        files,
      );
      const notebooks = [...slugs.values()].map((id) => ({ id, editions }));
      const former = ['course/old-1', 'gone/old-2'].map((id) => id as NotebookId);
      const addresses = listPermanentAddresses({
        contents: [{ id: 'course', editionIds: ids }],
        notebooks,
        moved: notebooks.slice(0, 1).flatMap(({ id }) => former.map((from) => ({ from, to: id }))),
        retired: [{ id: 'course/left' as NotebookId }],
      });
      const urls = createSiteUrls('https://example.org/base/');
      const paths = addresses.map(({ contentId, slug, editionId }) => {
        const id = `${contentId}/${slug}`;
        return editionId === undefined ? urls.launcher(id) : urls.edition(id, editionId);
      });
      expect(new Set(paths).size).toBe(paths.length);
      const answering = notebooks.length + 1 + Math.min(1, notebooks.length) * former.length;
      expect(paths).toHaveLength(answering * (1 + ids.length));
    }),
  );
});

describe('permanent addresses', () => {
  const table = listPermanentAddresses(assembleHarbour(null)).map(
    ({ contentId, slug, editionId, target }) => {
      const to = target.kind === 'retired' ? target.retired.id : target.notebook.id;
      const edition = target.kind === 'edition' || target.kind === 'moved' ? target.edition?.id : undefined;
      return [
        `${contentId}/${slug}${editionId === undefined ? '' : `/@${editionId}`}`,
        target.kind,
        edition === undefined ? to : `${to}/@${edition}`,
      ].join(' ');
    },
  );

  test('are those of notebooks, editions, former ids and retired ones, each once', () => {
    expect(table).toEqual([
      'tides/a notebook tides/a',
      'tides/a/@spring edition tides/a/@spring',
      'tides/b notebook tides/b',
      'tides/b/@spring edition tides/b/@spring',
      'moon/c notebook moon/c',
      'tides/z moved tides/a',
      'tides/z/@spring moved tides/a/@spring',
      'tides/y moved tides/a',
      'tides/y/@spring moved tides/a/@spring',
      'moon/old moved tides/b',
      'moon/old/@spring moved tides/b/@spring',
      'tides/before retired moon/gone',
      'tides/before/@spring retired moon/gone',
      'moon/gone retired moon/gone',
      'moon/also-gone retired moon/also-gone',
      'stars/all retired stars/all',
    ]);
  });

  test('of a retired notebook know what is nearest, through moves and others that left', () => {
    expect(assembleHarbour(null).retired).toEqual([
      { id: 'moon/gone', title: 'Gone', because: 'Eclipsed.', nearest: { id: 'tides/a', title: 'A' } },
      { id: 'moon/also-gone', title: 'Also gone', nearest: { id: 'tides/a', title: 'A' } },
      { id: 'stars/all', title: 'All', because: 'No telescope.' },
    ]);
  });
});
