import type { IncomingHttpHeaders } from 'node:http';

/** Above this a number of seconds is meant as a time of day (Docker Hub's `X-Retry-After`). */
const MIN_UNIX_TIME = 1_000_000_000;

/**
 * How long a server asks to wait, in milliseconds; undefined where it does not say.
 * `Retry-After` in seconds or as a date, else the `ratelimit` headers' reset, in seconds from now or
 * as a Unix time.
 */
export function readRetryDelayMs(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  for (const name of ['retry-after', 'x-retry-after', 'ratelimit-reset', 'x-ratelimit-reset']) {
    const value = headers[name];
    const delayMs = typeof value === 'string' ? parseDelay(value.trim(), nowMs) : undefined;
    if (delayMs !== undefined) return delayMs;
  }
  return undefined;
}

/**
 * How long to leave a host alone although it answered: until its quota is renewed, where the answer says
 * that nothing of it is left and when that is. Undefined where it does not say either, as Docker Hub,
 * whose quota does not count what we ask most.
 */
export function readQuotaPauseMs(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  for (const prefix of ['', 'x-']) {
    const remaining = headers[`${prefix}ratelimit-remaining`];
    if (typeof remaining !== 'string' || !/^\s*0\s*(?:;|$)/.test(remaining)) continue;
    const reset = headers[`${prefix}ratelimit-reset`];
    const pauseMs = typeof reset === 'string' ? parseDelay(reset.trim(), nowMs) : undefined;
    if (pauseMs !== undefined && pauseMs > 0) return pauseMs;
  }
  return undefined;
}

function parseDelay(text: string, nowMs: number): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const seconds = Number(text);
    return Math.max(0, seconds >= MIN_UNIX_TIME ? seconds * 1000 - nowMs : seconds * 1000);
  }
  if (!/[a-z]/i.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - nowMs);
}
