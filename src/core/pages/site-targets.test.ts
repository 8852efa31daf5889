import { expect, test } from 'vitest';
import { parseCatalog } from '../catalog/parse.ts';
import { findMissingTargets } from './site-targets.ts';

const MANIFEST = `version: 1
site:
  title: Tides
  url: https://example.org/tides/
  links: [LINKS]
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
environments:
  python: {title: Python, image: quay.io/a/b, tag: "1", binder: {repository: "https://github.com/a/b", ref: main}}
content:
  waves: {title: Waves, repository: "https://github.com/a/c", branch: main, environment: python}
`;

function find(url: string) {
  const { catalog, diagnostics } = parseCatalog(
    MANIFEST.replace('LINKS', `{title: There, url: ${JSON.stringify(url)}}`),
    'catalog.yaml',
  );
  if (catalog === undefined) throw new Error(diagnostics[0]?.message);
  return findMissingTargets(catalog, ['help', 'imprint', 'week-1/plan', 'home']);
}

test.each([
  'https://elsewhere.example/x/',
  'mailto:harbour@example.org',
  'imprint/',
  'imprint',
  './week-1/plan/#monday',
  'notebooks/?tag=start',
  'notebooks/waves/one/',
  'l/waves/one/?go=0',
  'c/waves/',
  'environments/python/',
  'status.atom',
])('%s leads somewhere', (url) => {
  expect(find(url)).toEqual([]);
});

test.each([
  ['imprnt/', 'imprint'],
  ['guide/', undefined],
  ['c/waven/', 'c/waves'],
  ['notebooks/tides/one/', undefined],
  // The text of the home is no page of its own.
  ['home/', undefined],
])('%s leads nowhere, and %s is near', (url, nearest) => {
  const [missing] = find(url);
  expect(missing).toMatchObject({ path: ['site', 'links', 0, 'url'], target: url });
  expect(missing?.nearest).toBe(nearest);
});
