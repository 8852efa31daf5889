import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { statusSchema } from '../../src/core/health/schema.ts';
import { PublishedCatalogSchema } from '../../src/core/published/catalog-schema.ts';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, openBrowser, openInUsedPage, type TestBrowser } from '../support/browser.ts';
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
import { createUsedPages, type UsedPages } from '../support/used-pages.ts';

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
    const texts = new Map<string, string>();
    const statuses = new Map<string, number>();
    for (const page of pages) {
      const address = new URL(page, server.url);
      const html = await (await fetch(address)).text();
      texts.set(page, html);
      anchors.set(address.pathname, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '')));
    }
    const ask = async ({ origin, pathname, search }: URL) => {
      const address = `${origin}${pathname}${search}`;
      const status = statuses.get(address) ?? (await fetch(address, { method: 'HEAD' })).status;
      statuses.set(address, status);
      return status;
    };
    for (const [page, html] of texts) {
      const address = new URL(page, server.url);
      for (const [, raw = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        const target = new URL(raw.replaceAll('&amp;', '&'), address);
        if (target.origin !== address.origin || target.href.startsWith('data:')) continue;
        const status = await ask(target);
        if (status !== 200) broken.add(`${page}: ${raw} (${status})`);
        const ids = anchors.get(target.pathname);
        if (target.hash !== '' && ids !== undefined && !ids.has(decodeURIComponent(target.hash.slice(1))))
          broken.add(`${page}: ${raw} (no such anchor)`);
      }
    }
    expect([...broken]).toEqual([]);
  });

  it('gives no element an attribute twice, of which browsers ignore the second', async () => {
    for (const page of await listPages(outDir)) {
      const html = await (await fetch(new URL(page, server.url))).text();
      for (const [tag, , attributes = ''] of html.matchAll(
        /<([a-z][\w-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)+)\s*\/?>/g,
      )) {
        const names = [...attributes.matchAll(/\s([^\s=>"]+)(?:="[^"]*")?/g)].map(([, name]) => name);
        expect(new Set(names).size, `${page}: ${tag}`).toBe(names.length);
      }
    }
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
    expect(statusSchema.safeParse(await readJson(outDir, 'status.json')).error?.issues).toBeUndefined();
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
    let usedPages: UsedPages;

    beforeAll(async () => {
      browser = await openBrowser();
      usedPages = createUsedPages(browser, new URL('robots.txt', server.url).href);
    });

    afterEach(() => usedPages.clear());

    afterAll(() => browser?.close());

    /** A page on a phone, a tablet and a desk, from one visit: what is wider than the window. */
    const findExcess = async (page: Page) => {
      const excess: string[] = [];
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const pixels = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (pixels !== 0) excess.push(`${pixels} px at ${width} px: ${page.url()}`);
      }
      return excess;
    };

    it('opens every page without an error or sideways scrolling, and asks no other host for anything', async () => {
      const { page, record } = await browser.openPage();
      const excess: string[] = [];
      for (const path of (await listPages(outDir)).filter((path) => !path.startsWith('l/'))) {
        const answer = await page.goto(new URL(path, server.url).href);
        expect(answer?.status(), path).toBe(200);
        excess.push(...(await findExcess(page)));
      }
      expect(excess).toEqual([]);
      const { consoleErrors, pageErrors, failedRequests, blockedRequests } = record;
      expect({ consoleErrors, pageErrors, failedRequests, blockedRequests }).toEqual({
        consoleErrors: [],
        pageErrors: [],
        failedRequests: [],
        blockedRequests: [],
      });
    });

    it('opens every launcher, which fits every window and asks nobody but the hubs of the catalogue', async () => {
      const { page, record } = await browser.openPage();
      const excess: string[] = [];
      for (const path of (await listPages(outDir)).filter((path) => path.startsWith('l/'))) {
        await openInUsedPage(page, new URL(`${path}?go=0`, server.url).href);
        await page.locator('main').waitFor();
        excess.push(...(await findExcess(page)));
      }
      expect(excess).toEqual([]);
      const { pageErrors, failedRequests, blockedRequests } = record;
      expect({ pageErrors, failedRequests }).toEqual({ pageErrors: [], failedRequests: [] });
      await expect
        .poll(() => [...new Set(blockedRequests.map((url) => new URL(url).origin))].sort())
        .toEqual(['https://gesis.mybinder.org', 'https://mybinder.org']);
    });

    // The launchers have their own tests; these three notebooks show every kind of output, and R.
    it.each([
      ['the home page', '', ['light', 'dark']],
      ['all notebooks', 'notebooks/', ['light']],
      ['a collection', 'c/tides/', ['light', 'dark']],
      ['the search', 'search/', ['light']],
      ['environments', 'environments/', ['light']],
      ['status', 'status/', ['light']],
      ['help', 'help/', ['dark']],
      ['the guide', 'guide/', ['light']],
      ['a launcher', 'l/tides/tide-gauge/?go=0', ['light']],
      ['tables and pictures', 'notebooks/tides/tide-gauge/', ['light', 'dark']],
      ['R', 'notebooks/tides/can-we-launch/', ['light', 'dark']],
      ['mathematics', 'notebooks/tides/giant-tides/', ['light', 'dark']],
    ] as const)('has nothing that axe reports: %s', async (_, path, colorSchemes) => {
      const { page } = await usedPages.take({ reducedMotion: 'reduce' });
      await page.emulateMedia({ colorScheme: colorSchemes[0] });
      const answer = await page.goto(new URL(path, server.url).href);
      expect(answer?.status()).toBe(200);
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme });
        expect(await findAxeProblems(page), colorScheme).toEqual([]);
      }
    });

    it('marks in the contents what is being read, where it can be seen', async () => {
      const { page } = await usedPages.take({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
      });
      for (const path of (await listPages(outDir)).filter((each) => /^notebooks\/[^/]+\//.test(each))) {
        await page.goto(new URL(path, server.url).href);
        const headings = await page.locator('[data-contents] a').count();
        if (headings === 0) continue;
        for (const part of [0, 0.3, 0.6, 1]) {
          const seen = await findReadSection(page, part);
          expect(seen, `${path} at ${part}`).toMatchObject({ count: 1, isInSight: true, isRight: true });
        }
      }
    });

    it('narrows the list without a script', async () => {
      const { page } = await usedPages.take({ javaScriptEnabled: false });
      await page.goto(new URL('notebooks/', server.url).href);
      const rows = page.locator('.rows > li:visible');
      const total = await rows.count();
      // Eight notebooks are seen at a glance: their filters are in a fold.
      await page.locator('[data-filters] summary').click();
      const select = page.locator('[data-filters] select').first();
      const value = await select.locator('option').nth(1).getAttribute('value');
      await select.selectOption(value ?? '');
      const narrowed = await rows.count();
      expect(narrowed).toBeGreaterThan(0);
      expect(narrowed).toBeLessThan(total);
    });

    it('carries the chosen filters in the address', async () => {
      const { page } = await usedPages.take();
      await page.goto(new URL('notebooks/', server.url).href);
      const rows = page.locator('.rows > li:visible');
      await page.locator('[data-filters] summary').click();
      const select = page.locator('[data-filters] select').first();
      await select.selectOption({ index: 1 });
      const narrowed = await rows.count();
      await expect.poll(() => page.url()).toContain('?');
      await page.goto(page.url());
      expect(await rows.count()).toBe(narrowed);
      await page.locator('[data-filters] [type=reset]:visible').first().click();
      await expect.poll(() => new URL(page.url()).search).toBe('');
      expect(await rows.count()).toBeGreaterThan(narrowed);
    });

    it('finds notebooks by their text, from the keyboard', async () => {
      const { page, record } = await usedPages.take();
      await page.goto(new URL('notebooks/', server.url).href);
      const title = (await page.locator('.rows .title').nth(1).textContent()) ?? '';
      await page.keyboard.press('/');
      await page.keyboard.type(title);
      const result = page.locator('[data-search-results] a').first();
      await result.waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/notebooks\/[^/]+\/[^/]+\//);
      expect(record.consoleErrors).toEqual([]);
    });
  });
});

/**
 * Scrolls to a part of the way down, and looks at the mark in the contents: how many there are, whether it is on the
 * screen, and whether its section is: between the mark's heading and the next one is something that can be seen.
 */
async function findReadSection(page: Page, part: number) {
  await page.evaluate(async (share) => {
    window.scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight));
    // The mark follows in a frame of its own.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, part);
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-contents] a')];
    const marked = links.filter((link) => link.getAttribute('aria-current') === 'location');
    const [current] = marked;
    if (current === undefined) return { count: 0 };
    const box = current.getBoundingClientRect();
    const topOf = (link: HTMLAnchorElement | undefined) =>
      link && document.getElementById(decodeURIComponent(link.hash.slice(1)))?.getBoundingClientRect().top;
    const start = topOf(current) ?? 0;
    const end = topOf(links[links.indexOf(current) + 1]) ?? Number.POSITIVE_INFINITY;
    return {
      count: marked.length,
      isInSight: current.checkVisibility() && box.top >= 0 && box.bottom <= innerHeight,
      isRight: (start < innerHeight || current === links[0]) && end > 0,
    };
  });
}
