/**
 * A student without a browser: follows a JupyterHub launch link step by step, as the pages'
 * own scripts would, so that dozens of links can be tried against one running hub.
 */

/** Where a followed link ended. */
export interface Landing {
  /** Address that nbgitpuller's page would send the browser to, before the browser normalises it. */
  readonly target: string;
  readonly status: number;
  /** HTML of the page the browser lands on. */
  readonly html: string;
  /** What the page says it opens, decoded: its `data-notebook-path`. */
  readonly notebookPath: string | undefined;
}

export interface LaunchVisitor {
  /** Follows the link; throws where the chain breaks, saying at which step. */
  follow(link: string): Promise<Landing>;
  /** What an address answers, redirects followed. */
  read(url: string): Promise<string>;
}

/**
 * Signs a user in.
 *
 * @param page where the hub leads next, below its address; by default to the user's server, which it starts
 */
export async function createLaunchVisitor(hubUrl: string, user: string, page = ''): Promise<LaunchVisitor> {
  const jar = new Map<string, string>();
  const visit = (url: string, init: RequestInit = {}) => request(jar, url, init);

  const next = page === '' ? '' : `?next=${encodeURIComponent(new URL(hubUrl).pathname + page)}`;
  await visit(`${hubUrl}/hub/login${next}`, {
    method: 'POST',
    body: new URLSearchParams({ username: user, password: 'any' }),
  });

  return createVisitor(visit);
}

/** A student whom a token in the link lets in, as BinderHub's page sends them to a server. */
export function createTokenVisitor(): LaunchVisitor {
  const jar = new Map<string, string>();
  return createVisitor((url, init = {}) => request(jar, url, init));
}

function createVisitor(visit: Visit): LaunchVisitor {
  return {
    read: async (url) => (await visit(url)).html,
    follow: async (link) => {
      const pullPage = await waitForServer(visit, link);
      const parameters = readParameters(pullPage.html);
      const base = parameters.get('base-url') ?? '/';
      await pull(visit, new URL(base, pullPage.url), parameters);
      const target = base + (parameters.get('path') ?? '');
      // `window.location.href = target` in the browser: parsed as a URL relative to the page.
      const landing = await visit(new URL(target, pullPage.url).href);
      return {
        target,
        status: landing.status,
        html: landing.html,
        notebookPath: readNotebookPath(landing.html),
      };
    },
  };
}

interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}
type Visit = (url: string, init?: RequestInit) => Promise<Page>;

const MAX_REDIRECTS = 20;
const START_TIMEOUT_MS = 60_000;

/** Asks for the link until the page of nbgitpuller comes: while a server starts, the hub shows progress. */
async function waitForServer(visit: Visit, link: string): Promise<Page> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const page = await visit(link);
    if (new URL(page.url).pathname.endsWith('/git-pull') && page.status === 200) return page;
    if (!new URL(page.url).pathname.includes('/hub/spawn-pending/') || performance.now() > deadline)
      throw new Error(
        `no page of nbgitpuller, but ${page.status} at ${page.url}:\n${page.html.slice(0, 2_000)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Asks for the pull as the page's script does, with jQuery's encoding, and reads its event stream. */
async function pull(visit: Visit, serverUrl: URL, parameters: ReadonlyMap<string, string>): Promise<void> {
  const query = new URLSearchParams();
  for (const name of ['repo', 'targetpath', 'depth', 'branch']) {
    const value = parameters.get(name);
    if (value !== undefined) query.set(name, value);
  }
  const stream = await visit(`${new URL('git-pull/api', serverUrl).href}?${query}`);
  if (!/^data: \{"phase": "finished"\}$/m.test(stream.html))
    throw new Error(`the pull did not finish: ${stream.status} ${stream.html}`);
}

/** The `data-…` attributes of the page's body, in which every value is percent-encoded. */
function readParameters(html: string): Map<string, string> {
  const body = /<body\b[^>]*>/.exec(html)?.[0] ?? '';
  return new Map(
    [...body.matchAll(/\bdata-([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  );
}

function readNotebookPath(html: string): string | undefined {
  return readParameters(html).get('notebook-path');
}

/** One request with cookies, redirects followed by hand as a browser does, fragments left out. */
async function request(jar: Map<string, string>, address: string, init: RequestInit): Promise<Page> {
  let url = address;
  let options = init;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(url, {
      ...options,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null)
      return { url, status: response.status, html: await response.text() };
    await response.body?.cancel();
    // Header bytes are not ASCII where a server writes UTF-8; fetch hands them on as Latin-1.
    url = new URL(Buffer.from(location, 'latin1').toString('utf8'), url).href;
    options = {};
  }
  throw new Error(`more than ${MAX_REDIRECTS} redirects, last to ${url}`);
}
