import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';
import { createUsedPages, type UsedPages } from '../support/used-pages.ts';

const MANIFEST = `version: 1
site: {title: Browsing, url: "https://example.org/browse/", language: en}
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
environments:
${['steady', 'gone']
  .map(
    (id) => `  ${id}:
    title: ${id}
    image: quay.io/jupyter/${id}
    tag: "2026-06-01"
    binder: {repository: "https://github.com/example/binder", ref: main}
`,
  )
  .join('')}content:
${['week-1', 'week-2', 'week-3']
  .map(
    (id, index) => `  ${id}:
    title: ${id}
    repository: https://github.com/example/${id}
    branch: main
    environment: ${index === 2 ? 'gone' : 'steady'}
    tags: [${id === 'week-1' ? 'start' : 'later'}]
    directory: ./${id}
`,
  )
  .join('')}`;

const CHECKED_AT = '2026-11-23T03:23:41Z';

/** One row of the status as a nightly check writes it. */
const row = (id: string, verdict: string, reasons: readonly object[] = []) => ({
  id,
  verdict,
  since: CHECKED_AT,
  last_ok_at: verdict === 'ok' ? CHECKED_AT : null,
  reasons,
  history: [{ date: '2026-11-23', verdict }],
});
const environmentRow = (id: string, verdict: string, reasons: readonly object[] = []) => ({
  ...row(id, verdict, reasons),
  tag: '2026-06-01',
  pinned_digest: null,
  seen_digest: null,
  created_at: null,
  size_bytes: null,
  platforms: [],
  labels: {},
});
const STATUS = {
  version: 1,
  checked_at: CHECKED_AT,
  duration_ms: 100,
  environments: [
    environmentRow('steady', 'ok'),
    environmentRow('gone', 'failing', [
      { code: 'image/missing', message: 'The image is gone.', since: CHECKED_AT },
    ]),
  ],
  contents: ['week-1', 'week-2', 'week-3'].map((id) => ({ ...row(id, 'ok'), commit: null, missing: [] })),
  hubs: [row('mybinder', 'ok')],
};

/** The word "python" in a heading, in prose and in code; the notebooks in Python have it in their titles. */
const OF_R = [
  { cell_type: 'markdown', metadata: {}, source: '## Not in python\n\nTides.' },
  { cell_type: 'markdown', metadata: {}, source: 'Tides, but not in python.' },
  {
    cell_type: 'code',
    metadata: {},
    source: 'python <- harmonic_fit(tide)',
    execution_count: null,
    outputs: [],
  },
];

/** In one notebook: scripts without spaces, another language than the site's, and words to misspell. */
const OF_MANY_LANGUAGES =
  '北太平洋の海流を観測する。\n\n观测黑潮的水温。\n\nDer Gezeitenkalender der Küste.\n\nA glacier, a fjord, and machine learning.';

describeWithBrowser('browsing and searching a catalogue that a night has checked', () => {
  let site: TestSite;
  let server: StaticServer;
  let browser: TestBrowser;
  let usedPages: UsedPages;

  beforeAll(async () => {
    const files = new Map<string, string>();
    for (const week of [1, 2, 3]) {
      for (const [name, language] of [
        ['python3', 'Python 3'],
        ['ir', 'R'],
      ]) {
        const notebook = {
          nbformat: 4,
          nbformat_minor: 4,
          metadata: { kernelspec: { name, display_name: language } },
          cells: [
            {
              cell_type: 'markdown',
              metadata: {},
              source: `# Week ${week} in ${language}\n\nTides.\n\n## The neap tide\n\nQuadrature of week${week}.`,
            },
            ...(name === 'python3' && week === 2
              ? [{ cell_type: 'markdown', metadata: {}, source: OF_MANY_LANGUAGES }]
              : []),
            ...(name === 'ir' ? OF_R.slice(week - 1, week) : []),
          ],
        };
        files.set(`week-${week}/${name}.ipynb`, JSON.stringify(notebook));
      }
    }
    site = await startTestSite({ name: 'browse', manifest: MANIFEST, files, status: STATUS });
    server = site.server;
    browser = await openBrowser();
    usedPages = createUsedPages(browser, `${server.url}robots.txt`);
  });

  afterEach(() => usedPages.clear());

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const openList = async (query = '') => {
    const opened = await usedPages.take();
    await opened.page.goto(`${server.url}notebooks/${query}`);
    const titles = () => opened.page.locator('.rows > li:visible .title').allTextContents();
    return { ...opened, titles };
  };

  it('follows a link with filters that was made when the start page had them', async () => {
    const { page } = await usedPages.take();
    await page.goto(`${server.url}?content=week-1&kernel=ir`);
    await page.waitForURL(/\/notebooks\/\?content=week-1&kernel=ir$/);
    await expect.poll(() => page.locator('.rows > li:visible').count()).toBe(1);
  });

  it('launches what starts from the start page, and offers no launch of what does not', async () => {
    const { page } = await usedPages.take();
    await page.goto(server.url);
    const cards = page.locator('.card');
    expect(await cards.count()).toBe(6);
    const steady = cards.filter({ hasText: 'Week 1 in R' }).getByRole('link', { name: /^Launch/ });
    expect(await steady.getAttribute('href')).toBe('/browse/l/week-1/ir/');
    const gone = cards.filter({ hasText: 'Week 3 in R' });
    expect(await gone.getByRole('link', { name: /^Launch/ }).count()).toBe(0);
    expect(await gone.innerText()).toContain('Will not start');
  });

  it('says a trouble once for the site and once for the collection that has it', async () => {
    const { page } = await usedPages.take();
    await page.goto(server.url);
    const lines = await page.locator('[data-trouble]').allInnerTexts();
    expect(lines.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      '✕ 2 of 6 notebooks will not start. The software image is gone. See the status',
      '✕ 2 of 2 notebooks will not start. The software image is gone.',
    ]);
  });

  it('leads from a collection through its notebooks, one after the other', async () => {
    const { page } = await usedPages.take({ javaScriptEnabled: false });
    await page.goto(server.url);
    await page.getByRole('link', { name: 'week-2', exact: true }).click();
    expect(await page.locator('h1').textContent()).toBe('week-2');
    await page.locator('.card .title').first().click();
    expect(await page.locator('header nav').last().innerText()).toContain('1 of 2');
    const next = page.locator('a[rel=next]');
    const address = await next.getAttribute('href');
    expect(await page.locator('head link[rel=next]').getAttribute('href')).toBe(address);
    await next.click();
    expect(new URL(page.url()).pathname).toBe(address);
    expect(await page.locator('a[rel=next]').count()).toBe(0);
    expect(await page.locator('a[rel=prev]').count()).toBe(1);
  });

  it('follows a link to what works in a week, with a kernel', async () => {
    const { page, titles } = await openList('?content=week-1&kernel=ir&verdict=ok');
    expect(await titles()).toEqual(['Week 1 in R']);
    expect(await page.locator('[data-filter-result] output').textContent()).toContain('1 notebook');
  });

  it.each([
    ['kernel', 'R', 3],
    ['tag', 'start', 2],
    ['environment', 'gone', 2],
    ['verdict', 'Will not start', 2],
  ])('narrows by %s without a script', async (name, label, count) => {
    const { page } = await usedPages.take({ javaScriptEnabled: false });
    await page.goto(`${server.url}notebooks/`);
    await page.locator('[data-filters] summary').click();
    const value = await page.locator(`select[name=${name}] option`, { hasText: label }).getAttribute('value');
    await page.locator(`select[name=${name}]`).selectOption(value);
    expect(await page.locator('.rows > li:visible').count()).toBe(count);
    const headings = await page.locator('.group h2:visible').count();
    expect(headings).toBe(name === 'kernel' ? 3 : 1);
  });

  it('counts beside each choice what would be left', async () => {
    const { page } = await openList('?verdict=ok');
    const options = await page.locator('select[name=content] option').allTextContents();
    expect(options.map((text) => text.trim())).toEqual(['All', 'week-1 (2)', 'week-2 (2)', 'week-3 (0)']);
    expect(await page.locator('select[name=content] option').last().isDisabled()).toBe(true);
    const kernels = await page.locator('select[name=kernel] option').allTextContents();
    expect(kernels.map((text) => text.trim()).sort()).toEqual(['All', 'Python 3 (2)', 'R (2)']);
  });

  it('counts what is left of each collection, and takes the last choice back with Back', async () => {
    const { page, titles } = await openList();
    const counts = () => page.locator('.group:visible .count').allTextContents();
    const jumps = () => page.locator('.jump a:visible .count').allTextContents();
    expect([await counts(), await jumps()]).toEqual([
      ['2', '2', '2'],
      ['2', '2', '2'],
    ]);
    await page.locator('[data-filters] summary').click();
    await page.locator('select[name=kernel]').selectOption({ label: 'R (3)' });
    await expect.poll(counts).toEqual(['1', '1', '1']);
    await page.locator('select[name=verdict]').selectOption({ label: 'Will not start (1)' });
    await expect.poll(counts).toEqual(['1']);
    expect(await jumps()).toEqual(['1']);
    await page.goBack();
    await expect.poll(counts).toEqual(['1', '1', '1']);
    await page.goBack();
    await expect.poll(counts).toEqual(['2', '2', '2']);
    expect(await titles()).toHaveLength(6);
    expect(new URL(page.url()).pathname).toBe('/browse/notebooks/');
  });

  it('helps where nothing is left', async () => {
    const { page, titles } = await openList('?content=week-3&verdict=ok');
    expect(await titles()).toEqual([]);
    const empty = page.locator('[data-filter-empty]');
    expect(await empty.textContent()).toContain('No notebook matches these filters.');
    await empty.getByRole('button', { name: 'Clear filters' }).click();
    expect(await titles()).toHaveLength(6);
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  it('ignores values that no longer exist', async () => {
    const { titles, record } = await openList(
      '?content=gone&kernel=%3Cscript%3E&other=1&verdict=constructor',
    );
    expect(await titles()).toHaveLength(6);
    expect(record.pageErrors).toEqual([]);
  });

  it('opens the search with Ctrl and K, narrows it, and leads to the heading', async () => {
    const { page } = await openList();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quadrature');
    const results = page.locator('[data-search-results] > li');
    await expect.poll(() => results.count()).toBe(6);
    const facts = await results.locator('.of').allInnerTexts();
    expect(facts.map((text) => text.split('\n')[0]).sort()).toEqual(
      ['week-1', 'week-2', 'week-3'].flatMap((collection) => [collection, collection]),
    );
    expect(facts.filter((text) => text.includes('Will not start'))).toHaveLength(2);
    for (const result of await results.all()) {
      const title = (await result.locator('> a').textContent()) ?? '';
      expect((await result.innerText()).split(title)).toHaveLength(2);
    }
    await page.locator('[data-search-facets] select[name=content]').selectOption('week-2');
    await expect.poll(() => results.count()).toBe(2);
    await page.locator('[data-search-facets] select[name=verdict]').waitFor();
    await page.locator('[data-search-facets] select[name=kernel]').selectOption('R');
    await expect.poll(() => results.count()).toBe(1);
    await page.locator('[data-search-results] ul a', { hasText: 'The neap tide' }).click();
    await page.waitForURL(/#nb-the-neap-tide$/);
    expect(new URL(page.url()).pathname).toBe('/browse/notebooks/week-2/ir/');
    expect(await page.locator(':target').textContent()).toContain('The neap tide');
  });

  it.each([
    ['the choices', '**/pagefind/filter/**'],
    ['what the choices are', '**/pagefind/*.pf_meta'],
    ['the index', '**/pagefind/index/**'],
    ['the pages found', '**/pagefind/fragment/**'],
    ['the script', '**/pagefind/pagefind.js'],
    ['the program', '**/pagefind/wasm.*'],
  ])('counts what is left and shows the last search, however late %s come', async (_, pattern) => {
    const { page, context, record } = await usedPages.take();
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    await context.route(pattern, async (route) => {
      held += 1;
      await isReleased;
      await route.continue();
    });
    await page.goto(server.url);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nothing like it');
    await page.locator('[data-search] input').fill('quadrature');
    await expect.poll(() => held).toBeGreaterThan(0);
    // Long enough for what is not held back to have come.
    await page.waitForTimeout(500);
    release();
    const results = page.locator('[data-search-results] > li');
    await expect.poll(() => results.count()).toBe(6);
    const contents = page.locator('[data-search-facets] select[name=content] option');
    await expect
      .poll(() => contents.allTextContents())
      .toEqual(['Collection: any', 'week-1 (2)', 'week-2 (2)', 'week-3 (2)']);
    expect(await page.locator('[data-search-facets] option:disabled').count()).toBe(0);
    await page.locator('[data-search] input').fill('');
    await expect.poll(() => results.count()).toBe(0);
    expect(record.pageErrors).toEqual([]);
  });

  it('shows nothing late below an empty field', async () => {
    const { page, context } = await usedPages.take();
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = page.waitForRequest(/\/pagefind\/fragment\//);
    await context.route('**/pagefind/fragment/**', async (route) => {
      await isReleased;
      await route.continue();
    });
    await page.goto(server.url);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quadrature');
    await asked;
    await page.locator('[data-search] input').fill('');
    const answered = page.waitForResponse(/\/pagefind\/fragment\//);
    release();
    await answered;
    await page.waitForTimeout(500);
    expect(await page.locator('[data-search-results] > li').count()).toBe(0);
  });

  it('opens the search at the second try where the first met no network', async () => {
    const { page, context } = await usedPages.take();
    await context.route('**/pagefind/pagefind.js', (route) => route.abort());
    await page.goto(server.url);
    await page.keyboard.press('Control+k');
    await page.locator('[data-search-message]', { hasText: 'could not be loaded' }).waitFor();
    await context.unroute('**/pagefind/pagefind.js');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quadrature');
    await expect.poll(() => page.locator('[data-search-results] > li').count()).toBe(6);
  });

  it('has a page for each search, which can be shared and come back to', async () => {
    const { page, record } = await usedPages.take();
    await page.goto(`${server.url}search/?q=quadrature`);
    const results = page.locator('[data-search-results] > li');
    await expect.poll(() => results.count()).toBe(6);
    await page.locator('input[type=search]').fill('harmonic_fit');
    await expect.poll(() => results.count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?q=harmonic_fit');
    await results.locator('a').first().click();
    await page.waitForURL(/\/week-3\/ir\//);
    await page.goBack();
    await expect.poll(() => results.count()).toBe(1);
    expect(await page.locator('input[type=search]').inputValue()).toBe('harmonic_fit');
    expect(record.consoleErrors).toEqual([]);
  });

  it.each([
    ['a phone with its keyboard', 360, 420],
    ['a window of 1280 × 1024 pixels at 400 %', 320, 256],
  ])('leaves room in the search for what was found: %s', async (_, width, height) => {
    const { page } = await usedPages.take({ viewport: { width, height }, reducedMotion: 'reduce' });
    await page.goto(server.url);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quadrature');
    const links = page.locator('[data-search-results] > li > a');
    await expect.poll(() => links.count()).toBe(6);
    await page.locator('[data-search-facets] select[name=content]').waitFor();
    const first = await links.first().boundingBox();
    expect(first?.y).toBeGreaterThan(0);
    expect((first?.y ?? height) + (first?.height ?? 0)).toBeLessThanOrEqual(height);
    // All of them can be reached, and the field they belong to stays where it is.
    for (let step = 0; step < 18; step += 1) await page.keyboard.press('ArrowDown');
    const reached = await page.evaluate(() => {
      const all = [...document.querySelectorAll('[data-search-results] a')];
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
      return { isLast: document.activeElement === all.at(-1), top, bottom };
    });
    expect(reached.isLast).toBe(true);
    expect(reached.top).toBeGreaterThan(0);
    expect(reached.bottom).toBeLessThanOrEqual(height);
    expect(await page.locator('[data-search] input').isVisible()).toBe(true);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess).toBe(0);
  });

  it('puts titles before headings, headings before prose, and prose before code', async () => {
    const { page } = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('python');
    const titles = page.locator('[data-search-results] > li > a');
    await expect.poll(() => titles.count()).toBe(6);
    const order = await titles.allTextContents();
    expect(order.slice(0, 3).sort()).toEqual([1, 2, 3].map((week) => `Week ${week} in Python 3`));
    expect(order.slice(3)).toEqual([1, 2, 3].map((week) => `Week ${week} in R`));
  });

  it('finds code, by keyboard alone, and leads to the heading above it', async () => {
    const { page } = await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('harmonic_fit');
    await page.locator('[data-search-results] mark', { hasText: 'harmonic_fit' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/week-3\/ir\/#nb-the-neap-tide$/);
  });

  it('says beside each filter of the search what would be left, and offers to clear them', async () => {
    const { page } = await openList();
    await page.keyboard.press('Control+k');
    const kernel = page.locator('[data-search-facets] select[name=kernel]');
    await kernel.selectOption('R');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('in python');
    const results = page.locator('[data-search-results] > li');
    await expect.poll(() => results.count()).toBe(3);
    const contents = page.locator('[data-search-facets] select[name=content] option');
    expect(await contents.allTextContents()).toEqual([
      'Collection: any',
      'week-1 (1)',
      'week-2 (1)',
      'week-3 (1)',
    ]);
    await page.locator('[data-search-facets] select[name=content]').selectOption('week-1');
    await page.locator('[data-search] input').fill('harmonic_fit');
    const message = page.locator('[data-search-message]');
    await expect.poll(() => message.textContent()).toContain('Nothing found for “harmonic_fit”');
    await message.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => results.count()).toBe(1);
    expect(await kernel.inputValue()).toBe('');
  });

  it.each(['海流', '黑潮', 'Gezeitenkalender', 'küste'])('finds %s within the text', async (word) => {
    const { page } = await openList();
    await page.keyboard.press('Control+k');
    await page.locator('[data-search] input').fill(word);
    const results = page.locator('[data-search-results] > li');
    await expect.poll(() => results.count()).toBe(1);
    expect((await results.locator('p:not(.of)').first().textContent())?.toLowerCase()).toContain(
      word.toLowerCase(),
    );
  });

  it.each([
    ['glaciar', 'glacier'],
    ['machine lerning', 'machine learning'],
    ['fjrod', 'fjord'],
    ['Gezeitnkalender', 'gezeitenkalender'],
  ])('asks for %s whether %s was meant', async (word, meant) => {
    const { page } = await openList();
    await page.keyboard.press('Control+k');
    await page.locator('[data-search] input').fill(word);
    await page.getByRole('button', { name: `Did you mean “${meant}”?` }).click();
    await expect.poll(() => page.locator('[data-search-results] > li').count()).toBe(1);
    expect(await page.locator('[data-search] input').inputValue()).toBe(meant);
  });

  it.each(['zzzzqqqq', 'quadruplicates'])(
    'says so when nothing is found for %s, and closes with Escape',
    async (word) => {
      const { page } = await openList();
      await page.keyboard.press('Control+k');
      await page.keyboard.type(word);
      await page.getByText(`Nothing found for “${word}”`).waitFor();
      expect(await page.locator('[data-search-results] > li').count()).toBe(0);
      await page.keyboard.press('Escape');
      expect(await page.locator('[data-search]').isVisible()).toBe(false);
    },
  );
});
