import { existsSync } from 'node:fs';
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from 'playwright';
import { isLoopback } from '../../src/core/addresses/loopback.ts';
import { describeWith } from './system-packages.ts';

/** What happened in a context, as lines for `expect(…).toEqual([])`. */
export interface BrowserRecord {
  /** `console.error` and what the browser itself reports there, such as CSP violations. */
  readonly consoleErrors: string[];
  /** Uncaught exceptions. */
  readonly pageErrors: string[];
  /** Requests without an answer, and answers of 400 and above. */
  readonly failedRequests: string[];
  /** Addresses outside loopback that a page asked for; they are never reached. */
  readonly blockedRequests: string[];
  /** One entry for each call of `EXECUTION_HOOK`: hostile content that ran. */
  readonly executions: string[];
}

/** A page together with what its context recorded. */
export interface RecordedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly record: BrowserRecord;
}

export interface TestBrowser extends AsyncDisposable {
  /** Opens a page in a context of its own. */
  openPage(options?: BrowserContextOptions): Promise<RecordedPage>;
  /** As `openPage`, without the page. */
  openContext(
    options?: BrowserContextOptions,
  ): Promise<{ readonly context: BrowserContext; readonly record: BrowserRecord }>;
  close(): Promise<void>;
}

/** Name of a function on `window` that planted payloads call, with a word that tells which. */
export const EXECUTION_HOOK = 'slipwayExecuted';

/**
 * Chromium without the parts that draw a window, which open a page in half the time of the whole browser. Nothing
 * outside this machine has an address for it: what a page asks for elsewhere fails at once, and is recorded.
 */
const DEBIAN_CHROMIUM = '/usr/bin/chromium-headless-shell';
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  // Nobody looks at the screen: no process that draws by a graphics card, and none for each site of a page.
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--in-process-gpu',
  '--disable-site-isolation-trials',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.* , EXCLUDE ::1',
];

/** What a browser needs of the system: Debian's, or nothing where Playwright installed one. */
export const BROWSER_PARTS = existsSync(chromium.executablePath()) ? ([] as const) : (['chromium'] as const);

/** A `describeWith` for tests with a browser. */
export function describeWithBrowser(name: string, run: () => void): void {
  describeWith([...BROWSER_PARTS], name, run);
}

/** Starts headless Chromium. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch(
    existsSync(DEBIAN_CHROMIUM) ? { executablePath: DEBIAN_CHROMIUM, args: FLAGS } : { args: FLAGS },
  );
  const openContext = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options);
    // It ends what hangs; a busy machine may take a while.
    context.setDefaultTimeout(120_000);
    return { context, record: await recordContext(context) };
  };
  const close = () => browser.close();
  return {
    openContext,
    openPage: async (options) => {
      const { context, record } = await openContext(options);
      return { page: await context.newPage(), context, record };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A click may have begun a navigation that ends the next one; a page has a few forms, and each begins one. */
const TRIES = 5;

/**
 * Opens an address in a page whose content may be about to go elsewhere, as after a click on a form: a navigation
 * that was aborted by the content before is begun again.
 *
 * @throws as `goto` does, for any other failure
 */
export async function openInUsedPage(page: Page, url: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await page.goto(url);
      return;
    } catch (error) {
      if (tries === TRIES || !/ERR_ABORTED|interrupted by another navigation/.test(String(error)))
        throw error;
    }
  }
}

async function recordContext(context: BrowserContext): Promise<BrowserRecord> {
  const record: BrowserRecord = {
    consoleErrors: [],
    pageErrors: [],
    failedRequests: [],
    blockedRequests: [],
    executions: [],
  };
  await context.exposeFunction(EXECUTION_HOOK, (what: unknown) => {
    record.executions.push(String(what));
  });
  // Events, and no routes: a context with routes has no cache, and waits for this process at every request.
  context.on('request', (request) => {
    if (isOutside(new URL(request.url()))) record.blockedRequests.push(request.url());
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (isOutside(new URL(socket.url()))) record.blockedRequests.push(socket.url());
    });
  });
  context.on('console', (message) => {
    if (message.type() === 'error')
      record.consoleErrors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => record.pageErrors.push(String(error.error().stack ?? error.error())));
  context.on('requestfailed', (request) => {
    // What the page's own policy forbids is announced, and never asked for.
    if (request.failure()?.errorText === 'csp') remove(record.blockedRequests, request.url());
    if (!isExpectedFailure(request))
      record.failedRequests.push(
        `${request.failure()?.errorText ?? 'failed'} ${request.method()} ${request.url()}`,
      );
  });
  context.on('response', (response) => {
    if (response.status() >= 400)
      record.failedRequests.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return record;
}

/** Requests that were blocked here are in a list of their own; leaving a page ends what it still loads. */
function isExpectedFailure(request: Request): boolean {
  return isOutside(new URL(request.url())) || request.failure()?.errorText === 'net::ERR_ABORTED';
}

function remove(list: string[], item: string): void {
  const index = list.lastIndexOf(item);
  if (index !== -1) list.splice(index, 1);
}

/** False for addresses on this machine and for those that need no network (`data:`, `blob:`, `about:`). */
function isOutside(url: URL): boolean {
  return /^(https?|wss?):$/.test(url.protocol) && !isLoopback(url);
}
