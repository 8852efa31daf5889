import type { HubType } from '../../core/hub-kinds/kinds.ts';
import type { LiveAnswer } from '../../core/launcher/choice.ts';
import { parseBinderHealth } from '../../core/launcher/live-answer.ts';
import { describeLive } from './launcher-notices.ts';
import { type LauncherView, showLiveNotice } from './launcher-view.ts';

/** How long a hub may take to answer; the page continues without it. */
const LIVE_TIMEOUT_MS = 1_200;

/**
 * Asks the first hub, and those that the nightly check found failing, and shows their answers. The
 * reader's own hub is not asked: the security policy allows requests to the catalogue's hubs only.
 *
 * @returns the answer of the first
 */
export async function askHubs(page: LauncherView): Promise<LiveAnswer> {
  const first = page.first();
  const down = page.offers().filter((offer) => offer !== first && offer.dataset.asksLive !== undefined);
  for (const offer of down) void ask(page, offer);
  return first === undefined ? 'unknown' : ask(page, first);
}

async function ask(page: LauncherView, offer: HTMLElement): Promise<LiveAnswer> {
  const { hub = '', type, url = '' } = offer.dataset;
  const answer = hub === '' ? 'unknown' : await askHub(type, url);
  const sentence = describeLive(page, offer, answer);
  if (sentence !== undefined) showLiveNotice(offer, sentence);
  return answer;
}

/**
 * Asks a hub whether it is well, as far as it lets other pages ask (docs/launcher.md). Never fails.
 *
 * @param url address of the hub, without a slash at the end
 */
async function askHub(type: string | undefined, url: string): Promise<LiveAnswer> {
  const timeout = AbortSignal.timeout(LIVE_TIMEOUT_MS);
  try {
    const answer = isAsked(type) ? await HEALTH[type](url, timeout) : undefined;
    return answer ?? (await askWhetherThere(url, timeout));
  } catch {
    return 'unknown';
  }
}

/** How each kind of hub is asked from another page. */
const HEALTH: Readonly<
  Record<HubType, (url: string, signal: AbortSignal) => Promise<LiveAnswer | undefined>>
> = { binderhub: askBinderHub, jupyterhub: askJupyterHub, jupyterlite: askJupyterLite };

const isAsked = (type: string | undefined): type is HubType =>
  type !== undefined && Object.hasOwn(HEALTH, type);

async function askBinderHub(url: string, signal: AbortSignal): Promise<LiveAnswer | undefined> {
  const health = await request(`${url}/health`, signal);
  const answer = parseBinderHealth(await health?.json().catch(() => undefined));
  if (answer !== 'unknown') return answer;
  // Any page may ask for this, whatever the hub is set to.
  const versions = await request(`${url}/versions`, signal);
  return versions === undefined ? undefined : judge(versions);
}

async function askJupyterHub(url: string, signal: AbortSignal): Promise<LiveAnswer | undefined> {
  const response = await request(`${url}/hub/api/`, signal);
  return response === undefined ? undefined : judge(response);
}

async function askJupyterLite(url: string, signal: AbortSignal): Promise<LiveAnswer | undefined> {
  const response = await request(`${url}/jupyter-lite.json`, signal);
  return response === undefined ? undefined : judge(response);
}

function judge({ ok, status }: Response): LiveAnswer {
  if (ok) return 'well';
  return status >= 500 ? 'unwell' : 'unknown';
}

/** An answer that we may not read is an answer all the same; without one there is no connection. */
async function askWhetherThere(url: string, signal: AbortSignal): Promise<LiveAnswer> {
  const response = await request(`${url}/`, signal, 'no-cors');
  return response === undefined ? 'silent' : 'unknown';
}

/** @throws when the time is over */
async function request(
  url: string,
  signal: AbortSignal,
  mode: RequestMode = 'cors',
): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      signal,
      mode,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
