import { detailOf } from '../../core/details.ts';
import type { HubCheck } from '../../core/health/observations.ts';
import type { HubType } from '../../core/hub-kinds/kinds.ts';
import { fail } from '../../core/result.ts';
import { requestFollowing } from '../http/redirects.ts';
import type { HttpClient, HttpResult } from '../http/types.ts';
import {
  isAbsent,
  isJupyterHubPage,
  isLiteConfiguration,
  readBinderHealth,
  readBinderHubVersion,
  readJupyterHubVersion,
  readLiteContents,
  readTrouble,
} from './answers.ts';
import type { HubClient } from './types.ts';

const MAX_BYTES = 262_144;
/** Of services that are out of order. */
const MAX_NAMED = 5;

type Ask = (path: string) => Promise<HttpResult>;

/**
 * No hub answered. That there is none is certain only where all that it has is said not to be there; a page in place
 * of an answer may be a sign-in, a captive portal, or a maintenance notice.
 */
function describeStranger(
  asked: URL,
  answers: readonly HttpResult[],
  expected: 'no-binderhub' | 'no-jupyterhub',
): HubCheck {
  const elsewhere = answers.find((answer) => answer.ok && answer.value.url.host !== asked.host);
  if (elsewhere?.ok === true) {
    return { kind: 'refused', detail: detailOf('redirects-away', { host: elsewhere.value.url.host }) };
  }
  if (answers.every(isAbsent)) {
    return { kind: 'unhealthy', detail: detailOf(expected) };
  }
  const other = answers.find((answer) => answer.ok && !isAbsent(answer));
  const status = other?.ok === true ? other.value.status : 0;
  return { kind: 'refused', detail: detailOf('page-instead', { status }) };
}

/** A client of real hubs; it starts nothing on them and signs in nowhere. */
export function createHubClient(http: HttpClient): HubClient {
  return {
    checkHub({ type, url }, files = []) {
      const ask: Ask = (path) => askFollowing(http, new URL(`${url}${path}`));
      const root = new URL(url);
      return CHECKS[type](root, ask, files);
    },
  };
}

/** How each kind of hub is asked. */
const CHECKS: Readonly<
  Record<HubType, (root: URL, ask: Ask, files: readonly string[]) => Promise<HubCheck>>
> = {
  binderhub: checkBinderHub,
  jupyterhub: checkJupyterHub,
  jupyterlite: checkJupyterLite,
};

/**
 * A hub that sends us on has answered, even where we do not get to the place it names: a sign-in whose name only the
 * university's own network knows.
 */
async function askFollowing(http: HttpClient, url: URL): Promise<HttpResult> {
  let last = url;
  const watched: HttpClient = {
    request(request) {
      last = request.url;
      return http.request(request);
    },
    close() {},
  };
  const headers = { accept: 'application/json, text/html;q=0.9' };
  const result = await requestFollowing(watched, { method: 'GET', url, headers, maxBytes: MAX_BYTES });
  if (result.ok || last.host === url.host) return result;
  return fail({ ...result.failure, code: 'http/redirects' });
}

/** `/versions` tells the kind, `/health` the state; the latter is 503 with words when something is ill. */
async function checkBinderHub(url: URL, ask: Ask): Promise<HubCheck> {
  const versions = await ask('/versions');
  const version = versions.ok ? readBinderHubVersion(versions.value) : undefined;
  const trouble = version === undefined ? readTrouble(versions) : undefined;
  if (trouble !== undefined) return trouble;

  const answer = await ask('/health');
  const health = answer.ok ? readBinderHealth(answer.value) : undefined;
  if (health !== undefined) {
    if (health.isWell) return healthy(version);
    const names = `${health.ill.slice(0, MAX_NAMED).join(', ')}${health.ill.length > MAX_NAMED ? ', …' : ''}`;
    const detail = names === '' ? detailOf('unspecified') : detailOf('services-down', { services: names });
    return { kind: 'unhealthy', detail };
  }
  const illness = readTrouble(answer);
  if (version !== undefined)
    return illness?.kind === 'refused' ? healthy(version) : (illness ?? healthy(version));
  if (illness !== undefined) return illness;

  const other = await ask('/hub/api/');
  // Something else may answer for a BinderHub behind a sign-in; only one that is not there is another kind of hub.
  if (isAbsent(versions) && other.ok && readJupyterHubVersion(other.value) !== undefined) {
    return { kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' };
  }
  return describeStranger(url, [versions, answer], 'no-binderhub');
}

/** `/hub/api/` tells the kind, `/hub/health` (or `/hub/api/health`, where only the API is let through) the state. */
async function checkJupyterHub(url: URL, ask: Ask): Promise<HubCheck> {
  const api = await ask('/hub/api/');
  const trouble = readTrouble(api);
  if (trouble !== undefined && trouble.kind !== 'refused') return trouble;
  const version = api.ok ? readJupyterHubVersion(api.value) : undefined;
  if (version !== undefined) {
    for (const path of ['/hub/health', '/hub/api/health']) {
      const health = await ask(path);
      const ill = readTrouble(health);
      if (ill !== undefined && ill.kind !== 'refused') return ill;
      if (health.ok && health.value.status === 200) break;
    }
    return healthy(version);
  }
  // Some hide the API; the page to sign in is what a launch meets first.
  const login = await ask('/hub/login');
  if (login.ok && isJupyterHubPage(login.value)) return healthy(readJupyterHubVersion(login.value));
  if (trouble !== undefined) return trouble;
  const other = isAbsent(api) ? await ask('/versions') : undefined;
  if (other?.ok === true && readBinderHubVersion(other.value) !== undefined) {
    return { kind: 'wrong-kind', expected: 'jupyterhub', found: 'binderhub' };
  }
  return readTrouble(login) ?? describeStranger(url, [api, login], 'no-jupyterhub');
}

/**
 * `jupyter-lite.json` tells the kind, and `api/contents/<folder>/all.json` which files a folder has. Some hosts answer
 * every address with a page, so what is no JSON is not there.
 */
async function checkJupyterLite(_: URL, ask: Ask, files: readonly string[]): Promise<HubCheck> {
  const configuration = await ask('/jupyter-lite.json');
  const trouble = readTrouble(configuration);
  if (trouble !== undefined) return trouble;
  if (!configuration.ok || !isLiteConfiguration(configuration.value)) {
    return { kind: 'unhealthy', detail: detailOf('no-jupyterlite') };
  }
  const missing: string[] = [];
  for (const folder of new Set(files.map(folderOf))) {
    const wanted = files.filter((path) => folderOf(path) === folder);
    const encoded = folder.split('/').map((name) => `/${encodeURIComponent(name)}`);
    const listing = await ask(`/api/contents${folder === '' ? '' : encoded.join('')}/all.json`);
    const illness = readTrouble(listing);
    if (illness !== undefined) return illness;
    const held = new Set(listing.ok ? readLiteContents(listing.value) : []);
    missing.push(...wanted.filter((path) => !held.has(path)));
  }
  return { kind: 'healthy', ...(missing.length > 0 && { missing }) };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function healthy(version: string | undefined): HubCheck {
  return { kind: 'healthy', ...(version === undefined ? {} : { version }) };
}
