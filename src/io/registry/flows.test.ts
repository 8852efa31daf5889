import { describe, expect, it } from 'vitest';
import { parseImageReference } from '../../core/images/reference.ts';
import { ok } from '../../core/result.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';
import { createRegistryClient } from './client.ts';
import { createMemoryContentCache } from './content-cache.ts';
import { computeDigest } from './digest.ts';
import type { Credentials } from './types.ts';

/*
 * How each public registry signs anonymous readers in, in the shapes that were recorded of
 * them: the challenge, what is asked for the token, and what a missing or private image is answered.
 */

const CONFIG = Buffer.from(
  JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    created: '2026-11-01T00:00:00Z',
    config: { User: '1000' },
  }),
);
const MANIFEST = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: computeDigest(CONFIG), size: 1 },
    layers: [],
  }),
);
const DIGEST = computeDigest(MANIFEST);

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const denied = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ code, message: 'as recorded' }] }),
});

interface Flow {
  readonly image: string;
  readonly host: string;
  readonly challenge: string;
  /** What is asked for the token of `image`. */
  readonly tokenUrl: string;
  readonly tokenBody: string;
  /** Answers for an image that is missing or not public, of the token server or of the registry. */
  readonly refusedToken?: Answer;
  readonly refusal?: Answer;
  readonly refusedAs: string;
}

const scope = (repository: string) => `scope=${encodeURIComponent(`repository:${repository}:pull`)}`;
const bearer = (realm: string, rest: string) => `Bearer realm="${realm}"${rest}`;

const FLOWS: Readonly<Record<string, Flow>> = {
  'Docker Hub': {
    image: 'pangeo/pangeo-notebook',
    host: 'registry-1.docker.io',
    challenge: bearer(
      'https://auth.docker.io/token',
      ',service="registry.docker.io",scope="repository:pangeo/pangeo-notebook:pull"',
    ),
    tokenUrl: `https://auth.docker.io/token?service=registry.docker.io&${scope('pangeo/pangeo-notebook')}`,
    tokenBody: '{"token":"t0ken","access_token":"t0ken","expires_in":300,"issued_at":"2026-11-20T03:23:00Z"}',
    refusal: {
      ...denied(401, 'UNAUTHORIZED'),
      headers: {
        'docker-distribution-api-version': 'registry/2.0',
        'www-authenticate': bearer(
          'https://auth.docker.io/token',
          ',service="registry.docker.io",scope="repository:pangeo/pangeo-notebook:pull",error="insufficient_scope"',
        ),
      },
    },
    refusedAs: 'not-public-or-missing',
  },
  'Docker Hub, an official image': {
    image: 'python',
    host: 'registry-1.docker.io',
    challenge: bearer('https://auth.docker.io/token', ',service="registry.docker.io"'),
    tokenUrl: `https://auth.docker.io/token?service=registry.docker.io&${scope('library/python')}`,
    tokenBody: '{"token":"t0ken"}',
    refusal: {
      ...denied(404, 'MANIFEST_UNKNOWN'),
      headers: { 'docker-distribution-api-version': 'registry/2.0' },
    },
    refusedAs: 'missing',
  },
  GHCR: {
    image: 'ghcr.io/oggm/r2d',
    host: 'ghcr.io',
    challenge: bearer('https://ghcr.io/token', ',service="ghcr.io",scope="repository:user/image:pull"'),
    tokenUrl: `https://ghcr.io/token?service=ghcr.io&${scope('oggm/r2d')}`,
    tokenBody: '{"token":"t0ken"}',
    refusedToken: denied(403, 'DENIED'),
    refusedAs: 'not-public-or-missing',
  },
  'Quay, private or missing': {
    image: 'quay.io/jupyter/base-notebook',
    host: 'quay.io',
    challenge: bearer('https://quay.io/v2/auth', ',service="quay.io"'),
    tokenUrl: `https://quay.io/v2/auth?service=quay.io&${scope('jupyter/base-notebook')}`,
    tokenBody: '{"token":"t0ken"}',
    refusal: denied(401, 'UNAUTHORIZED'),
    refusedAs: 'not-public-or-missing',
  },
  'Quay, a deleted tag': {
    image: 'quay.io/jupyter/base-notebook',
    host: 'quay.io',
    challenge: bearer('https://quay.io/v2/auth', ',service="quay.io"'),
    tokenUrl: `https://quay.io/v2/auth?service=quay.io&${scope('jupyter/base-notebook')}`,
    tokenBody: '{"token":"t0ken"}',
    refusal: denied(404, 'TAG_EXPIRED'),
    refusedAs: 'missing',
  },
  'GitLab.com': {
    image: 'registry.gitlab.com/group/project/env',
    host: 'registry.gitlab.com',
    challenge: bearer(
      'https://gitlab.com/jwt/auth',
      ',service="container_registry",scope="repository:group/project/env:pull"',
    ),
    tokenUrl: `https://gitlab.com/jwt/auth?service=container_registry&${scope('group/project/env')}`,
    tokenBody: '{"token":"t0ken"}',
    refusedToken: denied(403, 'DENIED'),
    refusedAs: 'not-public-or-missing',
  },
  'a GitLab of its own': {
    image: 'registry.example.edu/course/env',
    host: 'registry.example.edu',
    challenge: bearer('https://git.example.edu/jwt/auth', ',service="container_registry"'),
    tokenUrl: `https://git.example.edu/jwt/auth?service=container_registry&${scope('course/env')}`,
    tokenBody: '{"token":"t0ken"}',
    refusedToken: denied(401, 'UNAUTHORIZED'),
    refusedAs: 'not-public-or-missing',
  },
  'ECR Public': {
    image: 'public.ecr.aws/docker/library/python',
    host: 'public.ecr.aws',
    challenge: bearer('https://public.ecr.aws/token/', ',service="public.ecr.aws",scope="aws"'),
    tokenUrl: `https://public.ecr.aws/token/?service=public.ecr.aws&${scope('docker/library/python')}`,
    tokenBody: '{"token":"t0ken"}',
    refusal: denied(404, 'NAME_UNKNOWN'),
    refusedAs: 'missing',
  },
  'Google Artifact Registry': {
    image: 'europe-docker.pkg.dev/project/repository/env',
    host: 'europe-docker.pkg.dev',
    challenge: bearer('https://europe-docker.pkg.dev/v2/token', ''),
    tokenUrl: `https://europe-docker.pkg.dev/v2/token?${scope('project/repository/env')}`,
    tokenBody: '{"access_token":"t0ken","token_type":"Bearer","expires_in":3600}',
    refusal: denied(403, 'DENIED'),
    refusedAs: 'not-public-or-missing',
  },
  Harbor: {
    image: 'harbor.example.org/course/env',
    host: 'harbor.example.org',
    challenge: bearer('https://harbor.example.org/service/token', ',service="harbor-registry"'),
    tokenUrl: `https://harbor.example.org/service/token?service=harbor-registry&${scope('course/env')}`,
    tokenBody: '{"token":"t0ken","access_token":"","expires_in":1800}',
    refusal: denied(404, 'NOT_FOUND'),
    refusedAs: 'missing',
  },
  'Gitea, with two challenges in one header': {
    image: 'codeberg.org/course/env',
    host: 'codeberg.org',
    challenge: `${bearer('https://codeberg.org/v2/token', ',service="container_registry",scope="*"')},Basic realm="https://codeberg.org"`,
    tokenUrl: `https://codeberg.org/v2/token?service=container_registry&${scope('course/env')}`,
    tokenBody: '{"token":"t0ken"}',
    refusal: denied(401, 'UNAUTHORIZED'),
    refusedAs: 'not-public-or-missing',
  },
};

const STORAGE = 'https://storage.example.net/blob?X-Signature=abc';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: unknown;
  readonly isPublicOnly: boolean;
}

/** The registry of a flow, its token server and its storage, as one made-up internet. */
function createInternet(flow: Flow, isServed: boolean) {
  const asked: Asked[] = [];
  const answer = (url: URL, method: string, authorization: unknown): Answer => {
    if (url.href === flow.tokenUrl) {
      return isServed || flow.refusedToken === undefined
        ? { status: 200, body: flow.tokenBody }
        : flow.refusedToken;
    }
    if (url.href === STORAGE) return { status: authorization === undefined ? 200 : 400, body: CONFIG };
    if (url.host !== flow.host) return { status: 599 };
    if (authorization !== 'Bearer t0ken') {
      return { ...denied(401, 'UNAUTHORIZED'), headers: { 'www-authenticate': flow.challenge } };
    }
    if (!isServed) return flow.refusal ?? { status: 599 };
    if (url.pathname.includes('/blobs/')) return { status: 307, headers: { location: STORAGE } };
    const headers = {
      'docker-content-digest': DIGEST,
      'content-type': 'application/vnd.oci.image.manifest.v1+json',
    };
    return { status: 200, headers, body: method === 'HEAD' ? '' : MANIFEST };
  };
  const http: HttpClient = {
    async request({ method, url, headers, isPublicOnly }) {
      const authorization = headers?.authorization;
      asked.push({ method, url: url.href, authorization, isPublicOnly: isPublicOnly ?? false });
      const { status, headers: answered = {}, body = '' } = answer(url, method, authorization);
      const bytes = method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(body);
      return ok({ status, headers: answered, body: bytes, url } satisfies HttpResponse);
    },
    close: () => undefined,
  };
  return { asked, http };
}

function referenceOf({ image }: Flow) {
  const parsed = parseImageReference(`${image}:v1`);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const clientOf = (http: HttpClient, credentials?: Credentials, cache = createMemoryContentCache()) =>
  createRegistryClient({
    http,
    cache,
    now: () => Date.parse('2026-11-20T03:23:00Z'),
    // Of so many the parts of few are asked for in one nightly check.
    imageCount: 1_000_000,
    ...(credentials === undefined ? {} : { credentials: { find: () => credentials } }),
  });

describe.each(Object.entries(FLOWS))('%s', (_, flow) => {
  it('gives a token for what is public, and the next night costs one HEAD', async () => {
    const { asked, http } = createInternet(flow, true);
    const cache = createMemoryContentCache();
    const observation = await clientOf(http, undefined, cache).checkImage(referenceOf(flow), DIGEST);
    expect(observation).toMatchObject({
      kind: 'present',
      pin: 'same',
      facts: { kind: 'facts', user: '1000' },
    });
    const tokenRequests = asked.filter(({ url }) => url === flow.tokenUrl);
    expect(tokenRequests).toEqual([expect.objectContaining({ method: 'GET', authorization: undefined })]);
    // Strangers' addresses are gone to on the public internet only, and never with our token.
    for (const { url, authorization, isPublicOnly } of asked) {
      const { host } = new URL(url);
      if (host === flow.host) continue;
      expect([url, authorization, isPublicOnly]).toEqual([url, undefined, true]);
    }
    const count = asked.length;
    await clientOf(http, undefined, cache).checkImage(referenceOf(flow), DIGEST);
    const ofTheImage = asked
      .slice(count)
      .filter(({ url, authorization }) => url.includes('/v2/') && authorization);
    expect(ofTheImage.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('is asked for the same thing once, whoever wants to know', async () => {
    for (const isServed of [true, false]) {
      const { asked, http } = createInternet(flow, isServed);
      const client = clientOf(http);
      const image = referenceOf(flow);
      const ask = () =>
        Promise.all([
          client.checkImage(image, null),
          client.checkImage(image, DIGEST),
          client.checkPresence(image),
          client.checkPresence({ ...image, digest: DIGEST }),
          client.listTags(image),
        ]);
      expect(await ask()).toEqual(await ask());
      // Without a token nothing was learned; with one, the answer is kept.
      const told = asked.filter(({ url, authorization }) => url.includes('/v2/') && authorization);
      const questions = told.map(({ method, url }) => `${method} ${url}`);
      expect(questions).toEqual([...new Set(questions)]);
    }
  });

  it(`says ${flow.refusedAs} where it refuses`, async () => {
    const { asked, http } = createInternet(flow, false);
    expect((await clientOf(http).checkImage(referenceOf(flow), DIGEST)).kind).toBe(flow.refusedAs);
    // Docker Hub counts a GET of a manifest as a pull.
    if (flow.host === 'registry-1.docker.io') {
      expect(
        asked.filter(({ url }) => url.includes('/manifests/')).map(({ method }) => method),
      ).not.toContain('GET');
    }
  });

  it('gets real credentials at its token server and nowhere else', async () => {
    const { asked, http } = createInternet(flow, true);
    await clientOf(http, { username: 'reader', password: 'open-sesame' }).checkImage(
      referenceOf(flow),
      DIGEST,
    );
    const basic = `Basic ${btoa('reader:open-sesame')}`;
    expect(asked.filter(({ authorization }) => authorization === basic).map(({ url }) => url)).toEqual([
      flow.tokenUrl,
    ]);
  });
});
