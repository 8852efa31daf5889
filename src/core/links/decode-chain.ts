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
 * `hasExtraDecoding` is false for older hubs), then `LaunchSpec` of binderhub-client, then the
 * launched server.
 */
export function readBinderQuery(search: string, hasExtraDecoding: boolean): ServerRequest {
  const inner = readBinderTarget(search, hasExtraDecoding);
  const url = URL.parse(inner, SERVER);
  const isPull = url?.href.startsWith(`${SERVER}git-pull?`) || url?.href.startsWith(`${SERVER}git-sync?`);
  return url && isPull ? readPullQuery(url.search) : { kind: 'plain', urlpath: inner };
}

/** The text that BinderHub opens on the launched server, such as `git-pull?repo=…`. */
export function readBinderTarget(search: string, hasExtraDecoding: boolean): string {
  const parameters = new URLSearchParams(hasExtraDecoding ? decodeWithWouter(search) : search);
  return launchSpecPath(parameters).replace(/^\/+/, '');
}

/**
 * What nbgitpuller's `UIHandler` reads through tornado: the last of several values, white space at
 * the ends removed. On the way there JupyterHub's redirects drop empty values and keep the rest.
 */
export function readPullQuery(search: string): PullRequest {
  const parameters = new URLSearchParams(search);
  const request: Record<string, string> = {};
  for (const [field, names] of PULL_FIELDS) {
    const values = names.map((name) => cleanValue(parameters.getAll(name).at(-1) ?? ''));
    const value = values.find((text) => text !== '');
    if (value !== undefined) request[field] = value;
  }
  return { kind: 'git-pull', ...request };
}

/** Field of a request → names of the parameter, the one that wins first. */
const PULL_FIELDS: readonly (readonly [Exclude<keyof PullRequest, 'kind'>, readonly string[]])[] = [
  ['repository', ['repo']],
  ['branch', ['branch']],
  ['targetPath', ['targetpath', 'targetPath']],
  ['urlpath', ['urlpath', 'urlPath']],
  ['subPath', ['subpath', 'subPath']],
  ['app', ['app']],
];

/** tornado's `_remove_control_chars_regex`, then Python's `str.strip`. */
function cleanValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: tornado replaces exactly these.
  return value.replace(/[\u0000-\u0008\u000e-\u001f]/g, ' ').trim();
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
