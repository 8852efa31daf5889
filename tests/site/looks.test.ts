import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaticServer } from '../../src/io/site/static-server.ts';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { listPages, PROJECT } from '../support/site.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

const PICTURES = join(PROJECT, 'test-results', 'looks');
const HAS_PICTURES = process.env.SLIPWAY_SCREENSHOTS === '1';
/** Beyond the last of these nothing is arranged in another way. */
const WIDTHS = [360, 768, 1440, ...(HAS_PICTURES ? [2560] : [])];
const SMALLEST_TARGET_PX = 24;

const LONG_TITLE =
  'On the seasonal and interannual variability of the tidal range at harbours of the northern Atlantic, with an appendix on Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
const UNBROKEN = 'harmonic_constituents_of_the_semidiurnal_tide_'.repeat(3);

/** Path → title, further cells, and what the manifest says. */
const NOTEBOOKS = {
  'plain.ipynb': {
    title: 'A plain notebook',
    entry: { description: 'One sentence about it.', tags: ['start'] },
  },
  'long.ipynb': { title: LONG_TITLE, entry: { description: `${LONG_TITLE}. `.repeat(3) } },
  'unbroken.ipynb': { title: UNBROKEN, entry: {} },
  'tags.ipynb': {
    title: 'Forty tags',
    entry: {
      tags: Array.from({ length: 40 }, (_, index) => `topic ${index} ${'and more'.repeat(index % 4)}`),
    },
  },
  'arabic.ipynb': { title: 'المد والجزر: كم مرة يرتفع البحر في اليوم؟', entry: {} },
} as const;

const MANIFEST = `version: 1
site: {title: Tides and harbours, url: "https://example.org/looks/", language: en, description: Why the sea rises twice a day.}
hubs:
  mybinder: {type: binderhub, url: "https://mybinder.org", title: mybinder.org}
  class: {type: jupyterhub, url: "https://hub.example.edu", title: Hub of the Faculty of Oceanography and Harbour Engineering, environments: [python], sign_in: true}
environments:
  python:
    title: Python
    image: registry.example.org/a-department-with-a-long-name/and-a-project/${'image-'.repeat(8)}name
    tag: "2026-06-01-with-a-long-suffix-that-somebody-found-useful"
    digest: sha256:${'1'.repeat(64)}
    binder: {repository: "https://github.com/example/binder", ref: main}
content:
  tides:
    title: Tides
    repository: https://github.com/example/tides
    branch: main
    environment: python
    directory: ./notebooks
    include: ["*.ipynb"]
    exclude: ["arabic.ipynb"]
    notebooks: ${JSON.stringify(
      Object.fromEntries(
        Object.entries(NOTEBOOKS)
          .filter(([path]) => path !== 'arabic.ipynb')
          .map(([path, { entry }]) => [path, entry]),
      ),
    )}
    editions:
      spring-2025: {label: Spring 2025 (as taught in the second half of the term), branch: v1, tag: "2026-06-01-with-a-long-suffix-that-somebody-found-useful"}
  arabic:
    title: المد والجزر
    repository: https://github.com/example/arabic
    branch: main
    language: ar
    environment: python
    directory: ./notebooks
    include: [arabic.ipynb]
`;

const COLUMNS = 30;
const TABLE = `| ${'column | '.repeat(COLUMNS)}\n|${'---|'.repeat(COLUMNS)}\n| ${'123.456 | '.repeat(COLUMNS)}`;

function makeNotebook(title: string): string {
  const sources = [
    `# ${title}\n\nThe sea rises. So says [a table](https://example.org/table). https://example.org/${'a'.repeat(120)}`,
    `## A wide table\n\n${TABLE}`,
    `### A formula\n\n$$${Array.from({ length: 30 }, (_, index) => `\\frac{x_{${index}}}{y}`).join(' + ')}$$`,
    `#### ${UNBROKEN}\n\n> A thought\n\n- one\n  - two\n    - three`,
  ];
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3 (ipykernel)' } },
    cells: [
      ...sources.map((source) => ({ cell_type: 'markdown', metadata: {}, source })),
      {
        cell_type: 'code',
        metadata: {},
        source: `tide = "${'long line '.repeat(30)}"`,
        execution_count: 1,
        outputs: [{ output_type: 'stream', name: 'stdout', text: `${'wide output '.repeat(40)}\n` }],
      },
    ],
  });
}

const STATUS_AT = '2026-11-23T03:23:41Z';
const reason = (code: string, message: string) => ({ code, message, since: STATUS_AT });
const row = (id: string, verdict: string, reasons: readonly object[] = []) => ({
  id,
  verdict,
  since: STATUS_AT,
  last_ok_at: '2026-11-20T03:23:41Z',
  reasons,
  history: [{ date: '2026-11-23', verdict }],
});
const STATUS = {
  version: 1,
  checked_at: STATUS_AT,
  duration_ms: 5120,
  environments: [
    {
      id: 'python',
      tag: '2026-06-01-with-a-long-suffix-that-somebody-found-useful',
      verdict: 'stale',
      since: STATUS_AT,
      last_ok_at: '2026-11-20T03:23:41Z',
      pinned_digest: `sha256:${'1'.repeat(64)}`,
      seen_digest: `sha256:${'2'.repeat(64)}`,
      created_at: '2026-06-01T00:00:00Z',
      size_bytes: 2_113_456_789,
      platforms: ['linux/amd64', 'linux/arm64'],
      labels: {
        'repo2docker.version': '2026.4.0',
        'repo2docker.repo': `https://example.org/${'b'.repeat(90)}`,
      },
      reasons: [
        reason('image/tag-moved', `The tag now names sha256:${'2'.repeat(64)}, not what was pinned.`),
      ],
      history: Array.from({ length: 60 }, (_, index) => ({
        date: new Date(Date.UTC(2026, 8, 25 + index)).toISOString().slice(0, 10),
        verdict: (['ok', 'ok', 'stale', 'failing', 'unknown'] as const)[index % 5],
      })),
    },
  ],
  contents: [row('tides', 'ok'), row('arabic', 'ok')].map((content) => ({
    ...content,
    commit: 'c'.repeat(40),
    missing: [],
  })),
  hubs: [
    row('mybinder', 'failing', [
      reason('hub/unreachable', 'mybinder.org did not answer two nights in a row.'),
    ]),
    row('class', 'ok'),
  ],
};

describeWithBrowser('every kind of page, with awkward content', () => {
  let site: TestSite;
  let outDir: string;
  let server: StaticServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    const files = new Map(
      Object.entries(NOTEBOOKS).map(([path, { title }]) => [`notebooks/${path}`, makeNotebook(title)]),
    );
    site = await startTestSite({ name: 'looks', manifest: MANIFEST, files, status: STATUS });
    ({ outDir, server } = site);
    expect(site.built.stderr).not.toContain('status');
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  // Colours change no layout: without pictures, one width is enough in the dark.
  const shows = WIDTHS.flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  ).filter(({ width, colorScheme }) => HAS_PICTURES || colorScheme === 'light' || width === WIDTHS[0]);

  it('fits every width, light and dark', async () => {
    const { page, context } = await browser.openPage({ reducedMotion: 'reduce' });
    const problems: string[] = [];
    /** One visit shows all: a page costs more to open than to draw again. */
    const look = async (name: string) => {
      for (const { width, colorScheme } of shows) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const found = await findLayoutProblems(page);
        problems.push(...found.map((problem) => `${name}, ${width} px, ${colorScheme}: ${problem}`));
        await takePicture(page, `${name.replaceAll('/', '-')}${width}-${colorScheme}`);
      }
    };
    for (const path of [...(await listPages(outDir)), '404.html']) {
      await page.goto(new URL(`${path}${path.startsWith('l/') ? '?go=0' : ''}`, server.url).href);
      await look(path === '' ? 'home' : path);
    }
    await page.goto(server.url);
    await page.keyboard.press('/');
    await page.keyboard.type('harmonic');
    await page.locator('[data-search-results] a').first().waitFor();
    await look('search-');
    await context.close();
    expect(problems).toEqual([]);
  });

  it('presents a notebook, section by section, from the keyboard', async () => {
    const { page, context, record } = await browser.openPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(new URL('notebooks/tides/plain/', server.url).href);
    const start = page.getByRole('button', { name: 'Present', exact: true });
    await start.click();
    await page.getByText('Section 1 of 3').waitFor();
    const notebook = page.locator('.notebook');
    expect(await notebook.getByText('The sea rises.').isVisible()).toBe(true);
    expect(await notebook.getByRole('heading', { name: 'A wide table' }).isVisible()).toBe(false);
    expect(await page.locator('.panel').isVisible()).toBe(false);
    await page.keyboard.press('ArrowRight');
    await page.getByText('Section 2 of 3').waitFor();
    expect(await notebook.getByText('The sea rises.').isVisible()).toBe(false);
    expect(await notebook.getByRole('heading', { name: 'A wide table' }).isVisible()).toBe(true);
    await page.keyboard.press('PageDown');
    await page.getByText('Section 3 of 3').waitFor();
    const code = notebook.locator('pre.code').first();
    expect(await code.evaluate((element) => getComputedStyle(element).fontSize)).toBe('20px');
    // Whoever sits in the room opens the notebook from the wall.
    expect(
      (await page.getByRole('img', { name: 'Scan to open this notebook' }).boundingBox())?.width,
    ).toBeGreaterThan(100);
    // A section on its own begins with its own heading, of whatever level.
    const problems = (await findAxeProblems(page)).filter((problem) => !problem.startsWith('heading-order'));
    expect(problems).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await notebook.getByText('The sea rises.').isVisible()).toBe(true);
    expect(await start.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(record.consoleErrors).toEqual([]);
    await context.close();
  });

  it('prints a notebook with its address, and no column of a wide table cut', async () => {
    const { page, context } = await browser.openPage({ viewport: { width: 718, height: 1000 } });
    await page.goto(new URL('notebooks/tides/plain/', server.url).href);
    await page.emulateMedia({ media: 'print' });
    const cells = page.locator('.notebook table').first().locator('td');
    expect(await cells.count()).toBe(COLUMNS);
    const edges = await cells.evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().right));
    expect(Math.max(...edges)).toBeLessThanOrEqual(718);
    const address = page.locator('.address');
    expect(await address.innerText()).toContain('https://example.org/looks/l/tides/plain/');
    const code = await address.locator('svg').boundingBox();
    const heading = await page.locator('h1').boundingBox();
    expect(code?.width).toBeGreaterThan(80);
    expect(code?.y).toBeLessThan(heading?.y ?? 0);
    const printed = await page
      .locator('.notebook p')
      .first()
      .locator('a')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
    expect(printed, 'an address is printed once').toEqual(['" (https://example.org/table)"', 'none']);
    await context.close();
  });
});

/** Keeps what the page looks like where `SLIPWAY_SCREENSHOTS` asks for it. */
async function takePicture(page: Page, name: string): Promise<void> {
  if (!HAS_PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

/** Sideways scrolling, text that does not fit its box, and buttons too small for a finger. */
function findLayoutProblems(page: Page): Promise<string[]> {
  return page.evaluate((smallestTargetPx) => {
    const problems: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      problems.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
    const luminanceOf = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
        const value = Number(text) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrastOf = (first: string, second: string) => {
      const [a, b] = [luminanceOf(first), luminanceOf(second)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const name = (element: Element) =>
      `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent?.trim().slice(0, 40) ?? ''}`;
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility() || element.closest('.visually-hidden, math, svg, select') !== null)
        continue;
      const style = getComputedStyle(element);
      const isScrollable = /auto|scroll/.test(style.overflowX);
      // The line that ends in the dots of a cut text counts as wider than it is drawn.
      const isClamped = style.webkitLineClamp !== 'none';
      if (
        style.display !== 'inline' &&
        !isScrollable &&
        !isClamped &&
        element.scrollWidth > element.clientWidth + 1
      ) {
        const cut = [...element.querySelectorAll<HTMLElement>('*')].some((child) =>
          /auto|scroll/.test(getComputedStyle(child).overflowX),
        );
        const isHeld = element.closest('pre, table, .scroll') !== null;
        if (!cut && !isHeld)
          problems.push(`too wide by ${element.scrollWidth - element.clientWidth} px: ${name(element)}`);
      }
      if (element.matches('select, textarea, input:not([type=hidden])')) {
        const contrast = contrastOf(style.borderTopColor, getComputedStyle(document.body).backgroundColor);
        if (contrast < 3) problems.push(`border of ${contrast.toFixed(2)}:1: ${name(element)}`);
      }
      if (
        element.matches(
          `button, select, summary, input:not([type=hidden]), a.button, nav a, aside a, footer a`,
        )
      ) {
        const { width, height } = element.getBoundingClientRect();
        if (Math.min(width, height) < smallestTargetPx)
          problems.push(`${Math.round(width)} × ${Math.round(height)} px to press: ${name(element)}`);
      }
    }
    return problems;
  }, SMALLEST_TARGET_PX);
}
