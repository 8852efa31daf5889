import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { readJson } from '../support/site.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

const COUNT = 213;
const HOME_BYTES = 60_000;
const LAUNCHER_BYTES = 16_000;

const MANIFEST = `version: 1
site: {title: Two hundred notebooks, url: "https://example.org/many/", language: en}
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
  class: {type: jupyterhub, url: "https://hub.example.edu", title: Class hub, environments: [python]}
environments:
  python:
    title: Python
    image: quay.io/jupyter/base-notebook
    tag: "2026-06-01"
    binder: {repository: "https://github.com/example/binder", ref: main}
content:
${[0, 1, 2]
  .map(
    (part) => `  part-${part}:
    title: Part ${part}
    repository: https://github.com/example/part-${part}
    branch: main
    environment: python
    tags: [tides, part-${part}]
    directory: ./part-${part}
`,
  )
  .join('')}`;

/** Words that are no repetition of each other, so that compression does not flatter. */
function makeWords(seed: number, count: number): string {
  let state = seed * 7919 + 17;
  const words: string[] = [];
  while (words.length < count) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    words.push(state.toString(36).replace(/\d/g, 'e'));
  }
  return words.join(' ');
}

describeWithBrowser(`a catalogue of ${COUNT} notebooks`, () => {
  let site: TestSite;
  let server: StaticServer;
  let browser: TestBrowser;
  let permalink: string;

  beforeAll(async () => {
    const files = new Map<string, string>();
    for (let index = 0; index < COUNT; index++) {
      const source = `# ${makeWords(index, 5)}\n\n${makeWords(index + 1000, 25)}.\n\n## Next\n\nMore.`;
      const notebook = {
        nbformat: 4,
        nbformat_minor: 4,
        metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
        cells: [{ cell_type: 'markdown', metadata: {}, source }],
      };
      files.set(`part-${index % 3}/notebook-${index}.ipynb`, JSON.stringify(notebook));
    }
    site = await startTestSite({ name: 'budgets', manifest: MANIFEST, files });
    server = site.server;
    const { notebooks } = (await readJson(site.outDir, 'catalog.json')) as {
      notebooks: { permalink: string }[];
    };
    expect(notebooks).toHaveLength(COUNT);
    permalink = notebooks[0]?.permalink ?? '';
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Each address that a page loads, with its size when compressed, largest first. */
  async function weigh(path: string): Promise<{ readonly total: number; readonly parts: readonly string[] }> {
    const { page, context } = await browser.openPage();
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
    });
    await page.goto(new URL(path, server.url).href, { waitUntil: 'networkidle' });
    const parts = await Promise.all([...sizes].map(async ([url, size]) => ({ url, size: await size })));
    await context.close();
    return {
      total: parts.reduce((sum, { size }) => sum + size, 0),
      parts: parts.sort((a, b) => b.size - a.size).map(({ url, size }) => `${size} ${url}`),
    };
  }

  it(`has a home page under ${HOME_BYTES / 1000} kB with all that it loads before the search is opened`, async () => {
    const { total, parts } = await weigh('');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((part) => part.includes('/pagefind/'))).toEqual([]);
    expect(total, parts.join('\n')).toBeLessThan(HOME_BYTES);
  });

  it(`has launchers under ${LAUNCHER_BYTES / 1000} kB with all that they load`, async () => {
    const { total, parts } = await weigh(permalink);
    expect(parts.length).toBeGreaterThan(1);
    expect(total, parts.join('\n')).toBeLessThan(LAUNCHER_BYTES);
  });

  it('has launchers that are ready before any script has run', async () => {
    const { page } = await browser.openPage({ javaScriptEnabled: false });
    await page.goto(new URL(permalink, server.url).href);
    const button = page.locator('[data-first] a.go');
    await button.waitFor();
    expect(await button.getAttribute('href')).toMatch(
      /^https:\/\/mybinder\.org\/v2\/gh\/example\/binder\/main\?/,
    );
    const other = page.locator('[data-options] a', { hasText: 'Open on Class hub' });
    expect(await other.getAttribute('href')).toMatch(
      /^https:\/\/hub\.example\.edu\/hub\/user-redirect\/git-pull\?/,
    );
  });
});
