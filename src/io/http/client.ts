import { setTimeout as sleepFor } from 'node:timers/promises';
import pLimit from 'p-limit';
import { detailOf } from '../../core/details.ts';
import { fail } from '../../core/result.ts';
import { findAddressFault, isPrivateHost } from './addresses.ts';
import { type AgentOptions, createAgents } from './agents.ts';
import { exchange, type Timeouts } from './exchange.ts';
import { failHttp } from './failures.ts';
import { createHosts, type HostState } from './hosts.ts';
import { readQuotaPauseMs, readRetryDelayMs } from './retry-after.ts';
import type { HttpClient, HttpRequest, HttpResult } from './types.ts';

export interface HttpClientOptions extends AgentOptions {
  readonly userAgent?: string;
  readonly timeouts?: Partial<Timeouts>;
  /** Requests at a time, and at a time to one host. */
  readonly concurrency?: number;
  readonly concurrencyPerHost?: number;
  /** Pause before each further attempt; its length is the number of retries. */
  readonly retryDelaysMs?: readonly number[];
  /** A host that asks for more than this is not asked again. */
  readonly maxRetryAfterMs?: number;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly sleep?: (delayMs: number) => Promise<unknown>;
}

const TIMEOUTS: Timeouts = { connectMs: 10_000, idleMs: 20_000, totalMs: 60_000 };
/** Without a word from the server how long to stay away after it refused the last attempt. */
const DEFAULT_PAUSE_MS = 60_000;
const TOO_MANY_REQUESTS = 429;
const TRANSIENT_STATUS = new Set([408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524]);
const TRANSIENT_FAILURES = new Set([
  'http/dns',
  'http/refused',
  'http/reset',
  'http/timeout',
  'http/truncated',
  'http/failed',
]);

/** The HTTP client. Defaults: 8 requests at a time, 4 to one host, 2 retries. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const agents = createAgents(options);
  const hostFor = createHosts(options.concurrencyPerHost ?? 4);
  const limit = pLimit(options.concurrency ?? 8);
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const retryDelaysMs = options.retryDelaysMs ?? [1000, 3000];
  const maxRetryAfterMs = options.maxRetryAfterMs ?? 20_000;
  const now = options.now ?? Date.now;
  const sleep = options.sleep ?? ((delayMs) => sleepFor(delayMs, undefined, { signal: options.signal }));
  const userAgent = options.userAgent ?? 'slipway (catalogue of notebooks; link check)';

  const attempt = (request: HttpRequest) =>
    limit(() =>
      exchange(
        { ...request, headers: { 'user-agent': userAgent, ...request.headers } },
        agents.agentFor(request.url, request.isPublicOnly ?? false),
        timeouts,
        options.signal,
      ),
    );

  async function requestWithRetries(request: HttpRequest, host: HostState): Promise<HttpResult> {
    const delays = host.hasFailed || request.method === 'POST' ? [] : retryDelaysMs;
    for (let tries = 0; ; tries += 1) {
      const pauseMs = host.pausedUntilMs - now();
      if (pauseMs > maxRetryAfterMs) {
        return fail(
          failHttp(
            'http/rate-limited',
            detailOf('retry-later', { host: request.url.host, seconds: Math.ceil(pauseMs / 1000) }),
          ),
        );
      }
      if (pauseMs > 0) await sleep(pauseMs);
      const result = await attempt(request);
      const quotaPauseMs = result.ok ? readQuotaPauseMs(result.value.headers, now()) : undefined;
      if (quotaPauseMs !== undefined) host.pausedUntilMs = now() + quotaPauseMs;
      if (!isTransient(result)) return result;
      const retryDelayMs = delays[tries];
      const wantedMs = result.ok ? readRetryDelayMs(result.value.headers, now()) : undefined;
      const isRefusal = result.ok && result.value.status === TOO_MANY_REQUESTS;
      if (retryDelayMs === undefined || (wantedMs ?? 0) > maxRetryAfterMs) {
        if (isRefusal) host.pausedUntilMs = now() + (wantedMs ?? DEFAULT_PAUSE_MS);
        if (!result.ok) host.hasFailed = true;
        return result;
      }
      // A refusal counts for all requests to this host, an error for this one only.
      if (isRefusal) host.pausedUntilMs = now() + (wantedMs ?? retryDelayMs);
      else await sleep(Math.max(wantedMs ?? 0, retryDelayMs));
    }
  }

  return {
    async request(request) {
      const fault = findAddressFault(request.url);
      if (fault !== undefined) {
        return fail(failHttp('http/not-allowed', fault));
      }
      if (request.isPublicOnly && isPrivateHost(request.url)) {
        return fail(failHttp('http/not-allowed', detailOf('private', { host: request.url.host })));
      }
      const host = hostFor(request.url);
      try {
        return await host.limit(() => requestWithRetries(request, host));
      } catch (error) {
        if (options.signal?.aborted) return fail(failHttp('http/aborted', detailOf('stopped')));
        throw error;
      }
    },
    close: () => agents.close(),
  };
}

function isTransient(result: HttpResult): boolean {
  return result.ok ? TRANSIENT_STATUS.has(result.value.status) : TRANSIENT_FAILURES.has(result.failure.code);
}
