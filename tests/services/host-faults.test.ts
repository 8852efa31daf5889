import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import type { HubCheck } from '../../src/core/health/observations.ts';
import type { StatusRow } from '../../src/core/health/types.ts';
import type { HubType } from '../../src/core/hub-kinds/kinds.ts';
import { createGitClient } from '../../src/io/git/client.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/io/http/client.ts';
import { createHubClient } from '../../src/io/hub/client.ts';
import { observeContent as observeRepository } from '../../src/tasks/night/night-contents.ts';
import { createRepositories } from '../../src/tasks/night/night-repositories.ts';
import { observeBinder } from '../../src/tasks/night/observe-binder.ts';
import { createTestRepository, testGitEnvironment } from '../support/git-repository.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { startHttpServer, startTcpServer } from '../support/http-server.ts';
import { observeHub, observeNight, observeVersion } from '../support/observations.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporary.ts';
import { createSigningKey } from '../support/token-server.ts';
import { findUntranslatedDetails } from '../support/told-details.ts';

/*
 * Hubs and git hosts that misbehave in one way at a time, and what two nightly checks make of it. What may pass by
 * itself is never `failing` in one nightly check; what a hub or a git host says for certain never stays `ok`.
 */

const NIGHTS = ['2026-11-20T03:23:00.000Z', '2026-11-21T03:23:00.000Z'] as const;

/** Verdicts of two nightly checks that saw the same, and the reasons of the first. */
function judge(
  parts: Parameters<typeof observeNight>[0],
  pick: (status: ReturnType<typeof foldStatus>) => StatusRow | undefined,
) {
  const night = observeNight(parts);
  const first = foldStatus(undefined, night, NIGHTS[0]);
  const second = pick(foldStatus(first, night, NIGHTS[1]));
  expect(findUntranslatedDetails(pick(first))).toEqual([]);
  return [pick(first)?.verdict, second?.verdict, ...(pick(first)?.reasons.map(({ code }) => code) ?? [])];
}
const judgeHubCheck = (check: HubCheck) => judge({ hubs: [observeHub(check)] }, ({ hubs }) => hubs[0]);

describe('a hub that', () => {
  type Handler = (request: IncomingMessage, response: ServerResponse) => void;
  const quick: HttpClientOptions = {
    retryDelaysMs: [1],
    maxRetryAfterMs: 20,
    timeouts: { connectMs: 300, idleMs: 150, totalMs: 400 },
  };
  const patient = { ...quick, timeouts: { connectMs: 20_000, idleMs: 20_000, totalMs: 20_000 } };
  const answer =
    (status: number, body: string | object = '', headers: Record<string, string> = {}): Handler =>
    (_, response) => {
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  const versions = answer(200, { builder_info: {}, binderhub: '1.0.0' });
  const well = answer(200, { ok: true, checks: [] });
  const ill = answer(503, { ok: false, checks: [{ service: 'JupyterHub API', ok: false }] });
  const nothing = answer(404, '<h1>Not found</h1>');
  const page = answer(200, '<h1>Please accept the conditions</h1>', { 'content-type': 'text/html' });
  const binder =
    (version: Handler, health: Handler): Handler =>
    (request, response) =>
      (request.url === '/versions' ? version : request.url === '/health' ? health : nothing)(
        request,
        response,
      );
  const jupyter =
    (api: Handler, health: Handler): Handler =>
    (request, response) =>
      (request.url === '/hub/api/' ? api : request.url?.endsWith('health') ? health : nothing)(
        request,
        response,
      );
  const api = answer(200, { version: '5.4.4' });
  const truncated: Handler = (_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"binderhub"', () => response.destroy());
  };
  const trickle: Handler = (_, response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };

  const dripHead: Handler = (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => request.socket.write('x-drip: 1\r\n'), 20);
    request.socket.on('close', () => clearInterval(timer));
  };
  const halfAnswer: Handler = (_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"version"');
  };
  const ills = Array.from({ length: 4000 }, (_, index) => ({ service: `service ${index}`, ok: false }));

  const away = ['unknown', 'failing', 'hub/unreachable'];
  const unwell = ['unknown', 'failing', 'hub/unhealthy'];
  const limited = ['unknown', 'unknown', 'hub/rate-limited'];
  const refused = ['unknown', 'unknown', 'hub/refused'];

  const hubs: readonly [string, HubType, Handler, readonly string[]][] = [
    ['is well', 'binderhub', binder(versions, well), ['ok', 'ok']],
    ['is well, and a JupyterHub', 'jupyterhub', jupyter(api, answer(200)), ['ok', 'ok']],
    [
      'is of the other kind',
      'binderhub',
      jupyter(api, answer(200)),
      ['failing', 'failing', 'hub/wrong-kind'],
    ],
    [
      'is of the other kind, again',
      'jupyterhub',
      binder(versions, well),
      ['failing', 'failing', 'hub/wrong-kind'],
    ],
    ['says that it is ill', 'binderhub', binder(versions, ill), unwell],
    ['says that it is ill, and a JupyterHub', 'jupyterhub', jupyter(api, answer(500)), unwell],
    ['is behind a broken proxy', 'jupyterhub', answer(502, '<h1>Bad gateway</h1>'), unwell],
    ['is closed for the day', 'binderhub', answer(503), unwell],
    ['says nothing', 'binderhub', () => undefined, away],
    ['trickles', 'jupyterhub', trickle, away],
    ['breaks off', 'binderhub', truncated, away],
    [
      'sets a cookie and sends us to where we were',
      'jupyterhub',
      answer(302, '', { location: '/hub/api/', 'set-cookie': 'seen=1' }),
      refused,
    ],
    [
      'sets a cookie and sends us to where we were, as a BinderHub',
      'binderhub',
      answer(302, '', { location: '/versions', 'set-cookie': 'seen=1' }),
      refused,
    ],
    [
      'signs in at an address of a private network',
      'jupyterhub',
      answer(302, '', { location: 'https://10.0.0.1/' }),
      refused,
    ],
    [
      'signs in at a name of a private network',
      'binderhub',
      answer(302, '', { location: 'https://login.university.internal/' }),
      refused,
    ],
    ['sends a page without end', 'binderhub', answer(200, ' '.repeat(400_000)), refused],
    ['is a captive portal', 'binderhub', page, refused],
    ['is a captive portal, asked for a JupyterHub', 'jupyterhub', page, refused],
    ['is a network that wants a sign-in', 'binderhub', answer(511, '<h1>Sign in</h1>'), refused],
    ['is behind a proxy that wants a sign-in', 'jupyterhub', answer(407), refused],
    [
      'is behind a check for robots',
      'binderhub',
      answer(503, '<h1>Just a moment</h1>', { 'cf-mitigated': 'challenge' }),
      refused,
    ],
    [
      'is behind a check for robots that only its script tells',
      'jupyterhub',
      answer(503, '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'),
      refused,
    ],
    [
      'is behind a check for robots that answers well',
      'binderhub',
      answer(202, '', { 'x-amzn-waf-action': 'challenge' }),
      refused,
    ],
    [
      'is being repaired until a time it names',
      'jupyterhub',
      answer(503, '', { 'retry-after': '3600' }),
      limited,
    ],
    ['shows a notice of its repair', 'jupyterhub', answer(200, '<h1>Back at six</h1>'), refused],
    ['has nothing where a hub should be', 'binderhub', answer(404, '<h1>Not found</h1>'), unwell],
    ['has nothing where a JupyterHub should be', 'jupyterhub', answer(410), unwell],
    ['limits, and says for how long', 'binderhub', answer(429, '', { 'retry-after': '3600' }), limited],
    ['limits, and does not say for how long', 'jupyterhub', answer(429), limited],
    ['bars us', 'binderhub', answer(403, '<h1>Attention required</h1>'), refused],
    ['wants a sign-in first', 'jupyterhub', answer(401), refused],
    [
      'begins its JSON with a byte order mark',
      'binderhub',
      binder(answer(200, '\uFEFF{"binderhub": "1.0.0"}'), well),
      ['ok', 'ok'],
    ],
    ['drips its headers', 'binderhub', dripHead, away],
    ['hangs in the middle of its answer', 'jupyterhub', halfAnswer, away],
    ['is well, and then silent', 'binderhub', binder(versions, () => undefined), away],
    ['answers null', 'binderhub', answer(200, 'null'), refused],
    ['nests without end', 'jupyterhub', answer(200, '['.repeat(200_000)), refused],
    [
      'is ill in four thousand ways',
      'binderhub',
      binder(versions, answer(503, { ok: false, checks: ills })),
      unwell,
    ],
  ];
  it.each(hubs)('%s (a %s is expected)', async (_, type, handler, expected) => {
    await using server = await startHttpServer(handler);
    // Only one that may be silent is given up soon: a busy machine is late with every answer.
    const http = createHttpClient(expected === away ? quick : patient);
    const check = await createHubClient(http).checkHub({ type, url: `http://${server.host}` });
    http.close();
    expect(judgeHubCheck(check)).toEqual(expected);
  });

  it('sends to the sign-in of its university is not known', async () => {
    await using portal = await startHttpServer(page);
    await using server = await startHttpServer(answer(302, '', { location: portal.url.href }));
    const http = createHttpClient(patient);
    const check = await createHubClient(http).checkHub({ type: 'jupyterhub', url: `http://${server.host}` });
    http.close();
    expect(judgeHubCheck(check)).toEqual(refused);
  });

  it('has a broken name, no server, no HTTP, or a certificate that nobody vouches for', async () => {
    const key = await createSigningKey();
    const tls = createTlsServer({ key: key.privateKey, cert: key.certificate }, versions);
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const address = tls.address();
    await using noHttp = await startTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const lookup: HttpClientOptions['lookup'] = (name, _, callback) =>
      name === 'gone.example.org'
        ? callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 4)
        : callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const http = createHttpClient({ ...quick, lookup });
    const found: unknown[] = [];
    for (const url of [
      'https://gone.example.org',
      'http://127.0.0.1:9',
      `http://${noHttp.host}`,
      `https://hub.example.org:${typeof address === 'object' ? address?.port : ''}`,
    ]) {
      found.push(judgeHubCheck(await createHubClient(http).checkHub({ type: 'binderhub', url })));
    }
    http.close();
    tls.close();
    expect(found).toEqual([away, away, away, away]);
  });
});

describe('a hub that hangs', () => {
  const timeouts = { connectMs: 100, idleMs: 2000, totalMs: 4000 };
  const look = async (url: string, lookup?: HttpClientOptions['lookup']) => {
    const http = createHttpClient({
      retryDelaysMs: [],
      timeouts,
      ...(lookup === undefined ? {} : { lookup }),
    });
    const check = await createHubClient(http).checkHub({ type: 'binderhub', url });
    http.close();
    return check;
  };
  const here: HttpClientOptions['lookup'] = (_, __, callback) =>
    callback(null, [{ address: '127.0.0.1', family: 4 }]);

  it('while its name is looked up, or while a secure connection is made, is left after the time for connecting', async () => {
    await using mute = await startTcpServer(() => {});
    const port = new URL(mute.url).port;
    const told = [
      await look('https://hub.example.org', () => {}),
      await look(`https://hub.example.org:${port}`, here),
    ];
    for (const check of told) {
      expect(check).toMatchObject({
        kind: 'unreachable',
        detail: { kind: 'no-connection', args: { seconds: '0.1' } },
      });
      expect(judgeHubCheck(check)).toEqual(['unknown', 'failing', 'hub/unreachable']);
    }
  });
});

describe('a git host that', () => {
  let folder: TemporaryFolder;
  let server: GitServer;
  beforeAll(async () => {
    folder = await createTemporaryFolder('git-faults');
    server = await startGitServer(folder.path, {
      answer(path) {
        if (path.startsWith('/hang/')) return 'hang';
        if (path.startsWith('/drip/')) return 'drip';
        if (path.startsWith('/refs/')) return 'refs';
        if (path.startsWith('/private/')) return new URL('http://169.254.169.254/course');
        // The same repository under other names, whose packs arrive damaged.
        if (path.startsWith('/half/')) return 'half';
        if (path.startsWith('/garbled/')) return 'garbled';
        if (path.startsWith('/silent/') && path.endsWith('/git-upload-pack')) return 'hang';
        const status = /^\/status\/(\d+)\//u.exec(path)?.[1];
        return status === undefined ? undefined : Number(status);
      },
    });
    const repository = createTestRepository(folder.path, 'course');
    repository.commit('main', {
      'a.ipynb': '{}',
      Dockerfile: 'FROM registry.example.org/course/glaciers:v1\n',
    });
    repository.commit('bare', { 'a.ipynb': '{}' });
    repository.commit('wrong', { Dockerfile: 'FROM FROM registry.example.org/course/glaciers:v1\n' });
    createTestRepository(folder.path, 'empty');
    for (const name of ['half', 'garbled', 'silent']) {
      const spoilt = createTestRepository(folder.path, `${name}/course`);
      spoilt.commit('main', {
        'a.ipynb': '{}',
        Dockerfile: 'FROM registry.example.org/course/glaciers:v1\n',
      });
    }
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const unreachable = ['unknown', 'unknown', 'unreachable'];
  const lost = ['failing', 'failing', 'repository-missing'];
  const unfound = ['failing', 'failing', 'ref-missing'];

  it.each<[string, string, string, readonly string[]]>([
    ['is well', '/course', 'main', ['ok', 'ok']],
    ['says it does not have the repository', '/status/404/x', 'main', lost],
    ['says it is gone', '/status/410/x', 'main', lost],
    ['wants a sign-in', '/status/401/x', 'main', lost],
    ['does not have the branch', '/course', 'away', unfound],
    ['has an empty repository', '/empty', 'main', unfound],
    ['bars us', '/status/403/x', 'main', unreachable],
    ['limits', '/status/429/x', 'main', unreachable],
    ['is ill', '/status/500/x', 'main', unreachable],
    ['is closed for the day', '/status/503/x', 'main', unreachable],
    ['is a captive portal', '/status/200/x', 'main', unreachable],
    ['says nothing', '/hang/x', 'main', unreachable],
    ['trickles', '/drip/x', 'main', unreachable],
    ['sends half of what it has', '/half/course', 'main', unreachable],
    ['sends other bytes than it has', '/garbled/course', 'main', unreachable],
    ['says what it has, and then nothing', '/silent/course', 'main', unreachable],
    ['has branches without end', '/refs/x', 'main', unreachable],
    ['sends us to a private network', '/private/x', 'main', unreachable],
  ])('%s', async (name, path, branch, expected) => {
    const git = createGitClient({
      cacheDir: `${folder.path}/cache ${name}`,
      env: testGitEnvironment(),
      // Only those that would never end are not given the time that a busy machine needs.
      timeoutMs: /^\/(?:hang|drip|silent|refs)\//.test(path) ? 2000 : 30_000,
    });
    const repositories = createRepositories(git);
    const content = {
      id: 'tutorials',
      title: 'Tutorials',
      repository: server.url + path,
      branch,
      environment: 'glaciers',
      language: 'en',
      tags: [],
      include: [],
      exclude: [],
      repositoryPath: '',
      notebooks: [],
      editions: [],
    };
    const ports = { git, repositories, listNotebooks: async () => ['a.ipynb'] };
    const seen = await observeRepository(ports, content);
    const kinds = (prefix: string) => expected.map((word, index) => (index < 2 ? word : `${prefix}/${word}`));
    expect(judge({ contents: [seen] }, ({ contents }) => contents[0])).toEqual(kinds('content'));
    const binder = await observeBinder(
      ports,
      { repository: server.url + path, ref: branch },
      { registry: 'registry.example.org', repository: 'course/glaciers', tag: 'v1' },
    );
    const environments = [observeVersion({ binder, pinnedDigest: null })];
    expect(judge({ environments }, (status) => status.environments[0])).toEqual(kinds('binder'));
  });

  it.each([
    ['no Dockerfile', 'bare', 'binder/dockerfile-missing'],
    ['a wrong Dockerfile', 'wrong', 'binder/dockerfile-invalid'],
  ])('holds a Binder repository with %s', async (_, ref, code) => {
    const git = createGitClient({ cacheDir: `${folder.path}/cache`, env: testGitEnvironment() });
    const binder = await observeBinder(
      { git, repositories: createRepositories(git) },
      { repository: `${server.url}/course`, ref },
      { registry: 'registry.example.org', repository: 'course/glaciers', tag: 'v1' },
    );
    const environments = [observeVersion({ binder })];
    expect(judge({ environments }, (status) => status.environments[0])).toEqual(['failing', 'failing', code]);
  });
});
