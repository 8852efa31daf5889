import type { HubCheck } from '../../core/health/observations.ts';
import { requestFollowing } from '../http/redirects.ts';
import type { HttpClient, HttpResult } from '../http/types.ts';
import { readBinderHealth, readBinderHubVersion, readJupyterHubVersion, readTrouble } from './answers.ts';
import type { HubClient } from './types.ts';

const MAX_BYTES = 262_144;
/** Of services that are out of order. */
const MAX_NAMED = 5;

type Ask = (path: string) => Promise<HttpResult>;

/** No hub answered: where a redirect led to another host, that may be a sign-in or a captive portal. */
function describeStranger(asked: URL, answer: HttpResult, expected: string): HubCheck {
  if (answer.ok && answer.value.url.host !== asked.host) {
    return { kind: 'refused', detail: `it sends us to ${answer.value.url.host}` };
  }
  return { kind: 'unhealthy', detail: `its answers are not those of ${expected}` };
}

/** A client of real hubs; it starts nothing on them and signs in nowhere. */
export function createHubClient(http: HttpClient): HubClient {
  return {
    checkHub({ type, url }) {
      const ask: Ask = (path) =>
        requestFollowing(http, {
          method: 'GET',
          url: new URL(`${url}${path}`),
          headers: { accept: 'application/json' },
          maxBytes: MAX_BYTES,
        });
      const root = new URL(url);
      return type === 'binderhub' ? checkBinderHub(root, ask) : checkJupyterHub(root, ask);
    },
  };
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
    return { kind: 'unhealthy', detail: names === '' ? 'it says so itself' : `${names} out of order` };
  }
  if (version !== undefined) return readTrouble(answer) ?? healthy(version);

  const other = await ask('/hub/api/');
  if (other.ok && readJupyterHubVersion(other.value) !== undefined) {
    return { kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' };
  }
  return describeStranger(url, answer, 'a BinderHub');
}

/** `/hub/api/` tells the kind, `/hub/health` (or `/hub/api/health`, where only the API is let through) the state. */
async function checkJupyterHub(url: URL, ask: Ask): Promise<HubCheck> {
  const api = await ask('/hub/api/');
  const trouble = readTrouble(api);
  if (trouble !== undefined) return trouble;
  const version = api.ok ? readJupyterHubVersion(api.value) : undefined;
  if (version !== undefined) {
    for (const path of ['/hub/health', '/hub/api/health']) {
      const health = await ask(path);
      const ill = readTrouble(health);
      if (ill !== undefined) return ill;
      if (health.ok && health.value.status === 200) break;
    }
    return healthy(version);
  }
  const other = await ask('/versions');
  if (other.ok && readBinderHubVersion(other.value) !== undefined) {
    return { kind: 'wrong-kind', expected: 'jupyterhub', found: 'binderhub' };
  }
  return describeStranger(url, api, 'a JupyterHub');
}

function healthy(version: string | undefined): HubCheck {
  return { kind: 'healthy', ...(version === undefined ? {} : { version }) };
}
