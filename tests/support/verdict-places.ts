import type { Page } from 'playwright';

export interface VerdictAddress {
  readonly environmentId: string;
  readonly tag: string;
  /** A notebook that runs in this environment on one hub. */
  readonly notebookId: string;
}

/** Every place where a site shows the verdict of an environment: name → its text. */
export type VerdictPlaces = Readonly<
  Record<
    'button' | 'home' | 'launcher' | 'environment' | 'environments' | 'status' | 'badge' | 'shields' | 'feed',
    string
  >
>;

/** Reads a built site as people and programs do; a place that says nothing is an empty text. */
export async function readPlaces(
  page: Page,
  siteUrl: string,
  { environmentId, tag, notebookId }: VerdictAddress,
): Promise<VerdictPlaces> {
  const at = (path: string) => new URL(path, siteUrl).href;
  const read = async (path: string, selector: string) => {
    await page.goto(at(path));
    await openReasons(page);
    const [text] = await page.locator(selector).allInnerTexts();
    return text ?? '';
  };
  const fetchText = async (path: string) => (await fetch(at(path))).text();
  return {
    button: await read(`notebooks/${notebookId}/`, '.panel .launches'),
    home: await read('', `.card:has(a[href$="/notebooks/${notebookId}/"]) .facts`),
    // It redirects by itself unless it is asked to stay.
    launcher: await read(`l/${notebookId}/?go=0`, 'main'),
    environment: await read(`environments/${environmentId}/`, '.now'),
    environments: await read(
      'environments/',
      `li:has(a[href$="/environments/${environmentId}/"]) [data-verdict]`,
    ),
    status: await read('status/', `[id="environment/${environmentId}/${tag}"]`),
    badge: /aria-label="([^"]*)"/.exec(await fetchText(`badge/${environmentId}.svg`))?.[1] ?? '',
    shields: JSON.parse(await fetchText(`badge/${environmentId}.json`)).message,
    feed: await readNewestEntry(page, at('status.atom'), `${environmentId} ${tag}: `),
  };
}

/** Unfolds the technical sentences behind the verdicts of a page. */
export function openReasons(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('.why-details')) details.open = true;
  });
}

/** Title and summary of the newest entry that is about something, by the browser's own XML parser. */
async function readNewestEntry(page: Page, url: string, title: string): Promise<string> {
  const xml = await (await fetch(url)).text();
  return page.evaluate(
    ([text, start]) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      if (document.querySelector('parsererror') !== null) throw new Error('The feed is not XML.');
      const entries = [...document.querySelectorAll('entry')];
      const entry = entries.find((candidate) =>
        candidate.querySelector('title')?.textContent?.startsWith(start),
      );
      const read = (name: string) => entry?.querySelector(name)?.textContent ?? '';
      return `${read('title')} ${read('summary')}`.trim();
    },
    [xml, title] as const,
  );
}
