import { expect, test } from 'vitest';
import { createManagedCommit } from '../binder-refs/managed-commit.ts';
import { composeLaunch } from '../links/compose.ts';
import { bumpEnvironment } from './edit/bump-environment.ts';
import { pinVersions } from './edit/pin-versions.ts';
import { parseCatalog } from './parse.ts';

const FILE = 'catalog.yaml';
const [FIRST, SECOND] = [`sha256:${'1a'.repeat(32)}`, `sha256:${'2b'.repeat(32)}`];

const manifest = (digest: string, repository = 'repository: https://github.com/example/waves') => `version: 1
site:
  title: Waves
  url: https://waves.example/
  ${repository}
hubs:
  mybinder: {type: binderhub, url: https://mybinder.org}
environments:
  py:
    image: ghcr.io/example/py
    tag: v1.2
    ${digest}
    binder: managed
content:
  waves: {title: Waves, repository: https://github.com/example/waves, branch: main, environment: py}
`;

const commitOf = (tag: string, digest: string) =>
  createManagedCommit({ registry: 'ghcr.io', repository: 'example/py', tag, digest }).id;

function parse(text: string) {
  const { catalog, diagnostics } = parseCatalog(text, FILE, { allowsUnpinned: true });
  if (catalog === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return catalog;
}

test('a managed version is launched at the commit that follows from its pin', () => {
  const catalog = parse(manifest(`digest: ${FIRST}`));
  const [environment] = catalog.environments;
  expect(environment?.current.binder).toEqual({
    repository: 'https://github.com/example/waves',
    ref: commitOf('v1.2', FIRST),
  });
});

test.each([
  ['no digest', manifest('# none'), 'manifest/managed-without-digest', /slipway pin/],
  [
    'no repository',
    manifest(`digest: ${FIRST}`, '# none'),
    'manifest/managed-without-repository',
    /"repository" to "site"/,
  ],
  [
    'another word',
    manifest(`digest: ${FIRST}`).replace('managed', 'automatic'),
    'manifest/wrong-type',
    /repository, ref/,
  ],
])('%s is one error at "binder", with what to do', (_, text, code, hint) => {
  const { catalog, diagnostics } = parseCatalog(text, FILE);
  expect(catalog).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code, severity: 'error', hint: expect.stringMatching(hint) }]);
  const { position } = diagnostics[0] ?? {};
  expect(text.split('\n')[(position?.line ?? 0) - 1]).toContain('binder:');
});

test('an earlier version may be managed, too', () => {
  const text = manifest(`digest: ${FIRST}\n    earlier: [{tag: v1.1, digest: "${SECOND}", binder: managed}]`);
  expect(parse(text).environments[0]?.earlier[0]?.binder?.ref).toBe(commitOf('v1.1', SECOND));
});

test('pin writes the digest that the commit needs, and bump leaves the old commit to the old version', () => {
  const text = manifest('# none');
  const pinned = pinVersions({ text, file: FILE }, parse(text), [
    { environmentId: 'py', tag: 'v1.2', digest: FIRST },
  ]);
  if (!pinned.ok) throw new Error(pinned.failure.message);
  const { catalog } = pinned.value;
  const [environment] = catalog.environments;
  if (environment === undefined) throw new Error('no environment');
  const request = { environment, tag: 'v1.3', digest: SECOND, label: 'Spring' };
  const bumped = bumpEnvironment({ text: pinned.value.text, file: FILE }, catalog, request);
  if (!bumped.ok) throw new Error(bumped.failure.message);
  expect(bumped.value.text).toContain(
    `- tag: v1.2\n        label: Spring\n        digest: ${FIRST}\n        binder: managed\n`,
  );
  expect(bumped.value.catalog.environments[0]).toMatchObject({
    current: { binder: { ref: commitOf('v1.3', SECOND) } },
    earlier: [{ binder: { ref: commitOf('v1.2', FIRST) } }],
  });
});

test('the launch link names the commit', () => {
  const binder = parse(manifest(`digest: ${FIRST}`)).environments[0]?.current.binder;
  const link = composeLaunch({
    hub: { type: 'binderhub', url: 'https://mybinder.org' },
    ...(binder !== undefined && { binder }),
    repository: 'https://github.com/example/waves',
    branch: 'main',
    path: 'one.ipynb',
  });
  expect(link).toMatchObject({
    ok: true,
    value: { url: expect.stringContaining(`/v2/gh/example/waves/${commitOf('v1.2', FIRST)}?`) },
  });
});
