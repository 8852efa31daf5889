import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import type { Catalog } from '../catalog/types.ts';
import { keepEditionPaths } from './keep-edition-paths.ts';
import { type PublishedCatalog, parsePublishedCatalog } from './parse.ts';

const readCatalog = (paths = ''): Catalog => {
  const { catalog, diagnostics } = parseCatalog(
    `version: 1
site: {title: T, url: "https://example.org/"}
hubs: {b: {type: jupyterhub, url: "https://b.example.org", environments: [py]}}
environments:
  py: {image: r.example.org/py, tag: "2", earlier: [{tag: "1"}]}
content:
  course:
    title: Course
    repository: https://git.example.org/a/course
    branch: main
    environment: py
    editions: {spring: {label: Spring, branch: v1, tag: "1"${paths}}}
moved: {course/old: course/new}
`,
    'catalog.yaml',
  );
  if (catalog === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return catalog;
};

/** A publication in which the notebook had its old name, and its edition the path that is given. */
function publish(path: string, branch = 'v1'): PublishedCatalog {
  const edition = { id: 'spring', label: 'Spring', environment: 'py', tag: '1', branch, path };
  const parsed = parsePublishedCatalog(
    JSON.stringify({
      version: 1,
      site: { url: 'https://example.org/' },
      environments: [],
      notebooks: [{ id: 'course/old', path: 'old.ipynb', title: 'Old', editions: [edition] }],
    }),
  );
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const pathsIn = (catalog: Catalog, published: PublishedCatalog, paths: readonly string[] | undefined) =>
  keepEditionPaths(catalog, published, () => paths).contents[0]?.editions[0]?.paths;

describe('the path of a notebook in an edition', () => {
  it('stays what it was when the notebook is renamed', () => {
    expect(pathsIn(readCatalog(), publish('old.ipynb'), ['new.ipynb', 'other.ipynb'])).toEqual({
      'new.ipynb': 'old.ipynb',
    });
  });

  it('is that of the manifest where it says one', () => {
    const catalog = readCatalog(', paths: {new.ipynb: elsewhere.ipynb}');
    expect(pathsIn(catalog, publish('old.ipynb'), ['new.ipynb'])).toEqual({ 'new.ipynb': 'elsewhere.ipynb' });
  });

  it('is not known of another ref, nor of a content that could not be read', () => {
    expect(pathsIn(readCatalog(), publish('old.ipynb', 'v0'), ['new.ipynb'])).toBeUndefined();
    expect(pathsIn(readCatalog(), publish('old.ipynb'), undefined)).toBeUndefined();
  });
});
