import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { describe, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import type { ImageObservation } from '../../src/core/health/observations.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/io/http/client.ts';
import { createRegistryClient } from '../../src/io/registry/client.ts';
import type { CredentialStore } from '../../src/io/registry/types.ts';
import { startHttpServer } from '../support/http-server.ts';
import { observeNight, observeVersion } from '../support/observations.ts';
import { buildTinyImage, digestOf } from '../support/registry.ts';
import { createSigningKey } from '../support/token-server.ts';
import { findUntranslatedDetails } from '../support/told-details.ts';

/*
 * A registry of our own that misbehaves in one way at a time. Not one of the faults that say nothing
 * about the image may become `failing` in one nightly check, and not one that does may stay `ok`.
 */

const NIGHTS = ['2026-11-20T03:23:00.000Z', '2026-11-21T03:23:00.000Z'] as const;
const OCI = 'application/vnd.oci.image';
const { config, layer } = buildTinyImage({});
const configDescriptor = {
  mediaType: `${OCI}.config.v1+json`,
  digest: digestOf(config),
  size: config.length,
};
const manifest = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: configDescriptor,
    layers: [{ mediaType: `${OCI}.layer.v1.tar+gzip`, digest: digestOf(layer), size: layer.length }],
  }),
);
const DIGEST = digestOf(manifest);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What a well-behaved registry answers. */
const behave: Handler = (request, response) => {
  const url = request.url ?? '';
  const isManifest = url.endsWith('/manifests/v1') || url.endsWith(`/manifests/${DIGEST}`);
  const blob = [config, layer].find((bytes) => url.endsWith(`/blobs/${digestOf(bytes)}`));
  const body = isManifest ? manifest : blob;
  if (body === undefined) {
    return refuse(404, url.includes('/blobs/') ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN')(request, response);
  }
  response.writeHead(200, {
    'content-type': isManifest ? `${OCI}.manifest.v1+json` : 'application/octet-stream',
    'content-length': body.length,
    ...(isManifest ? { 'docker-content-digest': DIGEST } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
};

const refuse =
  (status: number, code?: string, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(code === undefined ? '' : JSON.stringify({ errors: [{ code, message: 'told so' }] }));
  };

const answer =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Handler =>
  (request, response) => {
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };

/** Says something else than HTTP allows, in bytes of its own. */
const raw =
  (text: string): Handler =>
  (request) =>
    void request.socket.end(text);
const dripHead: Handler = (request) => {
  request.socket.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => request.socket.write('x-drip: 1\r\n'), 20);
  request.socket.on('close', () => clearInterval(timer));
};
const informEndlessly: Handler = (request, response) => {
  const timer = setInterval(() => response.writeEarlyHints({ link: '</x>; rel=preload' }), 20);
  request.socket.on('close', () => clearInterval(timer));
};
/** A body after HEAD, and a second answer that was not asked for. */
const answerTwice: Handler = (request, response) => {
  const text = manifest.toString('latin1');
  const head = `HTTP/1.1 200 OK\r\ncontent-type: ${OCI}.manifest.v1+json\r\ndocker-content-digest: ${DIGEST}\r\ncontent-length: ${manifest.length}\r\n\r\n`;
  if (!request.url?.includes('/manifests/')) behave(request, response);
  else request.socket.write(`${head}${text}${head}${text}`);
};
let redirectCount = 0;
const redirectOnwards: Handler = (request, response) => {
  redirectCount += 1;
  refuse(307, undefined, { location: `/v2/course/env/manifests/v1?n=${redirectCount}` })(request, response);
};
const endlessHistory = Buffer.from(
  JSON.stringify({
    os: 'linux',
    architecture: 'amd64',
    config: { User: '1000', Entrypoint: Array(150_000).fill('tini') },
    history: Array(200_000).fill({ created: '2026-11-01' }),
  }),
);
const hostileImage: Handler = (request, response) => {
  const body = JSON.stringify({
    schemaVersion: 2,
    config: { ...configDescriptor, digest: digestOf(endlessHistory) },
    layers: [],
  });
  const isConfig = request.url?.includes('/blobs/') === true;
  const type = { 'content-type': `${OCI}.manifest.v1+json` };
  const headers = isConfig ? {} : { ...type, 'docker-content-digest': digestOf(Buffer.from(body)) };
  answer(isConfig ? endlessHistory : body, headers)(request, response);
};

/** Of layers, which are sent by GET and may be asked for in part. */
const headless: Handler = (request, response) =>
  (request.method === 'HEAD' ? refuse(404) : answer('x', {}, 206))(request, response);
const headlessAndLost: Handler = (request, response) =>
  refuse(404, request.method === 'HEAD' ? undefined : 'BLOB_UNKNOWN')(request, response);

const silent: Handler = () => {};
const page = answer('<html>Please accept the conditions of this network</html>', {
  'content-type': 'text/html',
});
const pageRefusal = (status: number) => answer('<html>No</html>', { 'content-type': 'text/html' }, status);

const cutOff: Handler = (request, response) => {
  response.writeHead(200, { 'content-length': manifest.length, 'docker-content-digest': DIGEST });
  if (request.method === 'HEAD') return void response.end();
  response.write(manifest.subarray(0, 20), () => response.destroy());
};
const trickle: Handler = (_, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const giant: Handler = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  if (request.method === 'HEAD') return void response.end();
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  const write = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
};

/** The fault at one place, and good behaviour elsewhere. */
const at =
  (place: 'head' | 'get' | 'config' | 'layer' | 'digest', fault: Handler): Handler =>
  (request, response) => {
    const url = request.url ?? '';
    const isHere = {
      head: request.method === 'HEAD' && url.includes('/manifests/'),
      get: request.method === 'GET' && url.includes('/manifests/'),
      config: url.endsWith(`/blobs/${configDescriptor.digest}`),
      layer: url.endsWith(`/blobs/${digestOf(layer)}`),
      digest: url.includes('/manifests/sha256:'),
    }[place];
    return isHere ? fault(request, response) : behave(request, response);
  };

const withoutDigest: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': `${OCI}.manifest.v1+json` });
  response.end(manifest);
};
const wrongDigest: Handler = (request, response) => {
  response.writeHead(200, { 'docker-content-digest': `sha256:${'9'.repeat(64)}` });
  response.end(request.method === 'HEAD' ? undefined : manifest);
};

/** A busy machine is late with every answer. */
const PATIENT = { timeouts: { connectMs: 20_000, idleMs: 20_000, totalMs: 20_000 } };
/** For a registry that may be silent, and is not understood in any case. */
const HASTY = { timeouts: { connectMs: 300, idleMs: 100, totalMs: 300 } };

function client(host: string, options: HttpClientOptions = {}) {
  const http = createHttpClient({
    retryDelaysMs: [1, 1],
    maxRetryAfterMs: 20,
    ...PATIENT,
    ...options,
  });
  const registry = createRegistryClient({ http, now: () => Date.parse(NIGHTS[0]) });
  return {
    check: (pin: string | null = DIGEST) =>
      registry.checkImage({ registry: host, repository: 'course/env', tag: 'v1' }, pin),
    close: () => http.close(),
  };
}

async function observe(
  handler: Handler,
  pin?: string | null,
  options?: HttpClientOptions,
): Promise<ImageObservation> {
  await using server = await startHttpServer(handler);
  const { check, close } = client(server.host, options);
  const observation = await check(pin);
  close();
  return observation;
}

/** Verdicts of two nightly checks that saw the same, and the reasons of the first. */
function judge(registry: ImageObservation, pinnedDigest: string | null = DIGEST) {
  const night = observeNight({ environments: [observeVersion({ registry, pinnedDigest })] });
  const first = foldStatus(undefined, night, NIGHTS[0]);
  const second = foldStatus(first, night, NIGHTS[1]);
  const [row] = first.environments;
  expect(findUntranslatedDetails(row)).toEqual([]);
  return {
    first: row?.verdict,
    second: second.environments[0]?.verdict,
    codes: row?.reasons.map(({ code }) => code),
  };
}

const unreachable = { first: 'unknown', second: 'unknown', codes: ['registry/unreachable'] };
const limited = { first: 'unknown', second: 'unknown', codes: ['registry/rate-limited'] };
const unauthorized = { first: 'unknown', second: 'unknown', codes: ['registry/unauthorized'] };
const denied = { first: 'unknown', second: 'failing', codes: ['image/not-public-or-missing'] };
const missing = { first: 'failing', second: 'failing', codes: ['image/missing'] };
const fine = { first: 'ok', second: 'ok', codes: [] };

describe('a registry that', () => {
  it.each<[string, Handler, object]>([
    ['behaves', behave, fine],
    ['sends no digest with HEAD', at('head', withoutDigest), fine],
    ['knows no HEAD', at('head', refuse(405, 'UNSUPPORTED')), fine],
    ['denies in HEAD what it serves in GET', at('head', refuse(404)), fine],

    ['says nothing', silent, unreachable],
    ['trickles', at('get', trickle), unreachable],
    ['breaks off', at('get', cutOff), unreachable],
    ['breaks off the configuration', at('config', cutOff), unreachable],
    ['drips its headers', dripHead, unreachable],
    ['drips the headers of a manifest', at('get', dripHead), unreachable],
    ['says without end that it is about to answer', informEndlessly, unreachable],
    [
      'wants another protocol',
      raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      unreachable,
    ],
    ['has a status that is none', raw('HTTP/1.1 999999 Fine\r\n\r\n'), unreachable],
    ['has headers without end', raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`), unreachable],
    [
      'has two lengths',
      raw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!'),
      unreachable,
    ],
    ['has a length that is none', raw('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'), unreachable],
    ['redirects ever onwards', redirectOnwards, unreachable],
    [
      'redirects to an address with a password',
      refuse(302, undefined, { location: 'https://a:b@example.org/' }),
      unreachable,
    ],
    ['redirects to a file', refuse(302, undefined, { location: 'file:///etc/passwd' }), unreachable],
    ['answers twice, and HEAD with a body', answerTwice, unreachable],
    ['announces a wrong length', at('get', answer(manifest, { 'content-length': '9' })), unreachable],
    ['sends other bytes than its digest says', at('get', answer(`${manifest} `)), unreachable],
    ['sends another configuration', at('config', answer(`${config} `)), unreachable],
    ['names a wrong digest beside the right bytes', at('digest', wrongDigest), fine],
    [
      'sends a digest of its own invention',
      at('head', wrongDigest),
      { ...unreachable, codes: ['registry/unreachable', 'registry/unreachable', 'image/tag-moved'] },
    ],
    ['sends a configuration that is none', at('config', answer('hello')), unreachable],
    ['has lost the configuration', at('config', refuse(404, 'BLOB_UNKNOWN')), missing],
    ['has lost a layer', at('layer', refuse(404, 'BLOB_UNKNOWN')), missing],
    ['does not find a layer, in the words of a web site', at('layer', pageRefusal(404)), unreachable],
    ['is ill where a layer is', at('layer', refuse(500)), unreachable],
    ['limits whoever asks for a layer', at('layer', refuse(429)), limited],
    [
      'sends elsewhere for a layer',
      at('layer', refuse(307, undefined, { location: 'https://cdn.example/' })),
      fine,
    ],
    ['knows no HEAD of a layer', at('layer', headless), fine],
    ['knows no HEAD of a layer that it has lost', at('layer', headlessAndLost), missing],
    ['sends something without end', at('get', giant), unreachable],
    ['sends something without end, and no digest', giant, unreachable],
    [
      'redirects in a circle',
      (request, response) => refuse(307, undefined, { location: request.url ?? '' })(request, response),
      unreachable,
    ],
    [
      'redirects to a private network',
      refuse(302, undefined, { location: 'https://10.0.0.1/' }),
      unreachable,
    ],
    ['redirects to http', refuse(302, undefined, { location: 'http://example.org/' }), unreachable],
    ['is a page of the network in between', page, unreachable],
    ['is a web site without this page', pageRefusal(404), unreachable],
    [
      'is another API',
      answer('{"message": "no Route matched"}', { 'content-type': 'application/json' }, 404),
      unreachable,
    ],
    [
      'answers JSON that is no manifest',
      answer('{"ok": true}', { 'content-type': 'application/json' }),
      unreachable,
    ],
    [
      'answers a manifest of schema 1',
      answer('{"schemaVersion": 1, "fsLayers": []}'),
      { ...missing, codes: ['image/missing', 'image/missing', 'image/tag-moved'] },
    ],
    ['answers schema 1 to GET', at('get', answer('{"schemaVersion": 1, "fsLayers": []}')), missing],
    ['answers half of schema 1', answer('{"schemaVersion": 1}'), unreachable],
    ['is ill', refuse(500), unreachable],
    ['is ill behind its proxy', pageRefusal(502), unreachable],
    ['is closed', refuse(503, 'UNAVAILABLE'), unreachable],
    ['does not like the question', refuse(400, 'NAME_INVALID'), unreachable],

    ['limits, and says for how long', refuse(429, 'TOOMANYREQUESTS', { 'retry-after': '3600' }), limited],
    [
      'limits, and names the time when it ends',
      refuse(429, 'TOOMANYREQUESTS', { 'retry-after': 'Wed, 01 Jan 2099 00:00:00 GMT' }),
      limited,
    ],
    ['limits, and does not say for how long', refuse(429, 'TOOMANYREQUESTS'), limited],
    ['limits without words', refuse(429), limited],
    ['limits under another name', refuse(403, 'TOOMANYREQUESTS'), limited],

    [
      'wants a password',
      refuse(401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="x"' }),
      unauthorized,
    ],
    ['is behind a firewall', pageRefusal(403), unauthorized],
    [
      'sends to a private network for a token',
      refuse(401, 'UNAUTHORIZED', { 'www-authenticate': 'Bearer realm="https://169.254.169.254/token"' }),
      unauthorized,
    ],
    [
      'sends nowhere for a token',
      refuse(401, 'UNAUTHORIZED', { 'www-authenticate': 'Bearer service="x"' }),
      unauthorized,
    ],
    ['denies', refuse(403, 'DENIED'), denied],
    ['denies without a challenge', refuse(401, 'UNAUTHORIZED'), denied],
    ['denies in the words of another', refuse(404, 'DENIED'), denied],

    ['says it is gone', refuse(404, 'MANIFEST_UNKNOWN'), missing],
    ['says it has expired', refuse(404, 'TAG_EXPIRED'), missing],
    ['says the repository is gone', refuse(404, 'NAME_UNKNOWN'), missing],
    [
      'says so in a header only',
      refuse(404, undefined, { 'docker-distribution-api-version': 'registry/2.0' }),
      missing,
    ],
  ])('%s', async (_, handler, expected) => {
    const options = expected === unreachable ? HASTY : PATIENT;
    expect(judge(await observe(handler, undefined, options))).toEqual(expected);
  });

  it.each<[string, Handler, string]>([
    ['is silent about it', silent, 'registry/unreachable'],
    ['is ill', refuse(500), 'registry/unreachable'],
    ['limits', refuse(429), 'registry/unreachable'],
    ['denies', refuse(403, 'DENIED'), 'registry/unreachable'],
  ])('serves another image, and about the pinned one %s', async (_, fault, code) => {
    const pin = `sha256:${'7'.repeat(64)}`;
    const handler: Handler = (request, response) =>
      request.url?.endsWith(pin) ? fault(request, response) : behave(request, response);
    const { first, second, codes } = judge(
      await observe(handler, pin, fault === silent ? HASTY : PATIENT),
      pin,
    );
    expect([first, second, codes?.includes('image/digest-gone')]).toEqual(['unknown', 'unknown', false]);
    expect(codes).toContain(code);
  });

  it('describes an image with entry points and layers without end is understood', async () => {
    expect(judge(await observe(hostileImage, null), null)).toEqual(fine);
  });

  it('takes a token for expired is asked with a new one', async () => {
    let given = 0;
    const handler: Handler = (request, response) => {
      if (request.url?.startsWith('/token')) {
        given += 1;
        return answer(JSON.stringify({ token: `token-${given}` }))(request, response);
      }
      if (request.headers.authorization === 'Bearer token-2') return behave(request, response);
      const challenge = `Bearer realm="http://${request.headers.host}/token"`;
      const isExpired = request.headers.authorization !== undefined;
      const error = isExpired ? ',error="invalid_token"' : '';
      return refuse(401, 'UNAUTHORIZED', { 'www-authenticate': `${challenge}${error}` })(request, response);
    };
    await using server = await startHttpServer(handler);
    const { check, close } = client(server.host);
    expect(judge(await check())).toEqual(fine);
    expect(given).toBe(2);
    close();
  });

  it('gives tokens that it does not accept', async () => {
    const handler: Handler = (request, response) => {
      if (request.url?.startsWith('/token')) return answer('{"access_token": "abcdef"}')(request, response);
      const host = request.headers.host ?? '';
      const challenge = `Bearer realm="http://${host}/token",error="invalid_token"`;
      return refuse(401, 'UNAUTHORIZED', { 'www-authenticate': challenge })(request, response);
    };
    expect(judge(await observe(handler))).toEqual(unauthorized);
  });

  it.each([
    ['a page', page],
    ['a number', answer('{"token": 5, "expires_in": "soon"}')],
    ['nothing usable', answer('{"token": "line\\nbreak"}')],
    ['an empty object', answer('{}')],
  ])('gives %s instead of a token', async (_, token) => {
    const handler: Handler = (request, response) => {
      if (request.url?.startsWith('/token')) return token(request, response);
      const challenge = `Bearer realm="http://${request.headers.host}/token"`;
      return refuse(401, 'UNAUTHORIZED', { 'www-authenticate': challenge })(request, response);
    };
    expect(judge(await observe(handler))).toEqual(unauthorized);
  });
});

describe('a registry with', () => {
  it('a name that is not known', async () => {
    const { check, close } = client('registry.example.org', {
      lookup: (_, __, callback) => callback(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }), '', 4),
    });
    expect(judge(await check())).toEqual(unreachable);
    close();
  });

  it('a certificate that nobody vouches for', async () => {
    const key = await createSigningKey();
    const server = createTlsServer({ key: key.privateKey, cert: key.certificate }, behave);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    // Loopback registries speak http, so this one gets a name that leads here.
    const lookup: HttpClientOptions['lookup'] = (_, __, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const { check, close } = client(`registry.example.org:${port}`, { lookup });
    const observation = await check();
    close();
    server.close();
    expect(judge(observation)).toEqual(unreachable);
    expect(observation).toMatchObject({ detail: { kind: 'tls-failed' } });
  });
});

describe('what signs in to a registry', () => {
  const credentials: CredentialStore = { find: () => ({ username: 'reader', password: 'open-sesame' }) };
  const wantsToken = (realm: string) =>
    refuse(401, 'UNAUTHORIZED', { 'www-authenticate': `Bearer realm="${realm}",service="s"` });
  const wantsBasic = refuse(401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="x"' });
  const look = async (host: string, store: CredentialStore) => {
    const http = createHttpClient({ retryDelaysMs: [1, 1] });
    const registry = createRegistryClient({ http, credentials: store, now: () => Date.parse(NIGHTS[0]) });
    const observation = await registry.checkImage(
      { registry: host, repository: 'course/env', tag: 'v1' },
      DIGEST,
    );
    http.close();
    return observation;
  };

  it.each<[string, Handler]>([
    ['a password', wantsBasic],
    ['a token', (request, response) => wantsToken(`http://${request.headers.host}/token`)(request, response)],
  ])('is not shown to a storage that it redirects to and that wants %s', async (_, challenge) => {
    const seen: IncomingMessage[] = [];
    const storage: Handler = (request, response) => {
      seen.push(request);
      if (request.url?.startsWith('/token')) answer('{"token": "t"}')(request, response);
      else challenge(request, response);
    };
    await using elsewhere = await startHttpServer(storage);
    const redirect: Handler = (request, response) =>
      refuse(307, undefined, { location: `http://${elsewhere.host}${request.url}` })(request, response);
    await using server = await startHttpServer(at('config', redirect));
    const observation = await look(server.host, credentials);
    expect(judge(observation)).toEqual(unauthorized);
    expect(JSON.stringify(observation)).toContain(elsewhere.host);
    expect(seen.map(({ headers, url }) => [headers.authorization, url?.includes('token')])).toEqual([
      [undefined, false],
    ]);
  });

  it('is an identity token, which only the token server sees, in the body of a POST', async () => {
    const posted: string[] = [];
    const handler: Handler = async (request, response) => {
      if (request.url?.startsWith('/token')) {
        if (request.method !== 'POST') return refuse(401, 'UNAUTHORIZED')(request, response);
        const chunks = await request.toArray();
        posted.push(`${request.url} ${Buffer.concat(chunks)}`);
        return answer('{"access_token": "pull-token", "expires_in": 60}')(request, response);
      }
      const isIn = request.headers.authorization === 'Bearer pull-token';
      (isIn ? behave : wantsToken(`http://${request.headers.host}/token`))(request, response);
    };
    await using server = await startHttpServer(handler);
    const identityToken = { find: () => ({ username: '', password: '', identityToken: 'id&token' }) };
    expect(judge(await look(server.host, identityToken))).toEqual(fine);
    expect(posted).toEqual([
      '/token grant_type=refresh_token&client_id=slipway&service=s&scope=repository%3Acourse%2Fenv%3Apull&refresh_token=id%26token',
    ]);
  });

  it('is an identity token, which a redirect of the token server gets nothing of', async () => {
    const seen: string[] = [];
    await using elsewhere = await startHttpServer(async (request, response) => {
      seen.push(Buffer.concat(await request.toArray()).toString());
      answer('{"token": "t"}')(request, response);
    });
    await using server = await startHttpServer((request, response) => {
      const isToken = request.url?.startsWith('/token') === true && request.method === 'POST';
      const location = `http://${elsewhere.host}/token`;
      (isToken ? refuse(307, undefined, { location }) : wantsToken(`http://${request.headers.host}/token`))(
        request,
        response,
      );
    });
    const identityToken = { find: () => ({ username: '', password: '', identityToken: 'id-token' }) };
    const { first } = judge(await look(server.host, identityToken));
    expect([first, seen]).toEqual(['unknown', []]);
  });
});

it('never shows a secret in what it says', async () => {
  const secrets = ['hunter2-token', 'deadbeef'];
  const handler: Handler = (request, response) => {
    if (request.url?.startsWith('/token')) {
      return answer(JSON.stringify({ token: 'hunter2-token' }))(request, response);
    }
    if (request.headers.authorization === undefined) {
      const challenge = `Bearer realm="http://${request.headers.host}/token?client_secret=deadbeef"`;
      return refuse(401, 'UNAUTHORIZED', { 'www-authenticate': challenge })(request, response);
    }
    response.writeHead(403, { 'content-type': 'application/json' });
    const message = `bad ${request.headers.authorization} at https://x.example/?token=deadbeef`;
    response.end(JSON.stringify({ errors: [{ code: 'DENIED', message }] }));
  };
  const text = JSON.stringify(await observe(handler));
  expect(text).toContain('DENIED');
  for (const secret of secrets) expect(text).not.toContain(secret);
});
