import type { IncomingMessage, ServerResponse } from 'node:http';
import { request as requestHttp } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldStatus } from '../../src/core/health/fold.ts';
import type { HubType } from '../../src/core/hub-kinds/kinds.ts';
import { createHttpClient } from '../../src/io/http/client.ts';
import { createHubClient } from '../../src/io/hub/client.ts';
import { startHttpServer } from '../support/http-server.ts';
import { JUPYTERHUB_PARTS, type RunningJupyterHub, startJupyterHub } from '../support/jupyterhub.ts';
import { observeHub, observeNight } from '../support/observations.ts';
import { chooseSample } from '../support/sample.ts';
import { describeWith } from '../support/system-packages.ts';

/*
 * A real JupyterHub behind everything that universities and networks put in front of one. A person, who has
 * signed in there and carries a cookie, is asked what is true; the nightly check, which has none, may say that it does not
 * know, but never the contrary.
 */

const NIGHTS = ['2026-11-20T03:23:00.000Z', '2026-11-21T03:23:00.000Z'] as const;
const PERSON = 'person=1';

/** What a program gets in place of the hub's answer. */
type Front = (request: IncomingMessage, response: ServerResponse) => void;
const say =
  (status: number, body = '', headers: Record<string, string> = {}): Front =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };

const FRONTS: Readonly<Record<string, Front>> = {
  'a sign-in page': say(200, '<title>University</title><form method="post">'),
  'a sign-in page of a megabyte': say(200, ' '.repeat(1_000_000)),
  'a sign-in elsewhere': say(302, '', { location: 'https://login.example.invalid/' }),
  'a sign-in at a private name': say(302, '', { location: 'https://login.university.internal/' }),
  'a sign-in at a private address': say(302, '', { location: 'https://10.1.2.3/' }),
  'a sign-in of its own': (request, response) =>
    request.url?.startsWith('/sign-in')
      ? say(200, '<form>')(request, response)
      : say(302, '', { location: '/sign-in' })(request, response),
  'a cookie first': (request, response) =>
    say(302, '', { location: request.url ?? '/', 'set-cookie': PERSON })(request, response),
  'one redirect after the other': (request, response) =>
    say(307, '', { location: `${request.url}x` })(request, response),
  'a check for robots': say(403, 'Just a moment', { 'cf-mitigated': 'challenge' }),
  'a check for robots that seems ill': say(503, '<script src="/cdn-cgi/challenge-platform/x">'),
  'a check for robots that seems well': say(202, '', { 'x-amzn-waf-action': 'challenge' }),
  'a puzzle': say(200, '<script src="/.within.website/x/cmd/anubis/main.js">'),
  'a barrier': say(403, '<h1>Forbidden</h1>'),
  'a password': say(401, '', { 'www-authenticate': 'Basic realm="hub"' }),
  'a proxy': say(407),
  'a network that wants to be paid': say(511, '<h1>Sign in</h1>'),
  'a bar by law': say(451),
  'a limit': say(429),
  'a limit with a time': say(429, '', { 'retry-after': '7200' }),
  'a pause': say(503, '', { 'retry-after': '7200' }),
  'a notice': say(200, '<h1>We are back at six</h1>'),
  'an empty answer': say(200),
  'another API': say(200, '{"message": "Missing token"}', { 'content-type': 'application/json' }),
  nothing: (_, response) => response.writeHead(204).end(),
};

/** Which paths the front keeps for itself. */
const REACH: Readonly<Record<string, (path: string) => boolean>> = {
  everything: () => true,
  'the API': (path) => path.includes('/hub/api'),
  'its health': (path) => path.endsWith('/health'),
  'all but the sign-in': (path) => !path.endsWith('/hub/login'),
};

const HUBS = ['alive', 'dead', 'ill'] as const;
const CASES = Object.keys(FRONTS).flatMap((front) =>
  Object.keys(REACH).flatMap((reach) => HUBS.map((hub) => [front, reach, hub] as const)),
);

describeWith(JUPYTERHUB_PARTS, 'a real JupyterHub', () => {
  let hub: RunningJupyterHub;
  beforeAll(async () => {
    hub = await startJupyterHub();
  });
  afterAll(async () => {
    await hub.stop();
  });

  async function judge(type: HubType, url: string) {
    const http = createHttpClient({
      retryDelaysMs: [],
      timeouts: { connectMs: 5000, idleMs: 20_000, totalMs: 30_000 },
    });
    const check = await createHubClient(http).checkHub({ type, url });
    http.close();
    const night = observeNight({ hubs: [observeHub(check)] });
    const first = foldStatus(undefined, night, NIGHTS[0]);
    return [first.hubs[0]?.verdict, foldStatus(first, night, NIGHTS[1]).hubs[0]?.verdict];
  }

  /** Passes requests on to the hub, or to a place where there is none any more. */
  function pass(request: IncomingMessage, response: ServerResponse, target: string) {
    const outgoing = requestHttp(
      new URL(request.url ?? '/', target),
      { method: request.method, headers: request.headers },
      (incoming) => incoming.pipe(response.writeHead(incoming.statusCode ?? 502, incoming.headers)),
    );
    outgoing.on('error', () => response.writeHead(502).end('<h1>Bad gateway</h1>'));
    request.pipe(outgoing);
  }

  it.each(chooseSample('SLIPWAY_ALL_STATES', CASES, 16))(
    'behind %s for %s, and %s, is never said to be the contrary',
    async (front, reach, state) => {
      await using server = await startHttpServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://hub.invalid').pathname;
        const isPerson = request.headers.cookie === PERSON;
        if (!isPerson && REACH[reach]?.(path)) return FRONTS[front]?.(request, response);
        if (state === 'ill') return void response.writeHead(500).end('<h1>500</h1>');
        pass(request, response, state === 'alive' ? hub.url : 'http://127.0.0.1:9');
      });
      const url = `http://${server.host}`;
      const seen = await fetch(`${url}/hub/login`, { headers: { cookie: PERSON } });
      const canLaunch = seen.status === 200 && (await seen.text()).includes('JupyterHub');
      expect(canLaunch).toBe(state === 'alive');
      const verdicts = await judge('jupyterhub', url);
      for (const verdict of verdicts) expect(verdict).not.toBe(canLaunch ? 'failing' : 'ok');
      if (!canLaunch) expect(verdicts[0]).toBe('unknown');
      // What lets itself be seen is known.
      if (canLaunch && reach !== 'everything' && reach !== 'all but the sign-in') {
        const asksForTime = front.startsWith('a limit') || front === 'a pause';
        if (!asksForTime) expect(verdicts[1]).toBe('ok');
      }
      if (canLaunch) expect(await judge('binderhub', url)).not.toContain('ok');
    },
  );
});
