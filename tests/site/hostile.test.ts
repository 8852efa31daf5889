import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import {
  type BrowserRecord,
  describeWithBrowser,
  openBrowser,
  type TestBrowser,
} from '../support/browser.ts';
import { AFTER, BEFORE, CONTROL, listHostileNotebooks } from '../support/hostile-payloads.ts';
import { listFiles, readJson } from '../support/site.ts';
import { renderSmallManifest, startTestSite, type TestSite } from '../support/test-site.ts';

const FILES = listHostileNotebooks();
const LANES = 4;

const ENTRIES = Object.fromEntries(
  FILES.flatMap(({ path, entry }) => (entry === undefined ? [] : [[path, entry]])),
);
const MANIFEST = renderSmallManifest({ title: 'Hostile notebooks', url: 'https://example.org/hostile/' }, [
  {
    id: 'hostile',
    more: `    include: ["**/*.ipynb", "**/*.md", "**/*.py", "**/*.Rmd", "**/*.qmd"]
    notebooks: ${JSON.stringify(ENTRIES)}
`,
  },
]);

interface Entry {
  readonly path: string;
  readonly page: string;
  readonly permalink: string;
}

describeWithBrowser('a site of hostile notebooks', () => {
  let site: TestSite;
  let outDir: string;
  let server: StaticServer;
  let browser: TestBrowser;
  let entries: readonly Entry[];

  beforeAll(async () => {
    const files = new Map(FILES.map(({ path, text }) => [`notebooks/${path}`, text]));
    site = await startTestSite({ name: 'hostile', manifest: MANIFEST, files });
    ({ outDir, server } = site);
    browser = await openBrowser();
    entries = ((await readJson(outDir, 'catalog.json')) as { notebooks: Entry[] }).notebooks;
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Opens addresses in several pages of one context, one after the other in each. */
  async function visit(
    addresses: readonly string[],
    look: (page: Page, address: string) => Promise<void>,
    options: { bypassCSP?: boolean } = {},
  ): Promise<BrowserRecord> {
    const { context, record } = await browser.openContext(options);
    const queue = [...addresses];
    const lanes = Array.from({ length: LANES }, async () => {
      const page = await context.newPage();
      for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
        await page.goto(new URL(address, server.url).href);
        await look(page, address);
      }
    });
    await Promise.all(lanes);
    await context.close();
    return record;
  }

  it('is made of eighty payloads and more, of every kind', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(150);
    const kinds = ['html', 'markdown', 'latex', 'svg', 'ansi', 'attachment', 'bundle', 'metadata', 'kernel'];
    expect([...new Set(FILES.map(({ path }) => path.split('/')[0]))].sort()).toEqual(
      [...kinds, 'title', 'old', 'text', 'names'].sort(),
    );
    expect(entries.map(({ path }) => path).sort()).toEqual(FILES.map(({ path }) => path).sort());
  });

  it('would count a payload that ran, and a request that left', async () => {
    const { page, record } = await browser.openPage({ bypassCSP: true });
    await page.goto(server.url);
    await page.evaluate((html) => {
      document.body.insertAdjacentHTML('beforeend', `${html}<img src="https://evil.example/x.png">`);
    }, CONTROL);
    await expect.poll(() => record.executions.length).toBe(1);
    await expect.poll(() => record.blockedRequests.length).toBe(1);
  });

  it('runs nothing, asks nobody else, and shows the cells around each payload', async () => {
    const unseen: string[] = [];
    const record = await visit(
      entries.map(({ page }) => page),
      async (page, address) => {
        const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
        const path = entries.find((entry) => entry.page === address)?.path ?? '';
        if (!text.includes(BEFORE) || !text.includes(AFTER)) unseen.push(path);
        await pressEverything(page);
      },
    );
    expect(unseen).toEqual([]);
    // A violation would mean that the policy had to stop what the sanitiser let pass.
    expect(record.consoleErrors).toEqual([]);
    expect(record).toMatchObject({ executions: [], blockedRequests: [], failedRequests: [], pageErrors: [] });
  });

  it('is as safe where the security policy does not apply', async () => {
    const record = await visit(
      entries.map(({ page }) => page),
      pressEverything,
      { bypassCSP: true },
    );
    expect(record).toMatchObject({ executions: [], blockedRequests: [], failedRequests: [], pageErrors: [] });
  });

  it('has launchers that run nothing', async () => {
    const record = await visit(
      // They show what the metadata, the titles and the names of files say, and no cells.
      entries
        .filter(({ path }) => /^(title|kernel|names|text|old)/.test(path))
        .map(({ permalink }) => permalink),
      pressEverything,
      { bypassCSP: true },
    );
    expect(record).toMatchObject({ executions: [], failedRequests: [], pageErrors: [] });
    // They ask the hub of the catalogue whether it is well, and to launch when that is pressed.
    expect(record.blockedRequests.filter((url) => !url.startsWith('https://mybinder.org/'))).toEqual([]);
  });

  it('publishes images that run nothing when they are opened by themselves, from a file too', async () => {
    const images = (await listFiles(outDir)).filter((file) => file.startsWith('files/'));
    expect(images.length).toBeGreaterThan(5);
    const record = await visit(
      images.flatMap((image) => [image, pathToFileURL(join(outDir, image)).href]),
      async (page) => {
        await page.evaluate(() => {
          for (const element of document.querySelectorAll('*'))
            for (const type of ['click', 'mouseover', 'load', 'begin'])
              element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
        });
      },
    );
    expect(record).toMatchObject({ executions: [], blockedRequests: [] });
    expect(record.consoleErrors.filter((line) => line.includes('Security Policy'))).toEqual([]);
  });

  it('lists and finds them without running anything', async () => {
    const { page, record } = await browser.openPage();
    await page.goto(server.url);
    await pressEverything(page);
    for (const word of ['Payload', 'onerror', 'script', 'slipwayExecuted', 'Titled', '<img src=x']) {
      await page.goto(server.url);
      await page.keyboard.press('Control+k');
      await page.keyboard.type(word);
      await expect
        .poll(() => page.locator('[data-search-message]').textContent())
        .toMatch(/\d+ notebook|Nothing found/);
      const dialog = page.locator('[data-search]');
      expect(await dialog.locator('img, script, iframe, svg').count()).toBe(0);
      await page.locator('[data-search-facets]').locator('select').first().waitFor();
    }
    expect(await page.locator('[data-search-results] a').count()).toBeGreaterThan(0);
    for (const path of ['catalog.json', 'status/', 'environments/', 'environments/python/'])
      await page.goto(new URL(path, server.url).href);
    expect(record).toMatchObject({
      consoleErrors: [],
      executions: [],
      blockedRequests: [],
      failedRequests: [],
      pageErrors: [],
    });
  });
});

/**
 * Does to everything on the page what a reader could do, and more. Ordinary links are not followed;
 * one that runs a script runs it.
 */
async function pressEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    const stay = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link !== null && /^(https?|mailto):$/.test(link.protocol)) event.preventDefault();
    };
    document.addEventListener('click', stay, { capture: true });
    const types = ['mouseover', 'focus', 'toggle', 'error', 'load', 'begin', 'animationstart', 'pointerdown'];
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>('main, main *')) {
      for (const type of types) element.dispatchEvent(new Event(type, { bubbles: false, cancelable: true }));
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    document.removeEventListener('click', stay, { capture: true });
  });
}
