import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import {
  type BrowserRecord,
  describeWithBrowser,
  openBrowser,
  openInUsedPage,
  type TestBrowser,
} from '../support/browser.ts';
import { listOverlayNotebooks } from '../support/hostile-overlays.ts';
import {
  AFTER,
  BEFORE,
  CONTROL,
  CONTROL_DRAWING,
  HOSTILE_HTML,
  listHostileNotebooks,
  listHostilePictures,
  writePictureNotebook,
} from '../support/hostile-payloads.ts';
import { joinNotebooks } from '../support/joined-notebooks.ts';
import { listFiles, readJson, serveSite } from '../support/site.ts';
import { createTemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest, startTestSite, type TestSite } from '../support/test-site.ts';

const PICTURES = writePictureNotebook();
const FILES = [...joinNotebooks([...listHostileNotebooks(), ...listOverlayNotebooks()], 24), PICTURES];
const LANES = 2;

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

/** How often a page has to show the words before and after a payload: once for each. */
const countWords = (text: string, words: string) => text.split(words).length - 1;
const PAYLOADS = new Map(FILES.map(({ path, text }) => [path, countWords(text, AFTER)]));

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
  /** The one whose pictures are not published, and therefore missing on its page. */
  let pictures: Entry | undefined;

  beforeAll(async () => {
    const files = new Map(
      [...FILES.map(({ path, text }) => [path, text] as const), ...listHostilePictures()].map(
        ([path, text]) => [`notebooks/${path}`, text],
      ),
    );
    site = await startTestSite({ name: 'hostile', manifest: MANIFEST, files });
    ({ outDir, server } = site);
    browser = await openBrowser();
    const all = ((await readJson(outDir, 'catalog.json')) as { notebooks: Entry[] }).notebooks;
    pictures = all.find(({ path }) => path === PICTURES.path);
    entries = all.filter((entry) => entry !== pictures);
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
        await openInUsedPage(page, new URL(address, server.url).href);
        await look(page, address);
      }
    });
    await Promise.all(lanes);
    await context.close();
    return record;
  }

  it('is made of eighty payloads and more, of every kind', () => {
    expect([...PAYLOADS.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(210);
    const kinds = ['html', 'markdown', 'latex', 'svg', 'ansi', 'attachment', 'bundle', 'metadata', 'kernel'];
    expect([...new Set(FILES.map(({ path }) => path.split('/')[0]))].sort()).toEqual(
      [...kinds, 'title', 'old', 'text', 'names', 'overlay', 'shown'].sort(),
    );
    expect([...entries.map(({ path }) => path), pictures?.path].sort()).toEqual(
      FILES.map(({ path }) => path).sort(),
    );
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
        const text = (await page.locator('main .notebook').innerText()).replace(/\s+/g, ' ');
        const path = entries.find((entry) => entry.page === address)?.path ?? '';
        // The first words may be the title, or under it, instead.
        const lead = (await page.locator('main :is(h1, .lead)').allInnerTexts()).join(' ');
        const expected = PAYLOADS.get(path) ?? Number.NaN;
        const before = countWords(text, BEFORE);
        const isWhole = before === expected || (before === expected - 1 && lead.includes(BEFORE));
        const after = countWords(text, AFTER);
        if (!isWhole || after !== expected) unseen.push(`${path}: ${before}, ${after}`);
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

  it('publishes of a repository rasters and cleaned drawings only, and says what it left out', async () => {
    const { page, record } = await browser.openPage();
    await page.goto(new URL(pictures?.page ?? '', server.url).href);
    await pressEverything(page);
    // A page, a drawing and a document under the names of rasters, and a page under the name of a drawing.
    expect(await page.locator('.callout').textContent()).toContain('4 pictures could not be read.');
    expect(record).toMatchObject({ executions: [], blockedRequests: [], pageErrors: [] });
    const published = await listFiles(outDir);
    const own = published.filter((file) => !file.startsWith('_astro/') && !file.startsWith('pagefind/'));
    expect([...new Set(own.map((file) => file.split('.').at(-1)))].sort()).toEqual(
      ['atom', 'css', 'html', 'json', 'svg', 'txt', 'webmanifest', 'xml', ...rasterEndings(own)].sort(),
    );
    expect(
      own.filter((file) => file.startsWith('files/') && !/\.(?:svg|png|jpg|gif|webp|avif)$/.test(file)),
    ).toEqual([]);
  });

  it('keeps what hostile notebooks paint within their cells, and every button in reach', async () => {
    const covered: string[] = [];
    for (const width of [360, 1440]) {
      const { context, record } = await browser.openContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const { page: address, path } of entries.filter((entry) => entry.path.startsWith('overlay/'))) {
        await page.goto(new URL(address, server.url).href);
        covered.push(...(await findCovered(page)).map((what) => `${width} ${path}: ${what}`));
      }
      expect(record).toMatchObject({ executions: [], blockedRequests: [], failedRequests: [] });
      await context.close();
    }
    expect(covered).toEqual([]);
  });

  it('would notice a covered button', async () => {
    const { page } = await browser.openPage();
    await page.goto(new URL(entries[0]?.page ?? '', server.url).href);
    await page
      .addStyleTag({ content: '.cell { position: fixed; inset: 0; z-index: 9 }' })
      .catch(() => undefined);
    await page.evaluate(() => {
      const cover = document.createElement('div');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('#cover { position: fixed; inset: 0; z-index: 9 }');
      document.adoptedStyleSheets.push(sheet);
      cover.id = 'cover';
      document.body.append(cover);
    });
    expect((await findCovered(page)).length).toBeGreaterThan(3);
  });

  it('holds by its security policy alone: without the sanitiser nothing runs and nobody is asked', async () => {
    const [{ page: address = '' } = {}] = entries;
    const html = await readFile(
      join(outDir, address.slice(new URL(server.url).pathname.length), 'index.html'),
      'utf8',
    );
    // The page ends after the payload: its other cells would only have to be drawn.
    const [before = '', after = ''] = html.split(/(?<=<div class="notebook[^>]*>)/);
    expect(after).not.toBe('');
    // No policy can keep a page from being left: the refresh is the sanitiser's alone to stop.
    const payloads = HOSTILE_HTML.filter((payload) => !payload.includes('http-equiv="refresh"'));
    for (const [index, payload] of payloads.entries()) {
      const folder = join(outDir, 'unsafe', String(index));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'index.html'), `${before}${payload}</div></main></body></html>`);
    }
    // A server lists its files when it starts.
    const unsafe = await serveSite(outDir, new URL(server.url).pathname);
    try {
      const record = await visit(
        payloads.map((_, index) => `${unsafe.url}unsafe/${index}/`),
        pressEverything,
      );
      expect(record).toMatchObject({ executions: [], blockedRequests: [] });
      // The payloads were there, and the policy spoke.
      const refused = record.consoleErrors.filter((line) => line.includes('Content Security Policy'));
      expect(refused.length).toBeGreaterThan(payloads.length / 2);
    } finally {
      await unsafe.stop();
      await rm(join(outDir, 'unsafe'), { recursive: true });
    }
  });

  it('publishes images that run nothing when they are opened by themselves, from a file too', async () => {
    const images = (await listFiles(outDir)).filter((file) => file.startsWith('files/'));
    expect(images.length).toBeGreaterThan(5);
    // Each is a document of its own, in a frame: one page for all. The control is one that runs.
    await using folder = await createTemporaryFolder('frames');
    const control = join(folder.path, 'control.svg');
    await writeFile(control, CONTROL_DRAWING);
    const addresses = [
      control,
      ...images.flatMap((image) => [new URL(image, server.url).href, join(outDir, image)]),
    ].map((address) => (address.startsWith('http') ? address : pathToFileURL(address).href));
    const frames = join(folder.path, 'frames.html');
    await writeFile(frames, addresses.map((address) => `<iframe src="${address}"></iframe>`).join('\n'));
    const { page, record } = await browser.openPage();
    await page.goto(pathToFileURL(frames).href);
    const opened = page.frames().slice(1);
    expect(opened.map((frame) => frame.url())).toEqual(addresses);
    for (const frame of opened)
      await frame.evaluate(() => {
        for (const element of document.querySelectorAll('*'))
          for (const type of ['click', 'mouseover', 'load', 'begin'])
            element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      });
    expect(record).toMatchObject({ executions: ['control'], blockedRequests: [], failedRequests: [] });
    expect(record.consoleErrors.filter((line) => line.includes('Security Policy'))).toEqual([]);
  });

  it('lists and finds them without running anything', async () => {
    const { page, record } = await browser.openPage();
    await page.goto(server.url);
    await pressEverything(page);
    for (const word of ['Payload', 'onerror', 'script', 'slipwayExecuted', 'Titled', '<img src=x']) {
      await openInUsedPage(page, server.url);
      await page.keyboard.press('Control+k');
      await page.keyboard.type(word);
      await expect
        .poll(() => page.locator('[data-search-message]').textContent())
        .toMatch(/\d+ notebook|Nothing found/);
      const dialog = page.locator('[data-search]');
      expect(await dialog.locator('img, iframe, svg, script:not([type=module][src])').count()).toBe(0);
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

/** Endings of the raster images that a site may publish. */
function rasterEndings(files: readonly string[]): readonly string[] {
  const found = new Set(files.map((file) => file.split('.').at(-1) ?? ''));
  return ['avif', 'gif', 'jpg', 'png', 'webp'].filter((ending) => found.has(ending));
}

/** Links and buttons of the site's own that something else covers, wherever the page is scrolled to. */
async function findCovered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const covered: string[] = [];
    for (const target of document.querySelectorAll<HTMLElement>('a, button, summary, select, input')) {
      // A link to skip the header is clipped until it has the focus.
      if (
        target.closest('.notebook, .visually-hidden') !== null ||
        !target.checkVisibility({ visibilityProperty: true })
      )
        continue;
      target.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = target.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const [x, y] = [left + Math.min(width / 2, 20), top + height / 2];
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit === null || target.contains(hit) || hit.contains(target)) continue;
      covered.push(
        `${target.localName} "${(target.textContent ?? '').trim().slice(0, 40)}" under ${hit.localName}.${hit.className}`,
      );
    }
    return covered;
  });
}

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
