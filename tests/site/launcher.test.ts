import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { startHttpServer } from '../support/http-server.ts';
import { readRecordedBuild, startJupyterHubStandIn } from '../support/hub-stand-ins.ts';
import { createLauncherWorld, type LauncherWorld } from '../support/launcher-world.ts';
import { buildSite, serveSite } from '../support/site.ts';
import { describeWith } from '../support/system-packages.ts';
import { createUsedPages, type UsedPages } from '../support/used-pages.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describeWithBrowser('launcher pages', () => {
  const checkedAt = new Date(Date.now() - 5 * HOUR_MS);
  let world: LauncherWorld;
  let server: StaticServer;
  let browser: TestBrowser;
  let usedPages: UsedPages;
  let closeContexts: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    world = await createLauncherWorld(checkedAt);
    const outDir = join(world.folder, 'dist');
    const built = await buildSite({ content: world.content, cache: join(world.folder, 'cache'), outDir });
    expect(built).toMatchObject({ exitCode: 0 });
    expect(built.stderr).not.toContain('status');
    server = await serveSite(outDir, '/tides/');
    browser = await openBrowser();
    usedPages = createUsedPages(browser, address('robots.txt'));
  });

  afterEach(async () => {
    await Promise.all([usedPages.clear(), ...closeContexts.map((close) => close())]);
    closeContexts = [];
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await world?.remove();
  });

  const address = (path: string) => new URL(path, server.url).href;

  /** For what would stay in a page: init scripts, the clock, other media. */
  async function newPage(options?: Parameters<UsedPages['take']>[0]): Promise<Page> {
    const { page, context } = await browser.openPage(options);
    closeContexts.push(() => context.close());
    return page;
  }

  async function open(path: string, options?: Parameters<UsedPages['take']>[0]): Promise<Page> {
    const { page } = await usedPages.take(options);
    await page.goto(address(path));
    return page;
  }

  const goesTo = (page: Page, hub: string) => page.waitForURL((url) => url.href.startsWith(hub));
  const button = (page: Page) => page.locator('[data-first] a.go');
  const notices = (page: Page) => page.locator('[data-notices]');
  const others = (page: Page) => page.locator('[data-others]');
  const openOptions = (page: Page) => page.getByText('More options').click();

  describe('where all is well', () => {
    it('go at once to the first hub, and say where to', async () => {
      const page = await newPage();
      await page.addInitScript(() => {
        // Seen while it happens, and kept: the page is left in an instant, and what it logs then may be lost.
        new MutationObserver(() => {
          const going = document.querySelector('[data-going]');
          if (going?.checkVisibility() !== true) return;
          sessionStorage.setItem('said', `${sessionStorage.getItem('said') ?? ''}${going.textContent}`);
        }).observe(document, { subtree: true, childList: true, attributes: true });
      });
      await page.goto(address('l/healthy/a/'));
      await goesTo(page, `${world.binder.url}/v2/gh/example/binder/good?urlpath=git-pull`);
      await page.goto(address('help/'));
      expect(await page.evaluate(() => sessionStorage.getItem('said'))).toContain(
        'Opening on Harbour Binder',
      );
    });

    it('wait with go=0: title, the verdict, the button, what to expect, and the rest folded', async () => {
      const page = await open('l/healthy/a/?go=0');
      expect(await others(page).getByRole('link').first().isVisible()).toBe(false);
      await openOptions(page);
      const text = await page.locator('main').innerText();
      const order = [
        'Why the sea rises twice a day',
        'Works',
        'Open on Harbour Binder',
        'no sign-in',
        'More options',
        'Runs in Python with Pangeo 2026.01.',
        'Open on Class hub',
        'Download',
      ].map((part) => text.indexOf(part));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).not.toContain(-1);
      expect(await page.getByText('Opening on').isVisible()).toBe(false);
    });

    it('let the reader stay', async () => {
      const page = await newPage();
      // The hub answers when the reader has clicked, however slow the machine is, and the page waits that long.
      await page.addInitScript(() => {
        AbortSignal.timeout = () => new AbortController().signal;
      });
      const clicked = Promise.withResolvers<void>();
      await page.route(`${world.binder.url}/**`, async (route) => {
        await clicked.promise;
        await route.continue().catch(() => {});
      });
      await page.goto(address('l/healthy/a/'));
      await page.getByRole('button', { name: 'Stay here' }).click();
      const answered = page.waitForResponse((response) => response.url().startsWith(world.binder.url));
      clicked.resolve();
      await answered;
      await page.waitForTimeout(1_000);
      expect(page.url()).toBe(address('l/healthy/a/'));
      expect(await button(page).evaluate((link) => link === document.activeElement)).toBe(true);
    });

    it('do not launch again when the reader comes back', async () => {
      const page = await open('l/healthy/a/');
      await goesTo(page, world.binder.url);
      await page.goBack();
      await page.getByRole('heading', { name: 'Why the sea rises twice a day' }).waitFor();
      await page.waitForTimeout(500);
      expect(page.url()).toBe(address('l/healthy/a/'));
      expect(await page.getByText('Opening on').isVisible()).toBe(false);
    });

    it('show the button on the first screen of a phone, and nothing wider than it', async () => {
      const page = await open('l/healthy/a/?go=0', { viewport: { width: 360, height: 640 } });
      const box = await button(page).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(640);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });

    it('print the permanent address', async () => {
      const page = await newPage();
      await page.goto(address('l/healthy/a/?go=0'));
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText('https://example.org/tides/l/healthy/a/').isVisible()).toBe(true);
      expect(await page.getByRole('button').count()).toBe(0);
    });
  });

  describe('where not all is well', () => {
    it('wait for the reader when it is old, and say why', async () => {
      const page = await open('l/stale/a/');
      await page.getByText('The software hasn’t been updated for a long time.').waitFor();
      expect(await page.locator('.first .note').innerText()).toMatch(/Old/);
      await page.waitForTimeout(300);
      expect(page.url()).toBe(address('l/stale/a/'));
    });

    it('go nevertheless with go=1', async () => {
      const page = await open('l/stale/a/?go=1');
      await goesTo(page, `${world.binder.url}/v2/`);
    });

    it.each([
      ['second', 'Harbour Binder', 'contains an error'],
      ['dead', 'Closed Binder', 'The hub doesn’t answer.'],
    ])('offer another hub first: %s', async (content, failing, reason) => {
      const page = await open(`l/${content}/a/?go=0`);
      expect(await button(page).innerText()).toContain('Open on Class hub');
      await openOptions(page);
      const row = others(page).locator('> li').filter({ hasText: failing });
      expect(await row.innerText()).toContain(reason);
      expect(await row.innerText()).toContain(`Try anyway: Open on ${failing}`);
    });

    it('go to the other hub by themselves, for there all is well', async () => {
      const page = await open('l/second/a/');
      await goesTo(page, `${world.class.url}/hub/user-redirect/git-pull`);
    });

    it('offer the last version that starts when nothing of today does, and fold away the rest', async () => {
      const page = await open('l/nothing/a/');
      await page.getByText('The software image is gone.').first().waitFor();
      // A shared cause is said once, in plain words; its technical sentence is folded.
      expect(await page.locator('.cause:visible').allInnerTexts()).toEqual(['The software image is gone.']);
      expect(
        await page.getByText('registry.example.org/tides/gone:2026.01 is gone').first().isVisible(),
      ).toBe(false);
      // No headline denies what the button under it does.
      expect(await page.getByText('can’t be started').count()).toBe(0);
      const fallback = page.getByRole('link', { name: 'Open Spring 2025 on Harbour Binder' }).first();
      expect(await fallback.getAttribute('href')).toMatch(
        `${world.binder.url}/v2/gh/example/binder/v2025.03?urlpath=git-pull`,
      );
      await openOptions(page);
      expect(await page.getByRole('link', { name: 'About this notebook' }).getAttribute('href')).toBe(
        '/tides/notebooks/nothing/a/',
      );
      expect(await page.getByRole('link', { name: 'Download' }).first().getAttribute('href')).toMatch(
        /^https:\/\/github\.com\/example\/nothing\/raw\/main\//,
      );
      expect(await page.locator('[data-report-form]').count()).toBe(1);
      // An image that is gone runs nowhere.
      expect(await page.getByText('docker run').count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Try anyway: Open on Class hub' }).count()).toBe(1);
      expect(page.url()).toBe(address('l/nothing/a/'));
    });

    it('write a report of three answers, without a token, and send nothing themselves', async () => {
      const page = await open('l/second/a/?go=0');
      await openOptions(page);
      await page.getByText('It did not work').click();
      await page.getByLabel('Which hub was it?').selectOption('Class hub');
      await page.getByLabel('What happened?').fill('A 404 at /user/ada/lab?token=0123456789abcdef');
      // The tracker is not asked.
      await page.context().route('https://github.com/**', (route) => route.fulfill({ body: 'tracker' }));
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('button', { name: 'Write the report' }).click(),
      ]);
      await opened.waitForURL('https://github.com/**');
      const { pathname, searchParams } = new URL(opened.url());
      expect(pathname).toBe('/example/catalogue/issues/new');
      expect(searchParams.get('title')).toBe('“Harbours and their tides” does not start');
      const body = searchParams.get('body') ?? '';
      expect(body).toContain('https://example.org/tides/l/second/a/');
      expect(body).toContain('Which hub was it?: Class hub');
      expect(body).toContain('This page said: Works');
      expect(body).toContain('Version: Python for harbours 2026.01');
      expect(body).not.toContain('0123456789abcdef');
      expect(page.url()).toBe(address('l/second/a/?go=0'));
      await opened.close();
    });

    it('say how to run the image at home when only the hub is down', async () => {
      const page = await open('l/closed/a/?go=1');
      expect(await page.getByRole('link', { name: 'Read it here' }).getAttribute('href')).toBe(
        '/tides/notebooks/closed/a/',
      );
      await openOptions(page);
      await page.getByText('Run it on your own computer').click();
      await page.getByText('docker run --rm -p 8888:8888 registry.example.org/tides/good:2026.01').waitFor();
      await page.getByText('http://localhost:8888/git-pull?repo=').waitFor();
      expect(page.url()).toBe(address('l/closed/a/?go=1'));
    });
  });

  describe('asked by their query', () => {
    it.each([
      ['?hub=class', '/hub/user-redirect/git-pull', 'class'],
      ['?go=1&hub=class', '/hub/user-redirect/git-pull', 'class'],
      ['?version=2024.09', '/v2/gh/example/binder/v2024.09', 'binder'],
      ['?version=2026.01', '/v2/gh/example/binder/good', 'binder'],
    ] as const)('honour %s', async (query, path, hub) => {
      const page = await open(`l/healthy/a/${query}`);
      await goesTo(page, `${world[hub].url}${path}`);
    });

    it('say that a version is old, and lead back to that of today', async () => {
      const page = await open('l/healthy/a/?version=2024.09&go=0');
      await page.getByText('An older version of the environment: 2024.09.').waitFor();
      expect(await button(page).getAttribute('href')).toContain('/binder/v2024.09?');
      expect(await page.getByRole('link', { name: 'Open today’s version' }).getAttribute('href')).toBe(
        '/tides/l/healthy/a/',
      );
    });

    it('keep to today where the version that was asked for does not start', async () => {
      const page = await open('l/healthy/a/?version=2023.01&go=1');
      await page.getByText('Version 2023.01 will not start').waitFor();
      expect(await button(page).getAttribute('href')).toContain('/binder/good?');
      expect(await page.getByText('Winter 2023').isVisible()).toBe(true);
      await page.waitForTimeout(300);
      expect(page.url()).toBe(address('l/healthy/a/?version=2023.01&go=1'));
    });

    it('lead to an edition, with the rest of the query', async () => {
      const page = await open('l/healthy/a/?edition=spring-2022&go=0');
      await page.waitForURL(address('l/healthy/a/@spring-2022/?go=0'));
    });

    it('never put first what will not start, and leave the choice to the reader', async () => {
      const page = await open('l/second/a/?hub=binder');
      await page.getByText('You asked for Harbour Binder, which won’t start this.').waitFor();
      expect(await button(page).innerText()).toContain('Class hub');
      await page.waitForTimeout(300);
      expect(page.url()).toBe(address('l/second/a/?hub=binder'));
    });

    it.each([
      ['?hub=nowhere', ['there is no hub “nowhere” here']],
      [
        '?hub=class&hub=binder&edition=autumn&utm_source=mail&go=maybe&__proto__=1&constructor=2',
        [
          'hub is given more than once (class, binder)',
          'there is no edition “autumn” here',
          '“utm_source” is not an option',
          'there is no go “maybe” here',
          '“__proto__” is not an option',
        ],
      ],
      [
        '?version=%3Cimg%20src%3Dx%20onerror%3DslipwayExecuted(1)%3E',
        ['<img src=x onerror=slipwayExecuted(1)>'],
      ],
      [`?hub=${'x'.repeat(9_000)}`, ['hub is too long']],
    ] as const)('say what they leave aside, and launch the default: %s', async (query, sentences) => {
      const { page, record } = await usedPages.take();
      await page.goto(address(`l/healthy/a/${query}`));
      await notices(page).getByText(sentences[0]).waitFor();
      // It may be on its way already.
      const [said, label] = await Promise.all([notices(page).innerText(), button(page).textContent()]);
      for (const sentence of sentences) expect(said).toContain(sentence);
      expect(label).toContain('Harbour Binder');
      await page.getByText('Opening on Harbour Binder').waitFor();
      expect(record.executions).toEqual([]);
      expect(record.pageErrors).toEqual([]);
      if (query.includes('nowhere')) await goesTo(page, `${world.binder.url}/v2/`);
    });
  });

  describe('that are asked for another way', () => {
    it('lead on from a former address with the query', async () => {
      const page = await open('l/healthy/old-name/?hub=class&go=0');
      await page.waitForURL(address('l/healthy/a/?hub=class&go=0'));
      expect(await button(page).innerText()).toContain('Class hub');
    });

    it('lead on without scripts, too, and from editions', async () => {
      const page = await open('l/healthy/old-name/@spring-2022/', { javaScriptEnabled: false });
      await page.waitForURL(address('l/healthy/a/@spring-2022/'));
    });

    it.each(['l', 'notebooks'])('say what became of a retired notebook below /%s/', async (kind) => {
      const page = await open(`${kind}/healthy/tide-table/`);
      await page.getByRole('heading', { name: 'The printed tide table has been removed' }).waitFor();
      const text = await page.locator('main').innerText();
      expect(text).toContain('1 March 2026');
      expect(text).toContain('Its publisher has closed.');
      await page.getByRole('link', { name: 'Open Reading a tide gauge' }).click();
      await page.getByRole('heading', { name: 'Reading a tide gauge' }).first().waitFor();
      await page.goto(address(`${kind}/healthy/almanac/`));
      expect(await page.locator('main').innerText()).toContain(
        'It has been removed from this catalogue. Its pages are lost.',
      );
    });

    it('lead on from the page of an environment that has another id now, and show its badge', async () => {
      const page = await open('environments/pangeo/');
      await page.waitForURL(address('environments/good/'));
      const badge = async (id: string) => (await page.request.get(address(`badge/${id}.svg`))).text();
      expect(await badge('pangeo')).toBe(await badge('good'));
    });

    it('finds packages among those of all versions of an environment', async () => {
      const page = await open('environments/good/');
      const names = () => page.locator('[data-package]:visible').allInnerTexts();
      expect(await names()).toEqual([]);
      const field = page.getByRole('searchbox', { name: 'Find a package' });
      await field.fill('NumPy');
      expect(await names()).toEqual(['numpy 2.0.1', 'numpy 1.26.4']);
      await field.fill('carto');
      expect(await names()).toEqual(['cartopy 0.22.0']);
      await field.fill('pandas');
      await page.getByText('No version has such a package.').waitFor();
      await field.fill('');
      expect(await names()).toEqual([]);
    });

    it('say what became of an environment that left, on its page and on its badge', async () => {
      const page = await open('environments/fortran/');
      await page.getByRole('heading', { name: 'Fortran has been removed' }).waitFor();
      expect(await page.locator('main').innerText()).toContain('Nobody compiled it.');
      const badge = await page.request.get(address('badge/fortran.json'));
      expect(await badge.json()).toMatchObject({ label: 'Fortran', message: 'retired' });
      await page.getByRole('link', { name: 'Open Python with Pangeo' }).click();
      await page.waitForURL(address('environments/good/'));
    });

    it('name what is near an unknown id', async () => {
      const page = await open('l/helthy/a/');
      await page.getByRole('link', { name: 'Why the sea rises twice a day' }).click();
      await page.waitForURL(address('l/healthy/a/?go=0'));
    });

    it('lead home from an unknown id without scripts', async () => {
      const page = await open('l/helthy/a/', { javaScriptEnabled: false });
      expect(await page.getByRole('link', { name: 'All notebooks' }).getAttribute('href')).toBe(
        '/tides/notebooks/',
      );
      expect(await page.getByText('Did you mean').isVisible()).toBe(false);
    });

    it('show an edition with its own verdict, a plain note, and the way to today', async () => {
      const page = await open('l/healthy/a/@spring-2022/?go=0');
      await page.getByText('An older edition, as taught: Spring 2022.').waitFor();
      expect(await page.getByText('Runs in Python with Pangeo 2024.09.').count()).toBe(1);
      const href = (await button(page).getAttribute('href')) ?? '';
      expect(href).toContain('/binder/v2024.09?');
      expect(decodeURIComponent(href)).toContain('branch=v2022');
      await page.getByText('Works').waitFor();
      expect(await page.getByRole('link', { name: 'Open today’s version' }).getAttribute('href')).toBe(
        '/tides/l/healthy/a/',
      );
    });

    it('offer each older version from the page of today', async () => {
      const page = await open('l/healthy/a/?go=0');
      await openOptions(page);
      expect(await page.getByRole('link', { name: 'Spring 2022' }).getAttribute('href')).toBe(
        '/tides/l/healthy/a/@spring-2022/',
      );
      const earlier = page.locator('[data-version="2024.09"]');
      expect(await earlier.innerText()).toContain('Autumn 2024');
      expect(await earlier.getByRole('link').getAttribute('href')).toContain('/binder/v2024.09?');
    });
  });

  describe("for a reader's own hub", () => {
    it('remember one of the catalogue, go there, and forget it', async () => {
      const page = await open('l/healthy/a/?go=0&hub=class');
      await openOptions(page);
      await page.getByRole('button', { name: 'Always use Class hub' }).click();
      await page.getByText('You always use Class hub.').waitFor();
      await page.goto(address('l/healthy/a/@spring-2022/?go=0'));
      // The class hub does not run what is old; the choice is kept for the other pages.
      expect(await button(page).innerText()).toContain('Harbour Binder');
      await page.goto(address('l/healthy/a/'));
      await goesTo(page, world.class.url);

      await page.goto(address('l/healthy/a/?go=0'));
      await openOptions(page);
      await page.getByRole('button', { name: 'Forget' }).click();
      await page.getByRole('button', { name: 'Always use Class hub' }).waitFor();
      await page.reload();
      expect(await button(page).innerText()).toContain('Harbour Binder');
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
    });

    it('say that a remembered hub is gone, drop it, and launch the default', async () => {
      const page = await open('l/stale/a/');
      await page.evaluate(() => localStorage.setItem('slipway-hub:/tides/', 'hub:<b>closed</b>'));
      await page.goto(address('l/healthy/a/'));
      await page
        .getByText('The hub you chose, <b>closed</b>, has been removed from this catalogue')
        .waitFor();
      await goesTo(page, world.binder.url);
      await page.goto(address('l/healthy/a/?go=0'));
      expect(await notices(page).innerText()).toBe('');
    });

    it('compose the link for a hub outside the catalogue, ask it nothing, and remember it', async () => {
      await using own = await startJupyterHubStandIn();
      const page = await open('l/healthy/a/?go=0');
      await openOptions(page);
      await page.getByText('Use your own hub').click();
      const field = page.getByLabel('Address of your hub');
      await field.fill('http://hub.example.edu');
      await field.press('Enter');
      await page.getByText('This is not the https address of a hub.').waitFor();
      await field.fill('https://me:secret@hub.example.edu');
      await field.press('Enter');
      await page.getByText('The address contains a user name or a password.').waitFor();
      await field.fill(`${own.url}/hub/home`);
      await page.getByRole('button', { name: 'Use this hub' }).click();
      await page.getByText('This catalogue does not check it').waitFor();
      const link = `${own.url}/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Fhealthy&branch=main&urlpath=lab%2Ftree%2Fhealthy%2Fa.ipynb`;
      expect(await button(page).getAttribute('href')).toBe(link);
      expect(await others(page).innerText()).toContain('Harbour Binder');

      await page.goto(address('l/stale/a/'));
      await page.getByText('You always use').waitFor();
      // Any page of the origin could have stored the address: the reader confirms it.
      await page.getByText('check the address below before you use it').waitFor();
      expect(await button(page).getAttribute('href')).not.toContain(own.url);
      expect(await page.getByLabel('Address of your hub').inputValue()).toBe(own.url);
      expect(own.requests).toEqual([]);
      await page.getByRole('button', { name: 'Use this hub' }).click();
      await page.getByText('This catalogue does not check it').waitFor();
      await button(page).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(own.requests[0]).toContain(
        '/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Fstale',
      );
    });

    it('may be a BinderHub, as its address shows or the reader says', async () => {
      const hub = 'https://hub.example.org/services/binder';
      const page = await open('l/healthy/a/?go=0');
      await openOptions(page);
      await page.getByText('Use your own hub').click();
      const [kind, field] = [
        page.getByLabel('BinderHub', { exact: true }),
        page.getByLabel('Address of your hub'),
      ];
      await field.fill('https://hub.example.org/hub/home');
      expect(await kind.isChecked()).toBe(false);
      await field.fill(`${hub}/v2/gh/somebody/else/main?urlpath=lab`);
      await expect.poll(() => kind.isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Use this hub' }).click();
      await page.getByText('This catalogue does not check it').waitFor();
      expect(await button(page).getAttribute('href')).toMatch(
        `${hub}/v2/gh/example/binder/good?urlpath=git-pull%3Frepo%3D`,
      );
      expect(await page.locator('[data-first]').innerText()).toContain('Temporary');
      expect(await page.evaluate(() => localStorage.getItem('slipway-hub:/tides/'))).toBe(
        `own-binderhub:${hub}`,
      );

      await page.goto(address('l/healthy/a/?go=0'));
      await page.getByText('check the address below before you use it').waitFor();
      expect(await kind.isChecked()).toBe(true);
      expect(await field.inputValue()).toBe(hub);
    });

    it('go nowhere by what somebody else has stored', async () => {
      const page = await open('l/stale/a/');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      for (const [stored, isAddress] of [
        ['own:https://evil.example/hub', true],
        ['own-binderhub:https://evil.example/v2', true],
        ['own:https://mybinder.org@evil.example/', false],
        ['own:javascript:document.title="evil"', false],
        ['own:data:text/html,evil', false],
        ['own:http://evil.example/', false],
        ['own://evil.example', true],
        ['own:evil.example#https://mybinder.org', true],
        ['own:<img src=x onerror=document.title="evil">', false],
        ['hub:__proto__', false],
        ['hub:https://evil.example', false],
        ['evil', false],
      ] as const) {
        await page.evaluate((value) => {
          localStorage.clear();
          localStorage.setItem('slipway-hub:/tides/', value);
        }, stored);
        await page.goto(address(isAddress ? 'l/healthy/a/?go=1' : 'l/healthy/a/?go=0'));
        if (isAddress) await page.getByText('check the address below before you use it').waitFor();
        else await expect.poll(() => page.evaluate(() => localStorage.length), { message: stored }).toBe(0);
        expect(
          await page.locator('a[href*="evil"], a[href^="javascript:"], a[href^="data:"]').count(),
          stored,
        ).toBe(0);
        expect(await button(page).innerText(), stored).toContain('Harbour Binder');
        expect(await page.title(), stored).not.toBe('evil');
        expect(new URL(page.url()).pathname, stored).toBe('/tides/l/healthy/a/');
        expect(
          asked.filter((url) => url.includes('evil')),
          stored,
        ).toEqual([]);
      }
    });

    it('work where nothing can be stored', async () => {
      const page = await newPage();
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('closed', 'SecurityError');
          },
        });
      });
      await page.goto(address('l/healthy/a/'));
      await goesTo(page, world.binder.url);
    });
  });

  describe('with what the hub says of itself', () => {
    it('launch though the hub never answers', async () => {
      const { page } = await usedPages.take();
      const asked = page.waitForRequest((request) => request.url().startsWith(`${world.hangingUrl}/v2/`));
      await page.goto(address('l/hanging/a/'));
      await asked;
    });

    it('stay and say so when it is full', async () => {
      const page = await open('l/full/a/');
      await page.getByText('Busy Binder is full right now.').waitFor();
      await page.getByText('Opening on').waitFor({ state: 'hidden' });
      expect(page.url()).toBe(address('l/full/a/'));
      expect(await button(page).innerText()).toContain('Busy Binder');
    });

    it.each([
      ['not well', { ok: false, checks: [{ service: 'JupyterHub API', ok: false }] }, 503],
      ['another answer', { hello: 1 }, 200],
    ])('tell %s from well', async (what, body, status) => {
      world.binder.answer(body, status);
      const page = await open('l/healthy/a/');
      if (what === 'not well') await page.getByText('Harbour Binder reports a problem').waitFor();
      else await goesTo(page, `${world.binder.url}/v2/`);
      world.binder.answer({ ok: true });
    });

    it('ask the hub itself when the last night is long ago', async () => {
      const page = await newPage();
      await page.clock.setFixedTime(new Date(checkedAt.getTime() + 10 * DAY_MS));
      await page.goto(address('l/healthy/a/?go=0'));
      await page.getByText('The last check is more than two days old.').waitFor();
      await page.getByText('Harbour Binder answers now.').waitFor();
      expect(await page.locator('.first .note strong').innerText()).toMatch(/^Worked on /);
      const colour = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).color);
      expect(await colour('.first .note strong')).toBe(await colour('.expect'));
      // The hub answers, but the rest of the chain is unknown: the reader decides.
      await page.goto(address('l/healthy/a/'));
      await page.getByText('Harbour Binder answers now.').waitFor();
      expect(await page.getByText('Opening on').isVisible()).toBe(false);
      expect(page.url()).toBe(address('l/healthy/a/'));
    });

    it('launch, and say so, when the last night lies in the future', async () => {
      const page = await newPage();
      await page.clock.setFixedTime(new Date(checkedAt.getTime() - 400 * DAY_MS));
      await page.goto(address('l/healthy/a/'));
      await page.getByText('The last check is dated in the future').waitFor();
      await goesTo(page, world.binder.url);
    });

    it('may ask the hubs of the catalogue and nobody else', async () => {
      await using stranger = await startJupyterHubStandIn();
      const page = await open('l/healthy/a/?go=0');
      const ask = (url: string) =>
        page.evaluate(
          (target) =>
            fetch(target).then(
              () => 'answered',
              () => 'refused',
            ),
          url,
        );
      expect(await ask(`${world.class.url}/hub/api/`)).toBe('answered');
      expect(await ask(`${world.busy.url}/versions`)).toBe('answered');
      expect(await ask(`${stranger.url}/hub/api/`)).toBe('refused');
      expect(stranger.requests).toEqual([]);
      await page.goto(address('environments/'));
      expect(await ask(`${world.class.url}/hub/api/`)).toBe('refused');
    });
  });

  describe('inside another page', () => {
    it('stay, say so, and open outside', async () => {
      const page = await newPage();
      await using lms = await startHttpServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(
          `<h1>Course</h1><iframe src="${address('l/healthy/a/?go=1')}" width="400" height="700"></iframe>`,
        );
      });
      const course = lms.url.href;
      await page.goto(course);
      const frame = page.frameLocator('iframe');
      await frame.getByText('Opens in a new tab').waitFor();
      const opened = page.context().waitForEvent('page');
      await frame.locator('[data-first] a').click();
      await (await opened).waitForURL(new RegExp(`^${world.binder.url}/v2/`));
      expect(page.url()).toBe(course);
    });
  });

  describe('of a class with two Binder repositories', () => {
    const [first, second] = ['binder', 'binder-2'].map((name) => `/v2/gh/example/${name}/crowd?`);

    /** Chosen by a script that is loaded after the page. */
    const isChosen = (page: Page) => expect.poll(() => page.locator('[data-more-urls]').count()).toBe(0);

    it('lead each reader to one of them, always the same, and say how many fit', async () => {
      const page = await open('l/crowded/a/?go=0');
      const links: string[] = [];
      for (let seat = 0; seat < 10; seat += 1) {
        await page.evaluate((value) => localStorage.setItem('slipway-seat:/tides/', value), String(seat));
        await page.reload();
        await isChosen(page);
        links.push((await button(page).getAttribute('href')) ?? '');
      }
      expect(links.some((link) => link.includes(first ?? ''))).toBe(true);
      expect(links.some((link) => link.includes(second ?? ''))).toBe(true);
      expect(links.every((link) => link.includes('urlpath=git-pull'))).toBe(true);
      await page.reload();
      await isChosen(page);
      expect(await button(page).getAttribute('href')).toBe(links.at(-1));
      expect(await page.locator('main').textContent()).toContain('a class of 60 fits');
      await page.goto(address('l/crowded/a/'));
      await goesTo(page, links.at(-1) ?? '');
    });

    it('keep a seat that says nothing of the reader, and only where it is needed', async () => {
      const page = await open('l/stale/a/?go=0');
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      await page.goto(address('l/crowded/a/?go=0'));
      await isChosen(page);
      expect(await page.evaluate(() => Object.entries(localStorage))).toEqual([
        ['slipway-seat:/tides/', expect.stringMatching(/^\d{1,3}$/)],
      ]);
    });

    it('lead to the first without scripts', async () => {
      const page = await open('l/crowded/a/', { javaScriptEnabled: false });
      expect(await button(page).getAttribute('href')).toContain(first);
    });
  });

  it('show on the page of a notebook what Canvas and Moodle take, for a hub with LTI alone', async () => {
    const page = await open('notebooks/healthy/a/');
    const next = `/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fexample%2Fhealthy&branch=main&urlpath=lab%2Ftree%2Fhealthy%2Fa.ipynb`;
    const told = async (name: string) =>
      (await page.locator(`#share-lti${name}-class`).textContent())?.trim();
    expect(await told('')).toBe(`${world.class.url}/hub/lti/launch?next=${encodeURIComponent(next)}`);
    expect(await told('-tool')).toBe(`${world.class.url}/hub/lti/launch`);
    expect(await told('-parameters')).toBe(`next=${next}`);
    expect(await page.locator('[id^="share-lti"][id$="-binder"]').count()).toBe(0);
  });

  describe('without scripts', () => {
    const check = async (page: Page) => {
      expect(await button(page).getAttribute('href')).toMatch(
        `${world.binder.url}/v2/gh/example/binder/good`,
      );
      await openOptions(page);
      expect(await page.getByRole('link', { name: 'Open on Class hub' }).isVisible()).toBe(true);
      expect(await page.getByText('Use your own hub').isVisible()).toBe(false);
      expect(await page.getByRole('button').count()).toBe(0);
      expect(await page.getByText('more than two days old').isVisible()).toBe(false);
      await button(page).click();
      await goesTo(page, `${world.binder.url}/v2/`);
    };

    it('launch by their link, and show nothing that would not work', async () => {
      await check(await open('l/healthy/a/', { javaScriptEnabled: false }));
    });

    it('do so as well where a policy blocks scripts', async () => {
      const { page } = await usedPages.take();
      await page.route(address('l/healthy/a/'), async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          headers: { ...response.headers(), 'content-security-policy': "script-src 'none'" },
        });
      });
      await page.goto(address('l/healthy/a/'));
      await check(page);
    });
  });

  describeWith(['w3m'], 'in a text browser', () => {
    const show = async (path: string) => {
      const { stdout } = await promisify(execFile)('w3m', ['-dump', '-cols', '100', address(path)]);
      return stdout;
    };

    it('say in order what matters, and nothing that would not work', async () => {
      const text = await show('l/healthy/a/');
      const order = [
        'Why the sea rises twice a day',
        'Works',
        'Open on Harbour Binder',
        'More options',
        'Runs in Python with Pangeo 2026.01.',
        'Open on Class hub',
        'Spring 2022',
        'https://example.org/tides/l/healthy/a/',
      ].map((part) => text.indexOf(part));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).not.toContain(-1);
      expect(text).not.toMatch(/two nights|Stay here|Forget|Starting on|Address of your hub/);
    });

    it('say what to do when nothing works', async () => {
      const text = await show('l/nothing/a/');
      expect(text).toMatch(/Will not start[\s\S]+image is gone[\s\S]+Open Spring 2025 on Harbour Binder/);
    });
  });

  describe('that watch a launch on a BinderHub', () => {
    async function startWatching(page: Page): Promise<void> {
      await openOptions(page);
      await page.getByRole('button', { name: 'Start here and follow progress' }).click();
    }
    async function watch(events: readonly object[]): Promise<Page> {
      world.binder.build(events);
      const page = await open('l/healthy/a/?go=0');
      await startWatching(page);
      return page;
    }
    const failed = (message: string, more: object = {}) => ({ phase: 'failed', message, ...more });

    it('say what happens, show the log, and end on the server', async () => {
      const server = { url: `${world.class.url}/hub/user-redirect/somebody/`, token: 'secret' };
      const events = readRecordedBuild(server);
      const page = await watch(events.slice(0, -1));
      await page.getByText('Starting your server').waitFor();
      const phases = page.locator('[data-watch-phases] li');
      expect(await phases.filter({ hasText: 'Building' }).getAttribute('data-done')).not.toBeNull();
      expect(await page.locator('[aria-current="step"]').innerText()).toContain('Starting');
      expect(world.binder.requests).toContain('/build/gh/example/binder/good');
      await page.getByText('Log of the hub').click();
      expect(await page.locator('[data-watch-log]').innerText()).toContain('Step 51/51');

      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped. The hub may finish what it began').waitFor();
      world.binder.build(events);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.waitForURL((url) => url.pathname.startsWith('/hub/user-redirect/somebody/git-pull'));
      const landed = new URL(page.url());
      expect(landed.searchParams.get('repo')).toBe('https://github.com/example/healthy');
      expect(landed.searchParams.get('urlpath')).toBe('lab/tree/healthy/a.ipynb');
      expect(landed.searchParams.get('token')).toBe('secret');
    });

    it.each([
      ['full', [failed('Too many users on this BinderHub! Try again soon.\n')], 'The hub is full.', false],
      [
        'quota',
        [failed('Too many users running https://github.com/example/binder! Try again soon.\n')],
        'Too many people have this environment open',
        false,
      ],
      [
        'banned',
        [
          failed(
            'Sorry, gh/example/binder/good is not allowed to launch. Please contact admins for more info!',
          ),
        ],
        'does not launch this environment',
        false,
      ],
      [
        'unresolved',
        [
          failed(
            'Could not resolve ref for gh:example/binder/good. Double check your URL and that your repo is public.\n',
          ),
        ],
        'did not find the environment’s repository',
        false,
      ],
      [
        'limited',
        [failed('Rate limit exceeded. Try again in 36 minutes.\n', { status_code: 429 })],
        'Too many starts from your network',
        true,
      ],
      ['refused', [failed('No.', { status_code: 403 })], 'does not take launches from your network', true],
      [
        'build',
        [{ phase: 'building', message: 'Step 1/1\n' }, failed('<b>exit code 1</b>')],
        'could not be built',
        false,
      ],
    ] as const)('explain a failure and offer a way on: %s', async (_, events, sentence, isHubOffered) => {
      const page = await watch(events);
      await page.locator('[data-watch-failure]').getByText(sentence).waitFor();
      const said = String((events.at(-1) as { message: string }).message).trim();
      expect(await page.locator('[data-watch-failure]').innerText()).toContain(`The hub says: ${said}`);
      const again = page.getByRole('button', { name: 'Try again' });
      expect(await again.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await page.getByRole('link', { name: 'Go to Harbour Binder itself' }).isVisible()).toBe(
        isHubOffered,
      );
      const other = page.locator('[data-watch]').getByRole('link', { name: 'Open on Class hub' });
      expect(await other.isVisible()).toBe(!isHubOffered);
    });

    it('say so when the hub lets nobody watch', async () => {
      const { page } = await usedPages.take();
      await page.route(`${world.binder.url}/build/**`, (route) => route.abort('failed'));
      await page.goto(address('l/healthy/a/?go=0'));
      await startWatching(page);
      await page.locator('[data-watch-failure]').getByText('The connection to the hub was lost').waitFor();
      await page.getByRole('link', { name: 'Go to Harbour Binder itself' }).click();
      await goesTo(page, `${world.binder.url}/v2/`);
    });

    it.each([429, 403, 500])('say so when the hub answers %i', async (status) => {
      const { page } = await usedPages.take();
      await page.route(`${world.binder.url}/build/**`, (route) =>
        route.fulfill({ status, headers: { 'access-control-allow-origin': '*' }, body: 'no' }),
      );
      await page.goto(address('l/healthy/a/?go=0'));
      await startWatching(page);
      const sentence =
        { 429: 'Too many starts', 403: 'does not take launches', 500: 'was lost' }[status] ?? '';
      await page.locator('[data-watch-failure]').getByText(sentence).waitFor();
      expect(await page.locator('main').innerText()).not.toContain('native code');
    });
  });

  describe('beside which the notebook page', () => {
    const panel = (page: Page) => page.locator('.panel');
    /** What the page keeps folded under the button. */
    const openOthers = async (page: Page) => {
      const others = page.locator('details.more');
      await others.locator('summary').first().click();
      return others;
    };

    it('offers each older version in one click, with its verdict and its permanent address', async () => {
      const page = await open('notebooks/healthy/a/');
      const rows = (await openOthers(page)).locator('li', { has: page.locator('h4') });
      expect(await rows.locator('h4').allInnerTexts()).toEqual(['Spring 2022', 'Autumn 2024', 'Winter 2023']);
      expect(await rows.first().innerText()).toMatch(/As taught.*Works/s);
      expect(await rows.first().getByRole('link', { name: 'Harbour Binder' }).getAttribute('href')).toMatch(
        /v2024\.09\?urlpath=git-pull.*v2022/,
      );
      // Not followed here: its page redirects to the hub by itself.
      expect(await rows.first().getByRole('link', { name: 'Permanent link' }).getAttribute('href')).toBe(
        '/tides/l/healthy/a/@spring-2022/',
      );
      expect(await rows.nth(1).getByRole('link', { name: 'Permanent link' }).getAttribute('href')).toBe(
        '/tides/l/healthy/a/?version=2024.09',
      );
    });

    it('puts a version that starts forward when nothing of today does', async () => {
      const page = await open('notebooks/nothing/a/');
      const button = panel(page).locator('a.button');
      expect(await button.innerText()).toContain('Open Spring 2025 on Harbour Binder');
      expect(await button.getAttribute('href')).toContain('/v2025.03?');
      await page.goto(address('notebooks/hopeless/a/'));
      expect(await button.count()).toBe(0);
    });

    it('says on demand what to expect of a hub, and what becomes of changed files', async () => {
      const page = await open('notebooks/healthy/a/');
      const more = (await openOthers(page)).locator('li', { hasText: 'Class hub' }).locator('details');
      expect(await more.innerText()).not.toContain('stays as you wrote it');
      await more.locator('summary').click();
      expect(await more.innerText()).toContain('stays as you wrote it');
    });
  });

  describe('on a small phone', () => {
    const phone = { viewport: { width: 360, height: 560 }, reducedMotion: 'reduce' } as const;
    const size = (page: Page) =>
      page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    const full = [{ phase: 'failed', message: 'Too many users on this BinderHub! Try again soon.\n' }];

    it.each([
      ['l/healthy/a/?go=0', '.first .go', undefined],
      ['l/stale/a/', '.first .go', undefined],
      ['l/second/a/?go=0', '.first .go', undefined],
      ['l/nothing/a/', '.fallback .go', undefined],
      ['l/hopeless/a/', '.fallback .go', undefined],
      ['l/closed/a/', '.fallback .go', undefined],
      ['l/healthy/a/@spring-2022/?go=0', '.first .go', undefined],
      ['l/full/a/', '.first .go', undefined],
      ['l/healthy/a/?go=0&hub=nowhere', '.first .go', undefined],
      ['l/healthy/a/?go=0', '[data-watch-cancel]', [{ phase: 'building', message: 'Step 1\n' }]],
      ['l/healthy/a/?go=0', '[data-watch-again]', full],
    ] as const)('fit without scrolling: %s, %s', async (path, selector, events) => {
      const page = await open(path, phone);
      if (path.includes('full')) await page.getByText('is full right now').waitFor();
      if (events !== undefined) {
        world.binder.build(events);
        await openOptions(page);
        await page.getByRole('button', { name: 'Start here and follow progress' }).click();
      }
      await page.locator(selector).waitFor();
      const [width = 0, height = 0] = await size(page);
      expect(width).toBe(360);
      expect(height).toBeLessThanOrEqual(560);
      // One button that calls; whatever else there is waits in the fold.
      const buttons = page.locator('main').locator(':is(.go, .button:not(.secondary)):visible');
      expect(await buttons.count()).toBe(events === undefined || events === full ? 1 : 0);
    });

    it('do not move anything while they ask and go', async () => {
      const page = await newPage(phone);
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      // An answer without a page leaves the reader where they are.
      await page.route(`${world.binder.url}/v2/**`, (route) => route.fulfill({ status: 204 }));
      await page.goto(address('l/healthy/a/'), { waitUntil: 'commit' });
      await page.locator('[data-going][data-certain]').waitFor();
      await page.getByText('Opening on Harbour Binder').waitFor();
      expect(await button(page).isVisible()).toBe(false);
      expect((await size(page))[1]).toBeLessThanOrEqual(560);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      // The age of the check, which a script writes, moves the words of its centred line by a few pixels.
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.005);
    });
  });

  it.each([
    ['l/healthy/a/?go=0', 'dark'],
    // As it is when the query has been left aside in part.
    ['l/healthy/a/?go=0&x=1', 'light'],
    ['l/nothing/a/', 'light'],
    ['l/second/a/?go=0', 'dark'],
    ['l/healthy/tide-table/', 'light'],
    ['l/healthy/a/@spring-2022/?go=0', 'light'],
  ] as const)('have nothing that axe reports: %s, %s', async (path, colorScheme) => {
    const page = await open(path, { colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await findAxeProblems(page)).toEqual([]);
  });

  it('have nothing that axe reports while they watch', async () => {
    world.binder.build([{ phase: 'building', message: 'Step 1\n' }]);
    const page = await open('l/healthy/a/?go=0', { reducedMotion: 'reduce' });
    await openOptions(page);
    await page.getByRole('button', { name: 'Start here and follow progress' }).click();
    await page.getByText('Building the environment').waitFor();
    expect(await findAxeProblems(page)).toEqual([]);
  });
});
