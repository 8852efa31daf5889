import type { BrowserContextOptions } from 'playwright';
import { openInUsedPage, type RecordedPage, type TestBrowser } from './browser.ts';

/** Pages that tests use one after the other. A page in a new context costs three times as much as an address in one. */
export interface UsedPages {
  /** A page in which an earlier test left nothing. The same options give the same page until `clear` is called. */
  take(options?: BrowserContextOptions): Promise<RecordedPage>;
  /**
   * Leaves the addresses that a test opened, and removes what it stored there and what was recorded. After each test.
   * Init scripts, clocks and emulated media stay: a test with those opens a page of its own.
   */
  clear(): Promise<void>;
}

/** @param restUrl an address of the site without scripts, where pages wait between tests */
export function createUsedPages(browser: TestBrowser, restUrl: string): UsedPages {
  const pages = new Map<string, RecordedPage>();
  const taken = new Set<string>();
  return {
    async take(options = {}) {
      const key = JSON.stringify(options);
      const opened = pages.get(key) ?? (await browser.openPage(options));
      pages.set(key, opened);
      taken.add(key);
      return opened;
    },
    async clear() {
      for (const key of taken) {
        const opened = pages.get(key);
        if (opened === undefined) continue;
        try {
          await clearPage(opened, restUrl);
        } catch {
          // A page that a test broke is of no further use.
          pages.delete(key);
          await opened.context.close();
        }
      }
      taken.clear();
    },
  };
}

async function clearPage({ page, context, record }: RecordedPage, restUrl: string): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const other of context.pages()) if (other !== page) await other.close();
  await openInUsedPage(page, restUrl);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await Promise.all([context.clearCookies(), context.clearPermissions()]);
  for (const lines of Object.values(record)) lines.length = 0;
}
