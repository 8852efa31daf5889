import { Agent, request as send } from 'node:http';
import { startHttpServer, type TestServer } from '../../tests/support/http-server.ts';

export interface RequestCounter extends TestServer {
  count(method: string, path: RegExp): number;
}

/** Stands before the registry and counts what it is asked. */
export async function startCounter(host: string): Promise<RequestCounter> {
  const seen: string[] = [];
  const agent = new Agent({ keepAlive: true });
  const server = await startHttpServer((incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming;
    seen.push(`${method} ${url}`);
    const asked = send(`http://${host}${url}`, { method, headers: { ...headers, host }, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    asked.end();
  });
  return {
    ...server,
    count: (method, path) => seen.filter((line) => line.startsWith(`${method} `) && path.test(line)).length,
  };
}
