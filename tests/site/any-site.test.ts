import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSites } from '../support/any-site.ts';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { findOtherLanguage } from '../support/function-words.ts';
import { chooseSample } from '../support/sample.ts';
import { listPages } from '../support/site.ts';
import { startTestSite } from '../support/test-site.ts';

/** The first; all of them with `SLIPWAY_TEST_ALL`, or numbers such as `10-20`. */
const SITES = chooseSample('SLIPWAY_TEST_ALL', sampleSites(40).entries().toArray(), 1);
/** Below this, layout shift is nothing to the two places that browsers report. */
const LEAST_SHIFT = 0.005;
/** Pages of one kind are alike. */
const LOOKED_AT = ['', 'notebooks/', 'status/', 'environments/python/', 'help/', '404.html'];

describeWithBrowser('a site of any pages, keys and languages (all: SLIPWAY_TEST_ALL)', () => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser?.close());

  describe.each(SITES)('number %i', (_, { language, manifest, files, night, renderStatus }) => {
    it('has no dead link, no text in a language other than its own, nothing that axe reports, and nothing that moves', async () => {
      const status = renderStatus(new Date());
      const site = await startTestSite({ name: 'any', manifest, files, ...(status && { status }) });
      const { page, context } = await browser.openPage({
        viewport: { width: 360, height: 740 },
        reducedMotion: 'reduce',
      });
      await page.addInitScript(watchShifts);
      try {
        const problems: string[] = [];
        const targets = new Map<string, string>();
        const pages = await listPages(site.outDir);
        for (const path of [...pages, '404.html']) {
          await page.goto(new URL(`${path}${path.startsWith('l/') ? '?go=0' : ''}`, site.server.url).href);
          for (const target of await listTargets(page)) if (!targets.has(target)) targets.set(target, path);
          for (const [lang, text] of await listTexts(page)) {
            const other = findOtherLanguage(text, lang);
            if (other !== undefined)
              problems.push(`${path}: ${other} where ${lang} is said: ${text.slice(0, 120)}`);
          }
          const { shift, moved } = await readShifts(page);
          if (shift >= LEAST_SHIFT) problems.push(`${path}: moves by ${shift}: ${moved.join(', ')}`);
          if (isLookedAt(path, pages)) {
            problems.push(...(await findAxeProblems(page)).map((problem) => `${path}: ${problem}`));
          }
        }
        for (const [target, path] of targets) {
          const { status } = await fetch(target, { method: 'HEAD' });
          if (status !== 200) problems.push(`${path}: ${target} answers ${status}`);
        }
        const about = [language, manifest, JSON.stringify(night), ...files.keys()];
        expect(problems, about.join('\n')).toEqual([]);
      } finally {
        await context.close();
        await site.stop();
      }
    });
  });
});

/** One page of each kind: the fixed ones, and the first notebook, collection and launcher. */
function isLookedAt(path: string, pages: readonly string[]): boolean {
  if (LOOKED_AT.includes(path)) return true;
  return ['c/', 'l/', 'notebooks/in-'].some((kind) => pages.find((page) => page.startsWith(kind)) === path);
}

interface Shifts {
  readonly shift: number;
  /** What moved: elements with their classes. */
  readonly moved: readonly string[];
}

/** In the page, before anything is in it. */
function watchShifts(): void {
  const seen = { shift: 0, moved: [] as string[] };
  Object.assign(window, { shifts: seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as readonly LayoutShift[]) {
      seen.shift += entry.value;
      seen.moved.push(...entry.sources.map(({ node }) => `${node?.nodeName}.${node?.className ?? ''}`));
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Of the Layout Instability API, as far as it is used here. */
interface LayoutShift {
  readonly value: number;
  readonly sources: readonly { readonly node: { nodeName: string; className?: string } | null }[];
}

function readShifts(page: Page): Promise<Shifts> {
  return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}

/** Everything of the site itself that a page leads to or loads, without what follows `#`. */
function listTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[href], [src]')].flatMap((element) => {
      const url = URL.parse(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href);
      if (url === null || url.origin !== location.origin || element.matches('[rel="canonical"], use'))
        return [];
      url.hash = '';
      return [url.href];
    }),
  );
}

/**
 * Texts of a page by the language that they are said to be in: each paragraph, item, cell and heading. Fields of a
 * form mix both: they have names of collections in their own language beside the site's words.
 */
function listTexts(page: Page): Promise<(readonly [language: string, text: string])[]> {
  return page.evaluate(() => {
    const blocks = 'h1, h2, h3, p, li, td, th, dt, dd, summary, label, button, a';
    return [...document.querySelectorAll<HTMLElement>(blocks)]
      .filter((element) => element.closest('pre, code, .visually-hidden') === null)
      .map((element) => {
        const said = element.closest('[lang]');
        const own: string[] = [];
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const parent = node.parentElement;
          const isOwn = parent?.closest(blocks) === element && parent.closest('[lang]') === said;
          if (isOwn && parent.closest('select') === null) own.push(node.textContent ?? '');
        }
        return [said?.getAttribute('lang')?.split('-')[0] ?? '', own.join(' ')] as const;
      });
  });
}
