import { parseCatalog } from '../../core/catalog/parse.ts';

/** A launch link with `&amp;` in the place of an ampersand. */
export const FAULTY_LINK =
  'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26amp%3Bbranch%3Dmain';

const parsed = parseCatalog(
  `version: 1
site: {title: T, url: "https://example.org/"}
hubs: {hub: {type: jupyterhub, url: "https://hub.example.org", environments: [env]}}
environments: {env: {title: E, image: quay.io/a/b, tag: "1"}}
content:
  course: {title: C, repository: "https://github.com/org/course", branch: main, environment: env}
`,
  'catalog.yaml',
);
const content = parsed.catalog?.contents[0];
if (content === undefined) throw new Error('the manifest of the fixture has to be sound');

/** The content whose repository the link names, and where its manifest says what. */
export const LINKED = { content, positionOf: parsed.positionOf };
