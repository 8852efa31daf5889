import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { parseRequestAddress } from './request-address.ts';

export interface StaticServer {
  /** Address of the site's home, base path included. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a built site on loopback the way GitHub Pages does: folders end in a slash (301 without), an
 * unknown address gets `404.html` with status 404, and no header that GitHub Pages does not send hides what a
 * published file could do.
 *
 * @param options.base path that the site was built for, with a slash at both ends
 * @param options.port 0 for any free one
 * @throws the listening error, such as `EADDRINUSE`
 */
export async function startStaticServer(options: {
  readonly folder: string;
  readonly base: string;
  readonly port: number;
}): Promise<StaticServer> {
  const { folder, base, port } = options;
  const server = createServer(createSiteHandler(folder, base));
  await listen(server, port);
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://localhost:${actualPort}${base}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What answers requests for a built site; for a server that has others beside it. */
export function createSiteHandler(
  folder: string,
  base: string,
): (request: IncomingMessage, response: ServerResponse) => void {
  const files = sirv(folder, { etag: true });
  const notFound = readFileSync(join(folder, '404.html'));
  return (request, response) => {
    const url = parseRequestAddress(request.url);
    const redirect = (location: string) => response.writeHead(301, { Location: location }).end();
    const missing = () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound);
    };
    if (url === undefined) return missing();
    if (url.pathname === '/' && base !== '/') return redirect(base);
    if (`${url.pathname}/` === base) return redirect(base);
    if (!url.pathname.startsWith(base)) return missing();
    const path = `/${url.pathname.slice(base.length)}`;
    if (!path.endsWith('/') && isFolder(folder, path)) return redirect(`${url.pathname}/${url.search}`);
    request.url = `${path}${url.search}`;
    return files(request, response, missing);
  };
}

function isFolder(folder: string, path: string): boolean {
  try {
    return existsSync(join(folder, decodeURIComponent(path), 'index.html'));
  } catch {
    return false;
  }
}

/** Tries to listen at a port of loopback and stops at once. @returns the error where that is not possible */
export async function tryPort(port: number, host = 'localhost'): Promise<unknown> {
  const server = createServer();
  try {
    await listen(server, port, host);
  } catch (error) {
    return error;
  }
  await new Promise((resolve) => server.close(resolve));
  return undefined;
}

function listen(server: Server, port: number, host = 'localhost'): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
