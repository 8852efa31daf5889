import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer, startTcpServer, type TestServer } from './http-server.ts';

/** A hub that launches nothing: it says what it was asked for, and whether it is well. */
export interface HubStandIn extends AsyncDisposable {
  /** Address without a slash at the end. */
  readonly url: string;
  /** What was asked, as `/path?query`, in order. */
  readonly requests: readonly string[];
  /** Changes what `/health` or `/hub/api/` answers from now on; undefined is refused as by an old hub. */
  answer(health: object | undefined, status?: number): void;
  /** Changes what a build writes from now on. */
  build(events: readonly object[]): void;
  stop(): Promise<void>;
}

const RECORDED = new URL(
  '../../node_modules/@jupyterhub/binderhub-client/tests/fixtures/fullbuild.eventsource',
  import.meta.url,
);

/** A whole build as the official client recorded it, which ends in the given server. */
export function readRecordedBuild(server: { readonly url: string; readonly token: string }): object[] {
  return readFileSync(RECORDED, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as { phase?: string })
    .map((event) => (event.phase === 'ready' ? { ...event, ...server } : event));
}

/** A BinderHub with pages, `/health`, `/versions` and a build that writes given events and stays open. */
export async function startBinderStandIn(): Promise<HubStandIn> {
  let events: readonly object[] = [];
  return startStandIn(
    (request, response, health) => {
      const { pathname } = new URL(request.url ?? '/', 'http://hub.invalid');
      if (pathname.startsWith('/build/')) {
        if (request.headers.accept !== 'text/event-stream') {
          return void response.writeHead(200).end('data: {"phase":"failed","status_code":400}\n\n');
        }
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
        response.write(':keepalive\n\n');
        for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
        // BinderHub leaves the connection open; the client has to close it.
        return;
      }
      if (pathname === '/health' && health.body !== undefined) {
        return void response
          .writeHead(health.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(health.body));
      }
      if (pathname === '/versions') return void response.end('{"binderhub": "1.0"}');
      if (pathname.startsWith('/v2/')) {
        return void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<title>Binder</title><h1>Binder</h1>');
      }
      response.writeHead(404).end();
    },
    (next) => {
      events = next;
    },
  );
}

/** A JupyterHub with `/hub/api/` and a page in place of a user's server. */
export function startJupyterHubStandIn(): Promise<HubStandIn> {
  return startStandIn((request, response, health) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub.invalid');
    if (pathname === '/hub/api/' && health.body !== undefined) {
      return void response
        .writeHead(health.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(health.body));
    }
    if (pathname.startsWith('/hub/user-redirect/')) {
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<title>Hub</title><h1>Sign in</h1>');
    }
    response.writeHead(404).end();
  });
}

/** A hub that takes connections and never answers. */
export async function startHangingHub(): Promise<TestServer> {
  return startTcpServer(() => {});
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  health: { readonly body: object | undefined; readonly status: number },
) => void;

async function startStandIn(
  handle: Handler,
  build: (events: readonly object[]) => void = () => {},
): Promise<HubStandIn> {
  const requests: string[] = [];
  const health: { body: object | undefined; status: number } = {
    body: { ok: true, version: '5.4.4' },
    status: 200,
  };
  const server = await startHttpServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', '*');
      response.writeHead(204).end();
    } else handle(request, response, health);
  });
  return {
    url: server.url.href.replace(/\/$/, ''),
    requests,
    answer: (body, status = 200) => {
      health.body = body;
      health.status = status;
    },
    build,
    stop: server.stop,
    [Symbol.asyncDispose]: server.stop,
  };
}
