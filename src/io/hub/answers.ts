import * as z from 'zod';
import { detailOf } from '../../core/details.ts';
import type { HubCheck } from '../../core/health/observations.ts';
import { redactText } from '../../core/redact.ts';
import type { HttpFailure, HttpResponse, HttpResult } from '../http/types.ts';

const jupyterhubApi = z.object({ version: z.string().min(1) });
const binderVersions = z.object({ binderhub: z.string().min(1) });
const binderHealth = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({ service: z.string(), ok: z.boolean(), _ignore_failure: z.boolean().optional() }),
  ),
});

const liteConfiguration = z.looseObject({ 'jupyter-lite-schema-version': z.number() });
const liteContents = z.object({ content: z.array(z.object({ path: z.string() })) });

export interface BinderHealth {
  readonly isWell: boolean;
  /** Names of the services that are not. */
  readonly ill: readonly string[];
}

/** Version of a JupyterHub from its `/hub/api/`, or from the header that every hub answer has. */
export function readJupyterHubVersion(response: HttpResponse): string | undefined {
  const header = response.headers['x-jupyterhub-version'];
  if (typeof header === 'string' && header !== '') return redactText(header);
  const parsed = jupyterhubApi.safeParse(parseJson(response));
  return response.status === 200 && parsed.success ? redactText(parsed.data.version) : undefined;
}

/** Version of a BinderHub from its `/versions`. */
export function readBinderHubVersion(response: HttpResponse): string | undefined {
  const parsed = binderVersions.safeParse(parseJson(response));
  return response.status === 200 && parsed.success ? redactText(parsed.data.binderhub) : undefined;
}

/** What a BinderHub's `/health` says (`health.py`); undefined where it is no such answer. */
export function readBinderHealth(response: HttpResponse): BinderHealth | undefined {
  const parsed = binderHealth.safeParse(parseJson(response));
  if (!parsed.success) return undefined;
  const ill = parsed.data.checks.filter((check) => !check.ok && check._ignore_failure !== true);
  return { isWell: parsed.data.ok, ill: ill.map(({ service }) => redactText(service)) };
}

/** Whether an answer is the `jupyter-lite.json` of a JupyterLite site. */
export function isLiteConfiguration(response: HttpResponse): boolean {
  return response.status === 200 && liteConfiguration.safeParse(parseJson(response)).success;
}

/** Paths of the files in a folder's `all.json` of a JupyterLite site; none where it is no such file. */
export function readLiteContents(response: HttpResponse): readonly string[] {
  const parsed = liteContents.safeParse(parseJson(response));
  return response.status === 200 && parsed.success ? parsed.data.content.map(({ path }) => path) : [];
}

/** Whether a page, such as the one to sign in, is a JupyterHub's own, by its header or by what its template names. */
export function isJupyterHubPage(response: HttpResponse): boolean {
  if (response.status !== 200) return false;
  if (readJupyterHubVersion(response) !== undefined) return true;
  return /<title>[^<]{0,200}JupyterHub|\bjhdata\b/i.test(response.body.toString('latin1'));
}

/**
 * Ends of a request that only show that a proxy, or the hub, has its own way with
 * strangers: a sign-in that sets a cookie and comes back, one at a name of a private network, a page without end.
 */
const NOT_TOLD = new Set<HttpFailure['code']>(['http/redirects', 'http/not-allowed', 'http/too-large']);

/** Of a firewall, a sign-in in front of the hub or of the network (511), or a hub that bars machines such as ours. */
const REFUSALS: ReadonlySet<number> = new Set([401, 402, 403, 407, 451, 511]);

/** The answers that say the same of any hub: none came, come back later, keep out, out of order. */
export function readTrouble(result: HttpResult): HubCheck | undefined {
  if (!result.ok) {
    const { code, detail } = result.failure;
    if (code === 'http/rate-limited') return { kind: 'rate-limited', detail };
    return { kind: NOT_TOLD.has(code) ? 'refused' : 'unreachable', detail };
  }
  const { status, headers } = result.value;
  if (isChallenge(result.value)) {
    return { kind: 'refused', detail: detailOf('bot-check', { status }) };
  }
  const detail = detailOf('answered', { status });
  if (status === 429) return { kind: 'rate-limited', detail };
  if (REFUSALS.has(status)) return { kind: 'refused', detail };
  if (status === 503 && headers['retry-after'] !== undefined) return { kind: 'rate-limited', detail };
  return status >= 500 ? { kind: 'unhealthy', detail } : undefined;
}

/** Whether a server says that it has nothing at an address. */
export function isAbsent(result: HttpResult): boolean {
  return result.ok && (result.value.status === 404 || result.value.status === 410);
}

/**
 * Pages by which networks tell people from programs, before the hub is asked: Cloudflare's `cf-mitigated`, that of
 * Amazon's firewall, and what the scripts of others are called.
 */
function isChallenge({ headers, body }: HttpResponse): boolean {
  if (headers['cf-mitigated'] !== undefined || headers['x-amzn-waf-action'] !== undefined) return true;
  const start = body.toString('latin1', 0, CHALLENGE_BYTES);
  return CHALLENGES.some((mark) => start.includes(mark));
}

const CHALLENGE_BYTES = 32_768;
const CHALLENGES = [
  '/cdn-cgi/challenge-platform/',
  '_Incapsula_Resource',
  '/.within.website/x/cmd/anubis',
  '/.ddos-guard/',
] as const;

function parseJson({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
