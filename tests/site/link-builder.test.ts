import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import { explainLink } from '../../src/core/links/explain/explain.ts';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, openBrowser, type RecordedPage, type TestBrowser } from '../support/browser.ts';
import { renderSmallManifest, startTestSite, type TestSite } from '../support/test-site.ts';
import { createUsedPages, type UsedPages } from '../support/used-pages.ts';

/** A hub beside the BinderHub, so that there is a choice to make. */
const CLASS_HUB = `
  class:
    type: jupyterhub
    url: https://hub.example.edu/jupyter
    title: Class hub
    environments: [python]
    parent_path: my classes
`;
const MANIFEST = renderSmallManifest({ title: 'Notebooks', url: 'https://example.github.io/slipway/' }, [
  { id: 'tides' },
]).replace(/^hubs:$/m, `hubs:${CLASS_HUB}`);
const WELCOME = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: '# Welcome' }],
});

describeWithBrowser('the link builder', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let usedPages: UsedPages;
  let opened: RecordedPage;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({
      name: 'link-builder',
      manifest: MANIFEST,
      files: new Map([['notebooks/welcome.ipynb', WELCOME]]),
    });
    browser = await openBrowser();
    usedPages = createUsedPages(browser, new URL('robots.txt', site.server.url).href);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  beforeEach(async () => {
    opened = await usedPages.take({ viewport: { width: 360, height: 780 } });
    page = opened.page;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(new URL('links/', site.server.url).href);
    return async () => {
      expect(opened.record).toMatchObject({ consoleErrors: [], pageErrors: [], blockedRequests: [] });
      await usedPages.clear();
    };
  });

  const text = (id: string) => page.locator(`#${id}`).textContent();
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');

  /** Presses Tab until a field has the focus, as people without a mouse do. */
  const tabTo = async (id: string) => {
    for (let steps = 0; steps < 60; steps += 1) {
      if ((await focused()) === id) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to #${id}`);
  };
  const paste = async (address: string) => {
    await tabTo('builder-address');
    await page.keyboard.insertText(address);
  };

  it.each([
    {
      name: 'GitHub',
      address: 'https://github.com/org/course/blob/main/Week%201/a%23b.ipynb',
      content: { repository: 'https://github.com/org/course', branch: 'main' },
      path: 'Week 1/a#b.ipynb',
      id: 'course',
    },
    {
      name: 'a subgroup of GitLab',
      address: 'https://gitlab.com/group/sub-group/Ice_Course/-/blob/v1.2/a%20b.ipynb?ref_type=tags',
      content: { repository: 'https://gitlab.com/group/sub-group/Ice_Course', branch: 'v1.2' },
      path: 'a b.ipynb',
      id: 'ice-course',
    },
  ])('makes a link of an address at $name, by keyboard alone', async ({ address, content, path, id }) => {
    await paste(address);
    await tabTo('builder-hub');
    await page.keyboard.type('myb');

    const link = (await text('built-link')) ?? '';
    expect(explainLink(link)).toMatchObject({
      kind: 'binderhub',
      hub: 'https://mybinder.org',
      content,
      path,
      faults: [],
    });
    expect(await text('built-markdown')).toContain(`](${link})`);
    expect(await text('built-rst')).toContain(`:target: ${link}\n`);
    expect(await text('built-html')).toContain(link.replaceAll('&', '&amp;'));
    expect(await page.getByRole('link', { name: 'Try it' }).getAttribute('href')).toBe(link);
    expect(await page.locator('[data-qr] path').getAttribute('d')).toMatch(/^M4 4h7/);

    // What is to be pasted into the manifest is a manifest's own language.
    const entry = ((await text('built-manifest')) ?? '').replace(/^content:\n/, '');
    const { catalog, diagnostics } = parseCatalog(
      MANIFEST.replace(/^content:\n/m, `content:\n${entry}`),
      'x',
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(catalog?.contents.find((each) => each.id === id)).toMatchObject(content);
  });

  it('makes a link of a plain git address and what is entered by hand', async () => {
    await paste('https://git.example.org/group/course.git');
    expect(await page.getByRole('status').first().textContent()).toContain('branch');
    expect(await page.locator('[data-result]').isVisible()).toBe(false);

    await tabTo('builder-branch');
    await page.keyboard.insertText('main');
    await tabTo('builder-path');
    await page.keyboard.insertText('Übung 1/start.ipynb');
    await tabTo('builder-hub');
    await page.keyboard.type('Class');

    expect(explainLink((await text('built-link')) ?? '')).toMatchObject({
      kind: 'jupyterhub',
      hub: 'https://hub.example.edu/jupyter',
      content: {
        repository: 'https://git.example.org/group/course.git',
        branch: 'main',
        parentPath: 'my classes',
      },
      path: 'Übung 1/start.ipynb',
      faults: [],
    });
  });

  it('explains a launch link, and goes on from it', async () => {
    await paste(
      'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull?repo=https://github.com/org/course&branch=main&urlpath=lab/tree/course/a.ipynb',
    );
    const explanation = page.locator('[data-explanation]');
    expect(await explanation.textContent()).toContain('link/unencoded-query');
    expect(explainLink((await text('corrected-link')) ?? '').faults).toEqual([]);
    expect(await page.getByLabel('Repository').inputValue()).toBe('https://github.com/org/course');
    expect(await page.getByLabel('File or folder').inputValue()).toBe('a.ipynb');
    expect(await page.locator('[data-result]').isVisible()).toBe(true);
  });

  it.each([
    'https://someone:SECRET@github.com/org/course/blob/main/a.ipynb',
    'https://raw.githubusercontent.com/org/course/main/a.ipynb?token=SECRET',
    'https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fsomeone%3ASECRET%40github.com%2Forg%2Fcourse&branch=main',
  ])('refuses secrets and never repeats them: %s', async (address) => {
    await paste(address);

    expect(await page.locator('[data-result]').isVisible()).toBe(false);
    expect(
      await page
        .getByText(/password|token/)
        .filter({ visible: true })
        .count(),
    ).toBeGreaterThan(0);
    expect(await page.locator('main').innerHTML()).not.toContain('SECRET');
    for (const field of ['builder-repository', 'builder-branch', 'builder-path'])
      expect(await page.locator(`#${field}`).inputValue()).not.toContain('SECRET');
  });

  it.each([
    ['an ssh address', 'git@github.com:org/course.git', 'ssh'],
    [
      'a commit',
      'https://github.com/org/course/blob/0123456789012345678901234567890123456789/a.ipynb',
      'commit',
    ],
    ['a hidden folder', 'https://github.com/org/course/blob/main/.hidden/a.ipynb', 'hidden'],
    [
      'a folder that ends in .ipynb',
      'https://github.com/org/course/blob/main/x.ipynb/a.ipynb',
      'ends in .ipynb',
    ],
    [
      'a name that is too long',
      `https://github.com/org/course/blob/main/${'%F0%9F%A7%8A'.repeat(600)}.ipynb`,
      'characters long',
    ],
    ['what is no address', 'javascript:alert(1)', 'address'],
  ])('says why nothing is made of %s', async (_, address, word) => {
    await paste(address);
    await tabTo('builder-branch');
    if ((await page.locator('#builder-branch').inputValue()) === '' && !address.startsWith('java'))
      await page.keyboard.insertText('main');
    await tabTo('builder-hub');
    await page.keyboard.type('myb');

    expect(await page.locator('[data-message]').textContent()).toContain(word);
    expect(await page.locator('[data-result]').isVisible()).toBe(false);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, and fits a phone (%s)',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await paste(
        'https://mybinder.org/v2/gh/org/env/main?urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Forg%252Fcourse%26branch%3Dmain%26urlpath%3Dlab%252Ftree%252Fcourse%252Fa.ipynb',
      );
      expect(await page.locator('[data-result]').isVisible()).toBe(true);

      expect(await findAxeProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    },
  );

  it('shares a notebook from its own page', async () => {
    await page.goto(new URL('notebooks/tides/welcome/', site.server.url).href);
    await page.locator('.share > summary').focus();
    await page.keyboard.press('Enter');

    const link = 'https://example.github.io/slipway/l/tides/welcome/';
    expect(await text('share-link')).toBe(link);
    expect(await text('share-markdown')).toBe(
      `[![Launch](https://example.github.io/slipway/launch-badge.svg)](${link})`,
    );
    expect(await text('share-lms')).toContain('target="_blank"');
    expect(explainLink((await text('share-launch-class')) ?? '').faults).toEqual([]);
    const badge = await fetch(new URL('launch-badge.svg', site.server.url));
    expect(badge.headers.get('content-type')).toContain('image/svg+xml');
    expect(await findAxeProblems(page, '.share')).toEqual([]);
  });

  it('copies by a button', async () => {
    await opened.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await paste('https://github.com/org/course/blob/main/a.ipynb');
    await page.getByRole('button', { name: 'Copy: Launch link' }).press('Enter');
    await page.getByText('Copied').waitFor();

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await text('built-link'));
  });
});
