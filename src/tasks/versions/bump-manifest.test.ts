import { expect, test } from 'vitest';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { bumpManifest } from './bump-manifest.ts';

const MANIFEST = `version: 1
site: {title: Tides, url: "https://example.org/", language: en}
hubs: {mybinder: {type: binderhub, url: "https://mybinder.org", environments: [sea]}}
environments:
  sea:
    title: Sea
    image: quay.io/example/sea
    tag: v1
    binder:
      - {repository: "https://github.com/example/sea", ref: main}
      - {repository: "https://gitlab.com/example/sea", ref: main}
content:
  tides: {title: Tides, repository: "https://github.com/example/tides", branch: main, environment: sea}
`;

test('one ref for several Binder repositories is refused before anybody is asked', async () => {
  const { catalog, positionOf } = parseCatalog(MANIFEST, 'catalog.yaml');
  const environment = catalog?.environments[0];
  if (catalog === undefined || environment === undefined) throw new Error('The manifest is not sound.');
  const refuse = () => Promise.reject(new Error('asked'));
  const bumped = await bumpManifest(
    { text: MANIFEST, file: 'catalog.yaml', catalog, positionOf, environment, tag: 'v2', ref: 'next' },
    { readTag: refuse, git: { listRefs: refuse } } as never,
  );
  expect(bumped).toMatchObject({
    ok: false,
    failure: {
      code: 'bump/several-binders',
      message: '"sea" has several Binder repositories, and --ref names a ref of one.',
      position: { line: 8 },
    },
  });
});
