import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Serves bare repositories for reading by `git http-backend`, which uses CGI (RFC 3875).
 *
 * @param root folder of the repositories
 * @param prefix of the path, without a slash at its end
 */
export function createGitHandler(root: string, prefix: string, environment: NodeJS.ProcessEnv) {
  return (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: environment.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_NOSYSTEM: '1',
        // The repositories may belong to another user than the one who serves them.
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        REQUEST_METHOD: request.method,
        PATH_INFO: decodeURIComponent(url.pathname.slice(prefix.length)),
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let head = Buffer.alloc(0);
    let isBody = false;
    backend.on('error', () => response.writeHead(500).end());
    backend.stdin.on('error', () => undefined);
    request.pipe(backend.stdin);
    backend.stdout.on('data', (chunk: Buffer) => {
      if (isBody) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      isBody = true;
      for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
        const colon = line.indexOf(':');
        const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
        if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.write(head.subarray(end + 4));
    });
    backend.stdout.on('end', () => response.end());
  };
}
