/**
 * What becomes of a launch link on its way, decoder by decoder, as the programs do it. Nothing here
 * knows how Slipway writes links; it says what any link opens.
 */

/** What nbgitpuller is asked for, as its handler reads it. */
export interface PullRequest {
  readonly kind: 'git-pull';
  readonly repository?: string;
  readonly branch?: string;
  readonly targetPath?: string;
  /** As text: a URL reference below the server's base address. */
  readonly urlpath?: string;
  readonly subPath?: string;
  readonly app?: string;
}

/** A launched server without nbgitpuller: only a place to open. */
export interface PlainRequest {
  readonly kind: 'plain';
  readonly urlpath: string;
}

export type ServerRequest = PullRequest | PlainRequest;

/** Where a browser ends, below the server's base address. */
export interface BrowserLanding {
  /** Path with its escapes decoded; undefined where they are not UTF-8. */
  readonly path: string | undefined;
  /** With `?`, or empty. */
  readonly search: string;
  /** With `#`, or empty. */
  readonly fragment: string;
}

const SERVER = 'https://server.invalid/user/someone/';

/** wouter's `sanitizeSearch` (paths.js): `decodeURI` over the whole query, or nothing where that throws. */
export function decodeWithWouter(search: string): string {
  const query = search.replace(/^\?/, '');
  try {
    return decodeURI(query);
  } catch {
    return query;
  }
}

/**
 * What a BinderHub makes of the query of a `/v2/` link: the router's decoding (since May 2024;
 * `hasExtraDecoding` false stands for older hubs), then `LaunchSpec` of binderhub-client, then the
 * launched server.
 */
export function readBinderQuery(search: string, hasExtraDecoding: boolean): ServerRequest {
  const parameters = new URLSearchParams(hasExtraDecoding ? decodeWithWouter(search) : search);
  const inner = launchSpecPath(parameters).replace(/^\/+/, '');
  const url = URL.parse(inner, SERVER);
  if (!url) return { kind: 'plain', urlpath: inner };
  url.searchParams.append('token', 'x');
  if (!url.href.startsWith(`${SERVER}git-pull?`) && !url.href.startsWith(`${SERVER}git-sync?`)) {
    return { kind: 'plain', urlpath: inner };
  }
  return readPullQuery(url.search);
}

/** What a JupyterHub makes of the query of a `user-redirect/git-pull` link: `parse_qsl` drops empty values, the rest is kept. */
export function readHubQuery(search: string): PullRequest {
  return readPullQuery(search);
}

/** What nbgitpuller's `UIHandler` reads through tornado: the last of several values, white space at the ends removed. */
function readPullQuery(search: string): PullRequest {
  const parameters = new URLSearchParams(search);
  const read = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = parameters
        .getAll(name)
        .at(-1)
        // tornado `_remove_control_chars_regex`, then Python's `str.strip`
        // biome-ignore lint/suspicious/noControlCharactersInRegex: tornado replaces exactly these.
        ?.replace(/[\u0000-\u0008\u000e-\u001f]/g, ' ')
        .trim();
      if (value) return value;
    }
    return undefined;
  };
  const values = {
    repository: read('repo'),
    branch: read('branch'),
    targetPath: read('targetpath', 'targetPath'),
    urlpath: read('urlpath', 'urlPath'),
    subPath: read('subpath', 'subPath'),
    app: read('app'),
  };
  return {
    kind: 'git-pull',
    ...(values.repository === undefined ? {} : { repository: values.repository }),
    ...(values.branch === undefined ? {} : { branch: values.branch }),
    ...(values.targetPath === undefined ? {} : { targetPath: values.targetPath }),
    ...(values.urlpath === undefined ? {} : { urlpath: values.urlpath }),
    ...(values.subPath === undefined ? {} : { subPath: values.subPath }),
    ...(values.app === undefined ? {} : { app: values.app }),
  };
}

/** binderhub-client's `LaunchSpec.fromSearchParams` (spec.js). */
function launchSpecPath(parameters: URLSearchParams): string {
  const labpath = parameters.get('labpath');
  if (labpath !== null) return `doc/tree/${encodeUri(labpath.replace(/\/$/, ''))}`;
  const filepath = parameters.get('filepath');
  if (filepath !== null) return `tree/${encodeUri(filepath.replace(/\/$/, ''))}`;
  return parameters.get('urlpath') ?? '';
}

function encodeUri(text: string): string {
  return encodeURI(text.toWellFormed());
}

/** What `window.location.href = base + urlpath` opens: the text is parsed as a URL, and the server decodes its path. */
export function openInBrowser(urlpath: string): BrowserLanding {
  const url = URL.parse(SERVER + urlpath);
  if (!url) return { path: undefined, search: '', fragment: '' };
  const encoded = url.pathname.slice(new URL(SERVER).pathname.length);
  return { path: unquote(encoded), search: url.search, fragment: url.hash };
}

/** Python's `unquote`: escapes that are none stay as they are; undefined for bytes that are not UTF-8. */
function unquote(text: string): string | undefined {
  try {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => decodeURIComponent(escapes));
  } catch {
    return undefined;
  }
}
