import { isLoopback } from '../../core/addresses/loopback.ts';
import { detailOf } from '../../core/details.ts';
import { registryHost } from '../../core/images/reference.ts';
import type { ImageReference } from '../../core/images/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { requestFollowing } from '../http/redirects.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { createTokenSource, encodeBasic } from './tokens.ts';
import type { CredentialStore, Credentials, RegistryRefusal } from './types.ts';

type Repository = Pick<ImageReference, 'registry' | 'repository'>;

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD';
  readonly reference: Repository;
  /** Below `/v2/<repository>/`, encoded. */
  readonly path: string;
  readonly accept?: string;
  /** Value of a `Range` header. */
  readonly range?: string;
  readonly maxBytes: number;
  /** False for the redirect itself as the answer; redirects are followed otherwise. */
  readonly isFollowing?: boolean;
}

/** Requests to registries, signed in where they ask for it. */
export interface RegistryTransport {
  /** Any answer that came after signing in; a refusal where there was none or no signing in. */
  request(request: RegistryRequest): Promise<Result<HttpResponse, RegistryRefusal>>;
}

/** Address of something of a repository: http for a registry on this machine, else https. */
export function buildRegistryUrl(reference: Repository, path: string): URL {
  const host = registryHost(reference);
  const scheme = isLoopback(new URL(`https://${host}/`)) ? 'http' : 'https';
  return new URL(`${scheme}://${host}/v2/${reference.repository}/${path}`);
}

/**
 * Signs in as registries ask (a 401 with challenges), once for each request; what worked for a
 * repository is sent at once with its later requests.
 */
export function createRegistryTransport(
  http: HttpClient,
  credentialStore: CredentialStore,
  now: () => number,
): RegistryTransport {
  const tokens = createTokenSource(http, now);
  const challengeByHost = new Map<string, Challenge>();

  async function authorize(
    reference: Repository,
    registryUrl: URL,
    challenge: Challenge,
    isFresh: boolean,
  ): Promise<Result<string, RegistryRefusal>> {
    const { registry, repository } = reference;
    const credentials = credentialStore.find(reference);
    if (challenge.scheme === 'basic') return authorizeBasic(registry, credentials);
    const request = { registry, registryUrl, challenge, repository };
    const token = await tokens.get({ ...request, credentials }, isFresh);
    if (token.ok || credentials === undefined || token.failure.kind !== 'unauthorized') return bearer(token);
    // An outdated sign-in on a user's machine must not hide a public image.
    const anonymous = await tokens.get({ ...request, credentials: undefined }, isFresh);
    return anonymous.ok ? bearer(anonymous) : token;
  }

  return {
    async request({ method, reference, path, accept, range, maxBytes, isFollowing = true }) {
      const url = buildRegistryUrl(reference, path);
      const send = async (authorization?: string) => {
        const headers = {
          ...(accept === undefined ? {} : { accept }),
          ...(range === undefined ? {} : { range }),
          ...(authorization === undefined ? {} : { authorization }),
        };
        const request = { method, url, headers, maxBytes };
        const result = await (isFollowing ? requestFollowing(http, request) : http.request(request));
        if (result.ok) return checkSignIn(result.value, url, reference);
        const kind = result.failure.code === 'http/rate-limited' ? 'rate-limited' : 'unreachable';
        return fail({ kind, registry: reference.registry, detail: result.failure.detail } as const);
      };

      const known = challengeByHost.get(url.host);
      const early = known === undefined ? undefined : await authorize(reference, url, known, false);
      if (early !== undefined && !early.ok) return early;
      const first = await send(early?.value);
      if (!first.ok || first.value.status !== 401) return first;

      const challenge = chooseChallenge(first.value, credentialStore.find(reference));
      if (challenge === undefined) return ok(first.value);
      const authorization = await authorize(reference, url, challenge, early !== undefined);
      if (!authorization.ok) return authorization;
      challengeByHost.set(url.host, challenge);
      const second = await send(authorization.value);
      if (second.ok && second.value.status === 401 && challenge.scheme === 'basic') {
        const detail = detailOf('credentials-refused', { status: 401 });
        return fail({ kind: 'unauthorized', registry: reference.registry, detail });
      }
      return second;
    },
  };
}

/** A redirect's target is not the registry, so it gets no credentials. */
function checkSignIn(
  response: HttpResponse,
  asked: URL,
  { registry }: Repository,
): Result<HttpResponse, RegistryRefusal> {
  if (response.status !== 401 || response.url.origin === asked.origin) return ok(response);
  const detail = detailOf('sign-in-elsewhere', { host: response.url.host });
  return fail({ kind: 'unauthorized', registry, detail });
}

function authorizeBasic(
  registry: string,
  credentials: Credentials | undefined,
): Result<string, RegistryRefusal> {
  return credentials === undefined || credentials.identityToken !== undefined
    ? fail({ kind: 'unauthorized', registry, detail: detailOf('wants-password') })
    : ok(encodeBasic(credentials));
}

function bearer(token: Result<string, RegistryRefusal>): Result<string, RegistryRefusal> {
  return token.ok ? ok(`Bearer ${token.value}`) : token;
}

/** Bearer before Basic; with nothing to sign in with, Basic only where nothing else is offered. */
function chooseChallenge(
  { headers }: HttpResponse,
  credentials: Credentials | undefined,
): Challenge | undefined {
  const challenges = parseChallenges(headers['www-authenticate'] ?? '');
  const basic = challenges.find(({ scheme }) => scheme === 'basic');
  const withRealm = challenges.find(
    ({ scheme, parameters }) => scheme === 'bearer' && URL.canParse(parameters.get('realm') ?? ''),
  );
  if (withRealm !== undefined) return withRealm;
  if (basic !== undefined && credentials !== undefined && credentials.identityToken === undefined)
    return basic;
  return challenges.find(({ scheme }) => scheme === 'bearer') ?? basic;
}
