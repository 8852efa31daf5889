import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';

export interface TestServer extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** With a trailing slash. */
  readonly url: URL;
  stop(): Promise<void>;
}

/** An HTTP server on a free port of this machine. */
export async function startHttpServer(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return describeServer(server.address(), async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

/** A server that answers connections with bytes of its own choosing, HTTP or not. */
export async function startTcpServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return describeServer(server.address(), async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
}

function describeServer(address: unknown, stop: () => Promise<void>): TestServer {
  if (typeof address !== 'object' || address === null || !('port' in address)) throw new Error('no port');
  const host = `127.0.0.1:${address.port}`;
  return { host, url: new URL(`http://${host}/`), stop, [Symbol.asyncDispose]: stop };
}
