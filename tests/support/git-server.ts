import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import type { Readable } from 'node:stream';

export interface GitServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end; a repository is `<url>/<path below the root>`. */
  readonly url: string;
  /** `<method> <path and query>` of every request so far. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/**
 * An HTTP status, `hang` (never answer), `drip` (a byte now and then), `dumb` (plain files, as an old static host),
 * `half` (break off in the middle of a pack), `garbled` (a pack with other bytes in it), `refs` (branches
 * without end), or an address to redirect to.
 */
export type GitServerAnswer = number | 'hang' | 'drip' | 'dumb' | 'half' | 'garbled' | 'refs' | URL;

export interface GitServerOptions {
  /**
   * What to do with a request, or undefined to serve the repository.
   */
  readonly answer?: (path: string, request: IncomingMessage) => GitServerAnswer | undefined;
  /** False: use the first protocol only, as servers before git 2.18 do. Default true. */
  readonly hasProtocol2?: boolean;
}

/**
 * Serves the bare repositories below a folder over smart HTTP, by `git http-backend` behind a small
 * server on 127.0.0.1. Reading only.
 */
export async function startGitServer(rootFolder: string, options: GitServerOptions = {}): Promise<GitServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(`${request.method} ${request.url}`);
    const answer = options.answer?.(decodeURIComponent(url.pathname), request);
    if (answer === 'hang') return;
    if (answer === 'drip') return drip(response);
    if (answer === 'dumb') return serveFile(rootFolder, url, response);
    if (answer === 'refs') return listRefsEndlessly(response);
    if (answer instanceof URL) return void response.writeHead(301, { location: answer.href }).end();
    if (answer === 'half' || answer === 'garbled') {
      return serveByBackend(rootFolder, url, request, response, options.hasProtocol2 ?? true, answer);
    }
    if (answer !== undefined) {
      const headers = answer === 401 ? { 'www-authenticate': 'Basic realm="git"' } : {};
      response
        .writeHead(answer, { 'content-type': 'text/html', ...headers })
        .end('<!doctype html>\n<p>A page.\n');
      return;
    }
    serveByBackend(rootFolder, url, request, response, options.hasProtocol2 ?? true);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The git server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function serveByBackend(
  root: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  hasProtocol2: boolean,
  fault?: 'half' | 'garbled',
): void {
  const header = (name: string) => String(request.headers[name] ?? '');
  const backend = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: root,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: hasProtocol2 ? header('git-protocol') : '',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: header('content-type'),
      ...(header('content-length') === '' ? {} : { CONTENT_LENGTH: header('content-length') }),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  backend.stdin.on('error', () => undefined);
  request.pipe(backend.stdin);
  let head = Buffer.alloc(0);
  const readHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    backend.stdout.off('data', readHead);
    let status = 200;
    for (const line of head.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(/:\s*/u, 2);
      if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status);
    const body = head.subarray(end + 4);
    if (fault !== undefined) return spoilPack(body, backend.stdout, response, fault);
    response.write(body);
    backend.stdout.pipe(response);
  };
  backend.stdout.on('data', readHead);
  backend.on('close', () => fault === undefined && response.end());
  response.on('close', () => backend.kill());
}

/** Sends what git says, but a pack only half, or with other bytes in its middle. */
function spoilPack(start: Buffer, rest: Readable, response: ServerResponse, fault: 'half' | 'garbled'): void {
  const chunks = [start];
  rest.on('data', (chunk: Buffer) => chunks.push(chunk));
  rest.on('end', () => {
    const body = Buffer.concat(chunks);
    const pack = body.indexOf('PACK');
    const middle = pack + 20;
    if (pack < 0) response.end(body);
    else if (fault === 'garbled') response.end(Buffer.from(body).fill(0x55, middle, middle + 40));
    else response.write(body.subarray(0, middle), () => response.destroy());
  });
}

function listRefsEndlessly(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
  response.write('001e# service=git-upload-pack\n0000');
  let count = 0;
  const write = () => {
    for (let more = true; more && !response.destroyed; count += 1) {
      const line = `${'a'.repeat(40)} refs/heads/b${count}\n`;
      more = response.write(`${(line.length + 4).toString(16).padStart(4, '0')}${line}`);
    }
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}

function serveFile(root: string, url: URL, response: ServerResponse): void {
  const path = join(root, normalize(decodeURIComponent(url.pathname)));
  if (!existsSync(path) || !statSync(path).isFile()) response.writeHead(404).end();
  else createReadStream(path).pipe(response.writeHead(200));
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
  response.write('001e# service=git-upload-pack\n0000');
  const timer = setInterval(() => response.write('0006a\n'), 100);
  response.on('close', () => clearInterval(timer));
}
