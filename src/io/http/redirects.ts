import { type Detail, detailOf } from '../../core/details.ts';
import { fail } from '../../core/result.ts';
import { ruleForTarget } from './addresses.ts';
import { failHttp } from './failures.ts';
import type { HttpClient, HttpFailure, HttpRequest, HttpResponse, HttpResult } from './types.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks, and follows redirects as far as `ruleForTarget` allows. Headers that identify us stay behind
 * when the host changes, because storage networks refuse them and others must not see them.
 */
export async function requestFollowing(client: HttpClient, request: HttpRequest): Promise<HttpResult> {
  const seen = new Set<string>([request.url.href]);
  let next = request;
  for (;;) {
    const result = await client.request(next);
    if (!result.ok || !REDIRECTS.has(result.value.status)) return result;
    const target = readLocation(result.value);
    if (target === undefined) return refuse(detailOf('redirect-nowhere', { host: next.url.host }));
    const rule = ruleForTarget(target, request.url);
    if (!rule.isAllowed) {
      return fail(
        failHttp(
          'http/not-allowed',
          detailOf('redirect-refused', { host: next.url.host, target: target.host || target.protocol }),
        ),
      );
    }
    if (seen.has(target.href)) return refuse(detailOf('redirect-loop', { host: next.url.host }));
    if (seen.size > MAX_REDIRECTS) {
      return refuse(detailOf('redirect-chain', { host: next.url.host, count: MAX_REDIRECTS }));
    }
    seen.add(target.href);
    next = {
      ...next,
      url: target,
      headers: target.host === next.url.host ? (next.headers ?? {}) : withoutIdentity(next.headers ?? {}),
      isPublicOnly: rule.isPublicOnly || (request.isPublicOnly ?? false),
    };
  }
}

function readLocation({ headers, url }: HttpResponse): URL | undefined {
  const target = headers.location === undefined ? null : URL.parse(headers.location, url);
  if (target !== null) target.hash = '';
  return target ?? undefined;
}

function withoutIdentity(headers: NonNullable<HttpRequest['headers']>): NonNullable<HttpRequest['headers']> {
  const identifying = new Set(['authorization', 'cookie', 'proxy-authorization']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !identifying.has(name.toLowerCase())));
}

function refuse(detail: Detail): { readonly ok: false; readonly failure: HttpFailure } {
  return fail(failHttp('http/redirects', detail));
}
