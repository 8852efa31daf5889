import * as z from 'zod';
import type { HubCheck } from '../../core/health/observations.ts';
import { redactText } from '../../core/redact.ts';
import type { HttpResponse, HttpResult } from '../http/types.ts';

const jupyterhubApi = z.object({ version: z.string().min(1) });
const binderVersions = z.object({ binderhub: z.string().min(1) });
const binderHealth = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({ service: z.string(), ok: z.boolean(), _ignore_failure: z.boolean().optional() }),
  ),
});

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

/** Of a firewall, a sign-in in front of the hub, or a hub that bars machines such as ours. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 407, 451]);

/** The answers that say the same of any hub: none came, come back later, keep out, out of order. */
export function readTrouble(result: HttpResult): HubCheck | undefined {
  if (!result.ok) {
    const kind = result.failure.code === 'http/rate-limited' ? 'rate-limited' : 'unreachable';
    return { kind, detail: result.failure.message };
  }
  const { status } = result.value;
  if (status === 429) return { kind: 'rate-limited', detail: 'it answered 429' };
  if (REFUSALS.has(status)) return { kind: 'refused', detail: `it answered ${status}` };
  return status >= 500 ? { kind: 'unhealthy', detail: `it answered ${status}` } : undefined;
}

function parseJson({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
