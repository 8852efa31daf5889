import { fail } from '../../core/result.ts';
import { ruleForTarget } from './addresses.ts';
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
    if (target === undefined) return refuse(next.url, 'it redirects without saying where to');
    const rule = ruleForTarget(target, request.url);
    if (!rule.isAllowed) {
      return fail({
        code: 'http/not-allowed',
        message: `${next.url.host} redirects to ${target.host || target.protocol}, which is not gone to`,
      });
    }
    if (seen.has(target.href)) return refuse(next.url, 'it redirects in a circle');
    if (seen.size > MAX_REDIRECTS) return refuse(next.url, `it redirects more than ${MAX_REDIRECTS} times`);
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

function refuse(url: URL, what: string): { readonly ok: false; readonly failure: HttpFailure } {
  return fail({ code: 'http/redirects', message: `${url.host}: ${what}` });
}
