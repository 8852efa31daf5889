import { expect, test } from 'vitest';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { ok } from '../../core/result.ts';
import { checkLaunchLinks } from './check-launch-links.ts';

const FAULTY =
  'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26amp%3Bbranch%3Dmain';

const { catalog, positionOf } = parseCatalog(
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

test('faulty launch links of a README are told with file, line and fault', async () => {
  const asked: string[] = [];
  const diagnostics = await checkLaunchLinks(
    {
      content,
      files: [
        { path: 'README.md', kind: 'file' },
        { path: 'data.csv', kind: 'file' },
      ],
      notebooks: [{ path: 'a.ipynb' }],
      missing: [],
      warnings: [],
      readFiles: async (paths) => {
        asked.push(...paths);
        return new Map([['README.md', ok(Buffer.from(`# C\n\n[![Launch](x.svg)](${FAULTY})\n`))]]);
      },
    },
    positionOf,
  );
  expect(asked).toEqual(['README.md', 'a.ipynb']);
  expect(diagnostics.map(({ code }) => code)).toContain('link/html-escaped');
  expect(diagnostics[0]).toMatchObject({ severity: 'warning', position: { file: 'catalog.yaml', line: 6 } });
  expect(diagnostics[0]?.message).toMatch(/"README\.md", line 3, /);
});
