import { describe, expect, test } from 'vitest';
import type { Content } from '../catalog/types.ts';
import { HARBOUR, prepareContent } from './harbour.fixture.ts';
import { createFileReferences } from './references.ts';
import { createSiteUrls } from './urls.ts';

describe('addresses in a notebook', () => {
  test('lead to pages of notebooks, to files at their host, and nowhere else', () => {
    const tides = HARBOUR.contents[0] as Content;
    const files = ['a.ipynb', 'data.csv', 'img/x.PNG'].map((path) => ({ path, kind: 'file' }));
    const [id] = prepareContent(tides, ['a.ipynb']).notebooks.map((notebook) => notebook.id);
    const ids = new Map(id === undefined ? [] : [['a.ipynb', id] as const]);
    const references = createFileReferences(tides, files, ids, createSiteUrls('https://example.org/b/'), () =>
      'f'.repeat(64),
    );
    expect(references.resolve('a.ipynb', 'link')).toBe('/b/notebooks/tides/a/');
    expect(references.resolve('data.csv', 'link')).toBe('https://github.com/course/tides/blob/main/data.csv');
    expect(references.resolve('gone.csv', 'link')).toBeUndefined();
    expect(references.resolve('img/x.PNG', 'image')).toBe(`/b/files/${'f'.repeat(16)}.png`);
    expect(references.resolve('data.csv', 'image')).toBeUndefined();
  });
});
