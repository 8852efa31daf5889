import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { buildSite, listPages, serveSite } from '../support/site.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { renderSmallManifest } from '../support/test-site.ts';
import { createUsedPages, type UsedPages } from '../support/used-pages.ts';

/** Folder of the notebooks → language of the content, and title and text of its notebook. */
const CONTENTS = {
  arabic: ['ar', 'المد والجزر في الخليج', 'كم مرة يرتفع البحر في اليوم؟ نقيس ذلك بلغة Python.'],
  hebrew: ['he', 'גאות ושפל', 'כמה פעמים ביום עולה הים? נמדוד זאת.'],
  english: ['en', 'Tides in the bay', 'How often does the sea rise in a day?'],
} as const;

/** What the manifest has about the site itself, and a page beside it. */
const OWN_TEXTS = {
  'de-CH': ['Gezeiten', 'Warum das Meer steigt.', 'Notizen'],
  ar: ['المد والجزر', 'لماذا يرتفع البحر؟', 'ملاحظات'],
} as const;

const renderManifest = (language: keyof typeof OWN_TEXTS) =>
  renderSmallManifest(
    {
      title: OWN_TEXTS[language][0],
      url: 'https://example.org/gezeiten/',
      language,
      more: `description: ${OWN_TEXTS[language][1]}, footer: ${OWN_TEXTS[language][1]}, announcement: {text: ${OWN_TEXTS[language][1]}}`,
    },
    Object.entries(CONTENTS).map(([id, [contentLanguage]]) => ({
      id,
      directory: `./${id}`,
      more: `    language: ${contentLanguage}
    executed: https://results.example.org/{folder}/{stem}.html
`,
    })),
  );

describeWithBrowser('a site in other languages than English', () => {
  let folder: TemporaryFolder;
  let browser: TestBrowser;
  let usedPages: UsedPages;
  const outDir = (language: string) => join(folder.path, `dist-${language}`);
  const servers = new Map<string, StaticServer>();

  beforeAll(async () => {
    folder = await createTemporaryFolder('languages');
    const content = join(folder.path, 'content');
    for (const [id, [, title, text]] of Object.entries(CONTENTS)) {
      await mkdir(join(content, id), { recursive: true });
      const notebook = {
        nbformat: 4,
        nbformat_minor: 4,
        metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
        cells: [
          { cell_type: 'markdown', metadata: {}, source: `# ${title}\n\n${text}` },
          { cell_type: 'code', metadata: {}, source: 'print(2)', outputs: [], execution_count: null },
          { cell_type: 'code', metadata: { tags: ['hide-input'] }, source: 'x', outputs: [] },
          { cell_type: 'markdown', metadata: {}, source: '![](gone.png)' },
        ],
      };
      await writeFile(join(content, id, 'tides.ipynb'), JSON.stringify(notebook));
    }
    await mkdir(join(content, 'pages'), { recursive: true });
    // The same on both sites, since pages of one's own are compiled anew where they differ.
    const [, description, title] = OWN_TEXTS.ar;
    await writeFile(
      join(content, 'pages', 'notes.md'),
      `---\ntitle: ${title}\nnav: true\n---\n\n${description}\n`,
    );
    for (const language of ['de-CH', 'ar'] as const) {
      await writeFile(join(content, 'catalog.yaml'), renderManifest(language));
      const folders = { content, cache: join(folder.path, 'cache'), outDir: outDir(language) };
      expect(await buildSite(folders)).toMatchObject({ exitCode: 0 });
      servers.set(language, await serveSite(outDir(language), '/gezeiten/'));
    }
    browser = await openBrowser();
    usedPages = createUsedPages(browser, new URL('robots.txt', servers.get('de-CH')?.url).href);
  });

  afterEach(() => usedPages.clear());

  afterAll(async () => {
    await browser?.close();
    for (const server of servers.values()) await server.stop();
    await folder?.remove();
  });

  const open = async (language: string, path: string) => {
    const opened = await usedPages.take({ viewport: { width: 360, height: 740 } });
    await opened.page.goto(new URL(path, servers.get(language)?.url).href);
    return opened;
  };

  it('speaks German on a German site, and says so', async () => {
    const { page, record } = await open('de-CH', 'notebooks/english/tides/');
    const html = page.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['de-CH', 'ltr']);
    await page.getByRole('link', { name: 'Auf mybinder.org öffnen' }).waitFor();
    await page.getByRole('link', { name: 'Umgebungen' }).waitFor();
    expect(await page.getByRole('link', { name: 'Environments' }).count()).toBe(0);
    await page.goto(servers.get('de-CH')?.url ?? '');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzzz');
    await page.getByText('Nichts gefunden zu „zzzz“').waitFor();
    expect(record.consoleErrors).toEqual([]);
  });

  it.each([
    ['arabic', 'ar', 'rtl'],
    ['hebrew', 'he', 'rtl'],
    ['english', 'en', 'ltr'],
  ])('marks what is in %s with its language and direction', async (id, lang, dir) => {
    for (const path of [`notebooks/${id}/tides/`, `l/${id}/tides/`]) {
      const { page } = await open('de-CH', path);
      const heading = page.locator('h1');
      expect([await heading.getAttribute('lang'), await heading.getAttribute('dir')], path).toEqual([
        lang,
        dir,
      ]);
      expect(await heading.textContent()).toBe(CONTENTS[id as keyof typeof CONTENTS][1]);
    }
    const { page } = await open('de-CH', `notebooks/${id}/tides/`);
    const body = page.locator('.notebook');
    expect([await body.getAttribute('lang'), await body.getAttribute('dir')]).toEqual([lang, dir]);
    // Code is written from left to right in every language.
    const code = page.locator('.notebook pre').first();
    expect(await code.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
    await page.goto(servers.get('de-CH')?.url ?? '');
    const row = page.locator('.title', { hasText: CONTENTS[id as keyof typeof CONTENTS][1] });
    expect([await row.getAttribute('lang'), await row.getAttribute('dir')]).toEqual([lang, dir]);
  });

  it.each([
    ['de-CH', 'english', 'Show code', null],
    ['de-CH', 'arabic', 'Code zeigen', 'de'],
    ['ar', 'arabic', 'Show code', 'en'],
    ['ar', 'english', 'Show code', null],
  ])(
    'on the %s site, gives an %s preview words of its language, else of the site',
    async (site, id, label, lang) => {
      const { page } = await open(site, `notebooks/${id}/tides/`);
      const summary = page.locator('.notebook summary');
      expect([await summary.textContent(), await summary.getAttribute('lang')]).toEqual([label, lang]);
      // What the site says about the preview, it says in its own language.
      const notice = site === 'ar' ? 'One picture is not in the repository' : 'Ein Bild fehlt im Repository';
      await page.getByText(notice).waitFor();
    },
  );

  it('leads from a notebook without results to where they are', async () => {
    const { page, record } = await open('de-CH', 'notebooks/english/tides/');
    const link = page.getByRole('link', { name: 'Mit Ergebnissen lesen auf results.example.org' });
    expect(await link.getAttribute('href')).toBe('https://results.example.org/tides.html');
    expect(await link.evaluate((element) => element.parentElement?.textContent)).toContain('ohne Ergebnisse');
    expect(record.blockedRequests).toEqual([]);
  });

  it('has English pages, and its own texts in Arabic, where there is no Arabic interface', async () => {
    const { page } = await open('ar', '');
    const directionOf = async (selector: string) => {
      const element = page.locator(selector).first();
      return [await element.getAttribute('lang'), await element.getAttribute('dir')];
    };
    expect(await directionOf('html')).toEqual(['en', 'ltr']);
    await page.getByRole('link', { name: 'Environments' }).waitFor();
    for (const own of [
      'h1',
      '.hero .lead',
      '.site-header .name [lang]',
      '.site-footer .own [lang]',
      '.announcement p',
    ])
      expect(await directionOf(own), own).toEqual(['ar', 'rtl']);
    // What belongs to the title starts on its side, and is read from left to right.
    const line = page.locator('.hero .actions');
    const directions = await line.evaluate((element) =>
      [element, ...element.querySelectorAll('bdi')].map((each) => getComputedStyle(each).direction),
    );
    expect(directions).toEqual(['rtl', 'ltr']);
    // An Arabic notebook is marked, as everything around it is English; an English one needs no mark.
    expect(await directionOf('.card .title:text-is("المد والجزر في الخليج")')).toEqual(['ar', 'rtl']);
    expect(await directionOf('.card .title:text-is("Tides in the bay")')).toEqual([null, null]);
    await page.goto(new URL('notes/', servers.get('ar')?.url).href);
    expect(await directionOf('.page')).toEqual(['ar', 'rtl']);
    expect(await directionOf('nav a[href$="notes/"]')).toEqual(['ar', 'rtl']);
    await page.goto(new URL('help/', servers.get('ar')?.url).href);
    expect(await directionOf('.page')).toEqual([null, null]);
    await page.goto(new URL('search/?q=%D8%A7%D9%84%D8%A8%D8%AD%D8%B1', servers.get('ar')?.url).href);
    await page.getByRole('link', { name: CONTENTS.arabic[1] }).waitFor();
    expect(await directionOf('.results > li')).toEqual(['ar', 'rtl']);
  });

  it.each(['de-CH', 'ar'])('fits a phone on every page of the site in %s', async (language) => {
    for (const path of await listPages(outDir(language))) {
      const { page } = await open(language, path);
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(excess, path).toBe(0);
    }
  });
});
