import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublishedCatalogSchema, PublishedStatusSchema } from '../../src/core/catalog/schema/published.ts';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import {
  buildSite,
  type CommandResult,
  listFiles,
  listPages,
  PROJECT,
  readJson,
  serveSite,
} from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';

/** The site that `npm start` shows. */
describe('the example catalogue', () => {
  let folder: TemporaryFolder;
  let outDir: string;
  let built: CommandResult;
  let server: StaticServer;
  let base: string;

  beforeAll(async () => {
    folder = await createTemporaryFolder('example');
    outDir = join(folder.path, 'dist');
    built = await buildSite({ content: join(PROJECT, 'content'), cache: join(folder.path, 'cache'), outDir });
    expect(built).toMatchObject({ exitCode: 0 });
    const { site } = (await readJson(outDir, 'catalog.json')) as { site: { url: string } };
    base = new URL(site.url).pathname;
    server = await serveSite(outDir, base);
  });

  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  it('links to nothing that is not there', async () => {
    const pages = await listPages(outDir);
    const broken = new Set<string>();
    const anchors = new Map<string, Set<string>>();
    for (const page of pages) {
      const address = new URL(page, server.url);
      const html = await (await fetch(address)).text();
      anchors.set(address.pathname, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '')));
    }
    for (const page of pages) {
      const address = new URL(page, server.url);
      const html = await (await fetch(address)).text();
      for (const [, raw = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        const target = new URL(raw.replaceAll('&amp;', '&'), address);
        if (target.origin !== address.origin || target.href.startsWith('data:')) continue;
        const answer = await fetch(target, { method: 'HEAD' });
        if (answer.status !== 200) broken.add(`${page}: ${raw} (${answer.status})`);
        const ids = anchors.get(target.pathname);
        if (target.hash !== '' && ids !== undefined && !ids.has(decodeURIComponent(target.hash.slice(1))))
          broken.add(`${page}: ${raw} (no such anchor)`);
      }
    }
    expect([...broken]).toEqual([]);
  });

  it('keeps every address below its base path', async () => {
    expect(base).not.toBe('/');
    for (const page of await listPages(outDir)) {
      const html = await (await fetch(new URL(page, server.url))).text();
      const rooted = [...html.matchAll(/\s(?:href|src)="(\/[^"]*)"/g)].map(([, address = '']) => address);
      expect(rooted.filter((address) => !address.startsWith(base))).toEqual([]);
    }
  });

  it('answers an unknown address with a page and status 404', async () => {
    const answer = await fetch(new URL('notebooks/none/', server.url));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(`href="${base}"`);
  });

  it('publishes for machines what the pages say', async () => {
    const catalog = (await readJson(outDir, 'catalog.json')) as {
      version: number;
      notebooks: { id: string; page: string; permalink: string; launches: { url: string }[] }[];
    };
    expect(PublishedCatalogSchema.safeParse(catalog).error?.issues).toBeUndefined();
    expect(
      PublishedStatusSchema.safeParse(await readJson(outDir, 'status.json')).error?.issues,
    ).toBeUndefined();
    expect(catalog.notebooks.length).toBeGreaterThanOrEqual(6);
    for (const { page, permalink, launches } of catalog.notebooks) {
      const html = await (await fetch(new URL(page, server.url))).text();
      expect(launches.length).toBeGreaterThan(0);
      for (const { url } of launches)
        expect(html).toContain(url.replaceAll('&', '&#38;').replaceAll('&#38;', '&amp;'));
      expect((await fetch(new URL(permalink, server.url))).status).toBe(200);
    }
    expect(await listFiles(outDir)).toEqual(
      expect.arrayContaining([
        'status.json',
        'catalog.schema.json',
        'sitemap-index.xml',
        '404.html',
        'pagefind/pagefind.js',
      ]),
    );
  });

  describeWithBrowser('in a browser', () => {
    let browser: TestBrowser;

    beforeAll(async () => {
      browser = await openBrowser();
    });

    afterAll(() => browser?.close());

    it('opens every page without an error, and asks no other host for anything', async () => {
      const { page, record } = await browser.openPage();
      for (const path of (await listPages(outDir)).filter((path) => !path.startsWith('l/'))) {
        const answer = await page.goto(new URL(path, server.url).href);
        expect(answer?.status(), path).toBe(200);
      }
      const { consoleErrors, pageErrors, failedRequests, blockedRequests } = record;
      expect({ consoleErrors, pageErrors, failedRequests, blockedRequests }).toEqual({
        consoleErrors: [],
        pageErrors: [],
        failedRequests: [],
        blockedRequests: [],
      });
    });

    it('opens every launcher, which asks nobody but the hubs of the catalogue', async () => {
      const { page, record } = await browser.openPage();
      for (const path of (await listPages(outDir)).filter((path) => path.startsWith('l/'))) {
        const answer = await page.goto(new URL(path, server.url).href);
        expect(answer?.status(), path).toBe(200);
      }
      const { pageErrors, failedRequests, blockedRequests } = record;
      expect({ pageErrors, failedRequests }).toEqual({ pageErrors: [], failedRequests: [] });
      expect(new Set(blockedRequests.map((url) => new URL(url).origin))).toEqual(
        new Set(['https://mybinder.org']),
      );
    });

    it.each([
      ['light', 'the home page', ''],
      ['dark', 'the home page', ''],
      ['light', 'environments', 'environments/'],
      ['light', 'status', 'status/'],
      ['dark', 'help', 'help/'],
      ['light', 'the guide', 'guide/'],
    ] as const)('has nothing that axe reports (%s, %s)', async (colorScheme, _, path) => {
      const { page } = await browser.openPage({ colorScheme });
      await page.goto(new URL(path, server.url).href);
      expect(await findAxeProblems(page)).toEqual([]);
    });

    it('has nothing that axe reports on a notebook and its launcher', async () => {
      const { notebooks } = (await readJson(outDir, 'catalog.json')) as {
        notebooks: { page: string; permalink: string }[];
      };
      const problemsOf = async (colorScheme: 'light' | 'dark', addresses: readonly string[]) => {
        const { page } = await browser.openPage({ colorScheme });
        for (const address of addresses) {
          await page.goto(new URL(address, server.url).href);
          expect(await findAxeProblems(page), address).toEqual([]);
        }
      };
      await Promise.all([
        problemsOf(
          'light',
          notebooks.flatMap(({ page, permalink }) => [page, permalink]),
        ),
        // The launchers have their own tests; these three show every kind of output, and R.
        problemsOf(
          'dark',
          notebooks.flatMap(({ page }) =>
            /\/(tide-gauge|can-we-launch|giant-tides)\/$/.test(page) ? [page] : [],
          ),
        ),
      ]);
    });

    it('narrows the list without a script', async () => {
      const { page } = await browser.openPage({ javaScriptEnabled: false });
      await page.goto(server.url);
      const rows = page.locator('.rows > li:visible');
      const total = await rows.count();
      const select = page.locator('[data-filters] select').first();
      const value = await select.locator('option').nth(1).getAttribute('value');
      await select.selectOption(value ?? '');
      const narrowed = await rows.count();
      expect(narrowed).toBeGreaterThan(0);
      expect(narrowed).toBeLessThan(total);
    });

    it('carries the chosen filters in the address', async () => {
      const { page } = await browser.openPage();
      await page.goto(server.url);
      const rows = page.locator('.rows > li:visible');
      const select = page.locator('[data-filters] select').first();
      await select.selectOption({ index: 1 });
      const narrowed = await rows.count();
      expect(page.url()).toContain('?');
      await page.goto(page.url());
      expect(await rows.count()).toBe(narrowed);
      await page.locator('[data-filters] [type=reset]:visible').first().click();
      expect(new URL(page.url()).search).toBe('');
      expect(await rows.count()).toBeGreaterThan(narrowed);
    });

    it('finds notebooks by their text, from the keyboard', async () => {
      const { page, record } = await browser.openPage();
      await page.goto(server.url);
      const title = (await page.locator('.rows .title').nth(1).textContent()) ?? '';
      await page.keyboard.press('/');
      await page.keyboard.type(title);
      const result = page.locator('[data-search-results] a').first();
      await result.waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/notebooks\/[^/]+\/[^/]+\//);
      expect(record.consoleErrors).toEqual([]);
    });

    it.each([360, 768, 1440])('fits a window of %d px without scrolling sideways', async (width) => {
      const { page } = await browser.openPage({ viewport: { width, height: 800 } });
      for (const path of await listPages(outDir)) {
        await page.goto(new URL(path, server.url).href);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, path).toBe(0);
      }
    });
  });
});

async function findAxeProblems(page: Parameters<typeof createAxe>[0]): Promise<string[]> {
  const { violations } = await createAxe(page).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

function createAxe(page: ConstructorParameters<typeof AxeBuilder>[0]['page']): AxeBuilder {
  return new AxeBuilder({ page });
}
