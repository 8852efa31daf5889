import { describe, expect, test } from 'vitest';
import { EXAMPLE } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';
import type { Catalog, Content, NotebookId } from './types.ts';
import {
  environmentForNotebook,
  environmentVersions,
  findEnvironment,
  findVersion,
  hubsForNotebook,
  resolveMoved,
} from './views.ts';

function parseExample(): { catalog: Catalog; content: Content } {
  const { catalog } = parseCatalog(EXAMPLE, 'catalog.yaml');
  const content = catalog?.contents.find(({ id }) => id === 'tutorials');
  if (!catalog || !content) throw new Error('The example does not parse.');
  return { catalog, content };
}

const { catalog, content } = parseExample();
const ids = (hubs: readonly { readonly id: string }[]) => hubs.map(({ id }) => id);

describe('hubsForNotebook', () => {
  test('offers the hubs of the content in its order', () => {
    expect(ids(hubsForNotebook(catalog, content, 'hydro'))).toEqual(['class', 'binder']);
  });

  test('else all hubs in the order of the manifest', () => {
    expect(ids(hubsForNotebook(catalog, {}, 'hydro'))).toEqual(['binder', 'class']);
  });

  test('leaves out what cannot run the environment', () => {
    expect(ids(hubsForNotebook(catalog, content, 'shiny'))).toEqual(['class']);
    expect(hubsForNotebook(catalog, content, 'unknown')).toEqual([]);
  });

  test('looks at the version: a BinderHub needs its Binder repository', () => {
    const version = { tag: 'v0' };

    expect(ids(hubsForNotebook(catalog, content, 'hydro', version))).toEqual(['class']);
  });
});

test('versions come newest first and are found by tag', () => {
  const hydro = findEnvironment(catalog, 'hydro');
  if (!hydro) throw new Error('missing');

  expect(environmentVersions(hydro).map(({ tag }) => tag)).toEqual(['1.10', '007']);
  expect(findVersion(hydro, '007')?.label).toBe('Spring 2022');
  expect(findVersion(hydro, '7')).toBeUndefined();
});

test('a notebook may have an environment of its own', () => {
  expect(environmentForNotebook(catalog, content, 'courses/a.ipynb').id).toBe('shiny');
  expect(environmentForNotebook(catalog, content, 'courses/b.ipynb').id).toBe('hydro');
});

test('moves are followed to their end, and circles end too', () => {
  const id = (text: string) => text as NotebookId;
  const moved = [
    { from: id('c/a'), to: id('c/b') },
    { from: id('c/b'), to: id('c/c') },
  ];

  expect(resolveMoved(moved, id('c/a'))).toBe('c/c');
  expect(resolveMoved(moved, id('c/x'))).toBe('c/x');
  expect(['c/a', 'c/b']).toContain(
    resolveMoved([...moved.slice(0, 1), { from: id('c/b'), to: id('c/a') }], id('c/a')),
  );
});
