import * as z from 'zod';
import { detailOf } from '../../core/details.ts';
import { redactUrl } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { ruleForTarget } from '../http/addresses.ts';
import { requestFollowing } from '../http/redirects.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';
import { classifyAnswer } from './answers.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials, RegistryRefusal } from './types.ts';

const MAX_TOKEN_BYTES = 65_536;
/** Token specification of distribution: what `expires_in` means when it is absent. */
const DEFAULT_LIFETIME_S = 60;
/** A token about to end is not used any more. */
const LEEWAY_MS = 5000;

const tokenBody = z.object({
  token: z.string().nullish(),
  access_token: z.string().nullish(),
  expires_in: z.number().positive().nullish().catch(null),
});

interface Token {
  readonly value: string;
  readonly expiresAtMs: number;
}

export interface TokenRequest {
  readonly registry: string;
  /** Address of the registry that sent the challenge. */
  readonly registryUrl: URL;
  readonly challenge: Challenge;
  readonly repository: string;
  readonly credentials: Credentials | undefined;
}

export interface TokenSource {
  /** A token that still holds; `isFresh` asks for a new one even so. */
  get(request: TokenRequest, isFresh: boolean): Promise<Result<string, RegistryRefusal>>;
}

/** Fetches pull tokens, each realm and scope once (token specification of distribution, `token.md`). */
export function createTokenSource(http: HttpClient, now: () => number): TokenSource {
  const pending = new Map<string, Promise<Result<Token, RegistryRefusal>>>();
  return {
    async get(request, isFresh) {
      const address = buildTokenUrl(request);
      if (!address.ok) return address;
      // By registry, too: one must not get the token of another by naming its realm.
      const { registryUrl, credentials } = request;
      const account = credentials?.identityToken === undefined ? credentials?.username : 'identity token';
      const key = `${registryUrl.host} ${account ?? ''} ${address.value.href}`;
      const earlier = isFresh ? undefined : pending.get(key);
      if (earlier !== undefined) {
        const known = await earlier;
        if (known.ok && known.value.expiresAtMs - LEEWAY_MS > now()) return ok(known.value.value);
      }
      const fetching = fetchToken(http, address.value, request, now);
      pending.set(key, fetching);
      const token = await fetching;
      if (!token.ok && pending.get(key) === fetching) pending.delete(key);
      return token.ok ? ok(token.value.value) : token;
    },
  };
}

/** The scope is always our own: registries send placeholders, and more than `pull` is refused by some. */
function buildTokenUrl({
  registry,
  registryUrl,
  challenge,
  repository,
}: TokenRequest): Result<URL, RegistryRefusal> {
  const realm = URL.parse(challenge.parameters.get('realm') ?? '');
  if (realm === null) {
    return fail({ kind: 'unauthorized', registry, detail: detailOf('no-token-address') });
  }
  if (!ruleForTarget(realm, registryUrl).isAllowed) {
    const detail = detailOf('token-elsewhere', { address: redactUrl(realm) });
    return fail({ kind: 'unauthorized', registry, detail });
  }
  const service = challenge.parameters.get('service');
  if (service !== undefined) realm.searchParams.set('service', service);
  realm.searchParams.set('scope', `repository:${repository}:pull`);
  realm.hash = '';
  return ok(realm);
}

async function fetchToken(
  http: HttpClient,
  url: URL,
  { registry, registryUrl, credentials }: TokenRequest,
  now: () => number,
): Promise<Result<Token, RegistryRefusal>> {
  const common = { maxBytes: MAX_TOKEN_BYTES, isPublicOnly: ruleForTarget(url, registryUrl).isPublicOnly };
  const accept = 'application/json';
  const identityToken = credentials?.identityToken;
  const authorization = credentials === undefined ? {} : { authorization: encodeBasic(credentials) };
  const result = await (identityToken === undefined
    ? requestFollowing(http, { ...common, method: 'GET', url, headers: { accept, ...authorization } })
    : // A redirect would take the identity token along.
      http.request({ ...common, ...buildExchange(url, identityToken), method: 'POST' }));
  if (!result.ok) {
    const kind = result.failure.code === 'http/rate-limited' ? 'rate-limited' : 'unreachable';
    return fail({ kind, registry, detail: result.failure.detail });
  }
  if (result.value.status !== 200) return fail(classifyRefusedToken(registry, result.value, credentials));
  const token = parseToken(result.value, now());
  if (token === undefined) {
    return fail({ kind: 'unauthorized', registry, detail: detailOf('no-token', { host: url.host }) });
  }
  return ok(token);
}

/** Exchange of an identity token for a pull token (OAuth2 token specification of distribution, `oauth.md`). */
function buildExchange(
  address: URL,
  identityToken: string,
): { readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'slipway' });
  for (const name of ['service', 'scope']) {
    const value = address.searchParams.get(name);
    if (value !== null) form.set(name, value);
  }
  form.set('refresh_token', identityToken);
  const url = new URL(address);
  url.searchParams.delete('service');
  url.searchParams.delete('scope');
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return { url, headers, body: form.toString() };
}

function parseToken({ body }: HttpResponse, nowMs: number): Token | undefined {
  let data: unknown;
  try {
    data = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  const parsed = tokenBody.safeParse(data);
  const value = parsed.success ? parsed.data.token || parsed.data.access_token : undefined;
  // Anything else is not allowed in a header.
  if (!parsed.success || !value || !/^[\x21-\x7e]+$/.test(value)) return undefined;
  return { value, expiresAtMs: nowMs + (parsed.data.expires_in ?? DEFAULT_LIFETIME_S) * 1000 };
}

/** Without credentials a refused token means a private or missing image (GHCR, GitLab); with them, that they are wrong. */
function classifyRefusedToken(
  registry: string,
  response: HttpResponse,
  credentials: Credentials | undefined,
): RegistryRefusal {
  const { status, headers } = response;
  if (status !== 401 && status !== 403) {
    const refusal = classifyAnswer(registry, response);
    return refusal.kind === 'rate-limited'
      ? refusal
      : { kind: 'unreachable', registry, detail: detailOf('token-trouble', { status }) };
  }
  if (credentials !== undefined) {
    return { kind: 'unauthorized', registry, detail: detailOf('credentials-refused', { status }) };
  }
  if (String(headers['content-type'] ?? '').includes('html')) {
    return { kind: 'unauthorized', registry, detail: detailOf('token-page', { status }) };
  }
  return { kind: 'not-public-or-missing', registry, detail: detailOf('token-denied', { status }) };
}

/** Value of an `Authorization` header. */
export function encodeBasic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
