import { expect, test } from 'vitest';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { ok } from '../../core/result.ts';
import { findFaultyContentLinks } from './night-contents.ts';

const FAULTY =
  'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26amp%3Bbranch%3Dmain';

test('a night tells of faulty launch links in the README that a content holds', async () => {
  const { catalog } = parseCatalog(
    `version: 1
site: {title: T, url: "https://example.org/"}
hubs: {hub: {type: jupyterhub, url: "https://hub.example.org", environments: [env]}}
environments: {env: {title: E, image: quay.io/a/b, tag: "1"}}
content:
  course: {title: C, repository: "https://github.com/org/course", branch: main, environment: env}
`,
    'catalog.yaml',
  );
  const content = catalog?.contents[0];
  if (content === undefined) throw new Error('the manifest of this test has to be sound');
  const snapshot = {
    repository: content.repository,
    ref: 'main',
    commit: 'c',
    gitDir: '',
    isFromCache: false,
  };
  const readme = { path: 'README.md', kind: 'file', blobId: 'b' } as const;
  const unused = () => Promise.reject(new Error('not asked for'));
  const faults = await findFaultyContentLinks(
    {
      repositories: { read: async () => ok({ snapshot, files: [readme] }) },
      listNotebooks: async () => [],
      git: {
        listRefs: unused,
        fetchSnapshot: unused,
        listFiles: unused,
        fetchFiles: unused,
        readChangeTimes: unused,
        findRenames: unused,
        readFiles: async (_, files) =>
          new Map(files.map(({ path }) => [path, ok(Buffer.from(`[a](${FAULTY})`))])),
      },
    },
    content,
  );
  expect(faults.map(({ code }) => code)).toContain('link/html-escaped');
  expect(faults[0]?.message).toMatch(/"README\.md", line 1, /);
});
