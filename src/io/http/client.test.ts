import type { LookupFunction } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startHttpServer, startTcpServer } from '../../../tests/support/http-server.ts';
import { createHttpClient, type HttpClientOptions } from './client.ts';
import { requestFollowing } from './redirects.ts';

/** A busy machine is late with every answer. */
const patient: HttpClientOptions = {
  timeouts: { connectMs: 20_000, idleMs: 20_000, totalMs: 20_000 },
  retryDelaysMs: [1, 1],
  maxRetryAfterMs: 50,
};

/** For who never answers. */
const hasty: HttpClientOptions = {
  timeouts: { connectMs: 1000, idleMs: 150, totalMs: 400 },
  retryDelaysMs: [],
};

async function get(url: URL, options: HttpClientOptions = {}, isPublicOnly = false) {
  const client = createHttpClient({ ...patient, ...options });
  try {
    return await client.request({ method: 'GET', url, maxBytes: 1000, isPublicOnly });
  } finally {
    client.close();
  }
}

const lookupTo =
  (address: string): LookupFunction =>
  (_, __, callback) =>
    callback(null, [{ address, family: 4 }]);

describe('an answer', () => {
  it('comes with status, headers and body', async () => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(418, { 'x-kind': 'teapot' }).end('short and stout');
    });
    const result = await get(server.url);
    expect(result).toMatchObject({ ok: true, value: { status: 418, headers: { 'x-kind': 'teapot' } } });
    expect(result.ok && result.value.body.toString()).toBe('short and stout');
  });

  const head = 'HTTP/1.1 200 OK\r\n';
  it.each([
    ['is cut off', `${head}content-length: 100\r\n\r\nonly this`, 'http/truncated'],
    ['is cut off in chunks', `${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`, 'http/truncated'],
    ['is announced too large', `${head}content-length: 5000\r\n\r\n`, 'http/too-large'],
    [
      'is too large',
      `${head}transfer-encoding: chunked\r\n\r\n${'3e8\r\n'}${'x'.repeat(1000)}\r\n${'3e8\r\n'}${'x'.repeat(1000)}\r\n`,
      'http/too-large',
    ],
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'http/not-http'],
    ['never begins', '', 'http/reset'],
  ])('that %s is a failure', async (_, bytes, code) => {
    await using server = await startTcpServer((socket) => {
      socket.once('data', () => (code === 'http/too-large' ? socket.write(bytes) : socket.end(bytes)));
    });
    expect(await get(server.url)).toMatchObject({ ok: false, failure: { code } });
  });

  it.each([
    ['gzip', 'gzip', gzipSync('a word')],
    ['Brotli', 'br', brotliCompressSync('a word')],
    ['deflate', 'deflate', deflateSync('a word')],
    ['deflate without its header', 'deflate', deflateRawSync('a word')],
    ['one on top of the other', 'deflate, GZIP', gzipSync(deflateSync('a word'))],
    ['nothing', 'identity', Buffer.from('a word')],
  ])('that nobody asked to compress is read: %s', async (_, encoding, bytes) => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    });
    const result = await get(server.url);
    expect(result.ok && result.value.body.toString()).toBe('a word');
  });

  it.each([
    ['of an unknown kind', 'compress', Buffer.from('a word'), 'http/encoding'],
    ['more often than anybody needs', 'gzip, gzip, gzip, gzip', gzipSync('a word'), 'http/encoding'],
    ['in name alone', 'gzip', Buffer.from('{"a": 1}'), 'http/encoding'],
    ['and cut off', 'gzip', gzipSync('a word').subarray(0, 15), 'http/truncated'],
    [
      'and cut off, with Brotli',
      'br',
      brotliCompressSync('a word'.repeat(9)).subarray(0, 9),
      'http/truncated',
    ],
    ['and too large for its limit', 'gzip', gzipSync('a'.repeat(1001)), 'http/too-large'],
  ])('that is compressed %s is what it is', async (_, encoding, bytes, code) => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    });
    expect(await get(server.url)).toMatchObject({ ok: false, failure: { code } });
  });

  it('names what a server says of its compression, in short', async () => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'x'.repeat(9000) }).end('a word');
    });
    const result = await get(server.url);
    expect(!result.ok && result.failure.message.length).toBeLessThan(150);
  });

  it('to HEAD is not decoded', async () => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '40' }).end();
    });
    const client = createHttpClient(patient);
    const result = await client.request({ method: 'HEAD', url: server.url, maxBytes: 10 });
    client.close();
    expect(result).toMatchObject({ ok: true, value: { status: 200 } });
  });

  it('that never comes is a failure, and so is one that trickles', async () => {
    await using silent = await startTcpServer(() => {});
    expect(await get(silent.url, hasty)).toMatchObject({ failure: { code: 'http/timeout' } });
    await using slow = await startHttpServer((_, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await get(slow.url, hasty)).toMatchObject({ failure: { code: 'http/timeout' } });
  });
});

describe('a host', () => {
  it('that is not there is a failure with a name', async () => {
    const server = await startHttpServer(() => {});
    await server.stop();
    expect(await get(server.url)).toMatchObject({ failure: { code: 'http/refused' } });
    const lookup: LookupFunction = (_, __, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 4);
    expect(await get(new URL('https://nowhere.example/'), { lookup })).toMatchObject({
      failure: { code: 'http/dns' },
    });
  });

  it('that speaks no TLS is a failure', async () => {
    await using server = await startHttpServer(() => {});
    expect(await get(new URL(`https://${server.host}/`))).toMatchObject({ failure: { code: 'http/tls' } });
  });

  it('on a private network is not gone to where a stranger named it', async () => {
    expect(await get(new URL('https://10.0.0.1/'), {}, true)).toMatchObject({
      failure: { code: 'http/not-allowed' },
    });
    const rebinding = await get(new URL('https://rebind.example/'), { lookup: lookupTo('127.0.0.1') }, true);
    expect(rebinding).toMatchObject({ failure: { code: 'http/not-allowed' } });
  });

  it('never gets more requests at a time than allowed', async () => {
    let now = 0;
    let most = 0;
    await using server = await startHttpServer((_, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.end();
      }, 5);
    });
    const client = createHttpClient({ ...patient, concurrencyPerHost: 3 });
    const requests = Array.from({ length: 20 }, () =>
      client.request({ method: 'GET', url: server.url, maxBytes: 10 }),
    );
    await Promise.all(requests);
    client.close();
    expect(most).toBe(3);
  });
});

describe('trying again', () => {
  /** A server that gives these answers one after the other, and the last one for ever. */
  async function startScript(...answers: [status: number, headers?: Record<string, string>][]) {
    let count = 0;
    const server = await startHttpServer((_, response) => {
      const [status, headers] = answers[Math.min(count, answers.length - 1)] ?? [500];
      count += 1;
      response.writeHead(status, headers).end();
    });
    return { ...server, count: () => count };
  }

  it.each([
    [[503, 503, 200], 200, 3],
    [[500, 200], 200, 2],
    [[429, 200], 200, 2],
    [[502, 502, 502, 200], 502, 3],
    [[404, 200], 404, 1],
    [[401, 200], 401, 1],
  ])('%j ends with %s after %s requests', async (statuses, expected, requests) => {
    const server = await startScript(...statuses.map((status): [number] => [status]));
    expect(await get(server.url)).toMatchObject({ value: { status: expected } });
    expect(server.count()).toBe(requests);
    await server.stop();
  });

  it('waits as long as it is asked to, and no longer than it can', async () => {
    const slept: number[] = [];
    let time = 0;
    const clock = {
      now: () => time,
      maxRetryAfterMs: 20_000,
      sleep: async (delayMs: number) => {
        slept.push(delayMs);
        time += delayMs;
      },
    };
    const patient = await startScript([429, { 'retry-after': '7' }], [200]);
    expect(await get(patient.url, clock)).toMatchObject({ value: { status: 200 } });
    expect(slept).toEqual([7000]);
    await patient.stop();

    const strict = await startScript([429, { 'retry-after': '3600' }]);
    const client = createHttpClient({ ...patient, ...clock });
    const request = { method: 'GET', url: strict.url, maxBytes: 10 } as const;
    expect(await client.request(request)).toMatchObject({ value: { status: 429 } });
    expect(await client.request(request)).toMatchObject({ failure: { code: 'http/rate-limited' } });
    expect(strict.count()).toBe(1);
    client.close();
    await strict.stop();
  });

  it('waits for the next quota where an answer says that this one is used up', async () => {
    const slept: number[] = [];
    let time = 0;
    const server = await startScript([200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }], [200]);
    const client = createHttpClient({
      ...patient,
      maxRetryAfterMs: 20_000,
      now: () => time,
      sleep: async (delayMs) => {
        slept.push(delayMs);
        time += delayMs;
      },
    });
    const request = { method: 'GET', url: server.url, maxBytes: 10 } as const;
    await client.request(request);
    await client.request(request);
    expect(slept).toEqual([9000]);
    client.close();
    await server.stop();
  });

  it('is not done for a host that failed in spite of it', async () => {
    let connections = 0;
    await using server = await startTcpServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    const client = createHttpClient(patient);
    const request = { method: 'GET', url: server.url, maxBytes: 10 } as const;
    await client.request(request);
    expect(connections).toBe(3);
    await client.request(request);
    expect(connections).toBe(4);
    client.close();
  });

  it('ends at once when the night is stopped', async () => {
    await using server = await startTcpServer(() => {});
    const stopper = new AbortController();
    const pending = get(server.url, {
      signal: stopper.signal,
      timeouts: { connectMs: 9e6, idleMs: 9e6, totalMs: 9e6 },
    });
    setTimeout(() => stopper.abort(), 20);
    expect(await pending).toMatchObject({ failure: { code: 'http/aborted' } });
  });
});

describe('redirects', () => {
  it('are followed, and leave what identifies us behind when the host changes', async () => {
    const seen: (string | undefined)[] = [];
    await using other = await startHttpServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('there');
    });
    await using server = await startHttpServer((request, response) => {
      seen.push(request.headers.authorization);
      const location = request.url === '/' ? '/again' : other.url.href;
      response.writeHead(307, { location }).end();
    });
    const client = createHttpClient(patient);
    const headers = { Authorization: 'Bearer secret-token' };
    const result = await requestFollowing(client, { method: 'GET', url: server.url, maxBytes: 100, headers });
    client.close();
    expect(result.ok && result.value.body.toString()).toBe('there');
    expect(seen).toEqual(['Bearer secret-token', 'Bearer secret-token', undefined]);
  });

  it.each([
    ['a circle', '/', 'http/redirects'],
    ['nowhere', undefined, 'http/redirects'],
    ['a private network', 'https://10.0.0.1/', 'http/not-allowed'],
    ['an unencrypted address', 'http://example.org/', 'http/not-allowed'],
    ['a file', 'file:///etc/passwd', 'http/not-allowed'],
  ])('to %s are not', async (_, location, code) => {
    await using server = await startHttpServer((_, response) => {
      response.writeHead(302, location === undefined ? {} : { location }).end();
    });
    const client = createHttpClient(patient);
    const result = await requestFollowing(client, { method: 'GET', url: server.url, maxBytes: 100 });
    client.close();
    expect(result).toMatchObject({ ok: false, failure: { code } });
  });

  it('end somewhere', async () => {
    let count = 0;
    await using server = await startHttpServer((_, response) => {
      count += 1;
      response.writeHead(302, { location: `/${count}` }).end();
    });
    const client = createHttpClient(patient);
    const result = await requestFollowing(client, { method: 'GET', url: server.url, maxBytes: 100 });
    client.close();
    expect(result).toMatchObject({ ok: false, failure: { code: 'http/redirects' } });
    expect(count).toBeLessThan(10);
  });
});
