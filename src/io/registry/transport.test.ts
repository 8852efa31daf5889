import { expect, it } from 'vitest';
import { ok } from '../../core/result.ts';
import type { HttpClient, HttpRequest } from '../http/types.ts';
import { createRegistryTransport } from './transport.ts';

const STORAGE = 'https://storage.example.net/blob';
const reference = { registry: 'registry.example.org', repository: 'course/env' };
const credentials = { username: 'reader', password: 'open-sesame' };

/** A registry that redirects to a storage host, which asks for its own sign-in. */
function createInternet(challenge: string) {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    async request(request) {
      asked.push(request);
      const { url } = request;
      const isStorage = url.href === STORAGE;
      const isRegistry = url.host === reference.registry && url.pathname.startsWith('/v2/');
      const headers = isStorage ? { 'www-authenticate': challenge } : isRegistry ? { location: STORAGE } : {};
      const status = isStorage ? 401 : isRegistry ? 307 : 200;
      return ok({ status, headers, body: Buffer.from('{"token":"t0ken"}'), url });
    },
    close: () => undefined,
  };
  return { asked, http };
}

it.each([
  'Basic realm="Registry"',
  'Bearer realm="https://registry.example.org/token",service="registry.example.org"',
  'Bearer realm="https://storage.example.net/token"',
])(
  'shows a host that the registry led to nothing of a sign-in, even where it asks: %s',
  async (challenge) => {
    const { asked, http } = createInternet(challenge);
    const transport = createRegistryTransport(http, { find: () => credentials }, Date.now);
    const result = await transport.request({ method: 'GET', reference, path: 'blobs/x', maxBytes: 1000 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'unauthorized', detail: { args: { host: 'storage.example.net' } } },
    });
    expect(asked.map(({ url }) => url.href)).toEqual([
      'https://registry.example.org/v2/course/env/blobs/x',
      STORAGE,
    ]);
    for (const { headers } of asked) expect(headers?.authorization).toBeUndefined();
  },
);
