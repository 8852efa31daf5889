import { execFile } from 'node:child_process';
import { createHash, createSign, randomUUID, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startHttpServer, type TestServer } from './http-server.ts';
import { createTemporaryFolder } from './temporary.ts';

const run = promisify(execFile);

export interface SigningKey {
  readonly privateKey: string;
  readonly certificate: string;
}

export interface TokenServer extends TestServer {
  /** What it was asked, in order. */
  readonly requests: readonly { readonly url: URL; readonly authorization: string | undefined }[];
  /** A token as it gives it, for pushing. */
  sign(repository: string, actions: readonly string[]): string;
  /** What it does from now on. */
  behave(behaviour: TokenBehaviour): void;
}

export interface TokenBehaviour {
  readonly status?: number;
  /** Seconds; negative for tokens that are over before they are used. */
  readonly lifetimeS?: number;
  /** Repositories it gives no access to. */
  readonly denied?: readonly string[];
  /** `Authorization` it requires. */
  readonly authorization?: string;
}

/** A key and a certificate of its own, made by openssl. */
export async function createSigningKey(): Promise<SigningKey> {
  await using folder = await createTemporaryFolder('key');
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  await run('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate]);
  return { privateKey: await readFile(key, 'utf8'), certificate: await readFile(certificate, 'utf8') };
}

/**
 * A token server as distribution's `token.md` describes it, whose tokens a registry checks by
 * signature. Issuer and service are `test-issuer` and `test-registry`.
 */
export async function startTokenServer(key: SigningKey): Promise<TokenServer> {
  const requests: { url: URL; authorization: string | undefined }[] = [];
  let behaviour: TokenBehaviour = {};

  const sign = (repository: string, actions: readonly string[], lifetimeS = 300) => {
    const now = Math.floor(Date.now() / 1000);
    const certificate = new X509Certificate(key.certificate).raw.toString('base64');
    const header = { typ: 'JWT', alg: 'RS256', x5c: [certificate] };
    const claims = {
      iss: 'test-issuer',
      sub: 'somebody',
      aud: 'test-registry',
      nbf: now - 600,
      iat: now - 600,
      exp: now + lifetimeS,
      jti: createHash('sha256').update(randomUUID()).digest('hex'),
      access: [{ type: 'repository', name: repository, actions }],
    };
    const body = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${body}.${createSign('RSA-SHA256').update(body).sign(key.privateKey, 'base64url')}`;
  };

  const server = await startHttpServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push({ url, authorization: request.headers.authorization });
    const [, repository = '', actions = ''] = (url.searchParams.get('scope') ?? '').split(':');
    const isRefused =
      behaviour.authorization !== undefined && request.headers.authorization !== behaviour.authorization;
    const status = isRefused ? 401 : (behaviour.status ?? 200);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (status !== 200) {
      response.end('{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}');
      return;
    }
    const lifetimeS = behaviour.lifetimeS ?? 300;
    const granted = behaviour.denied?.includes(repository) ? [] : actions.split(',');
    response.end(
      JSON.stringify({ token: sign(repository, granted, lifetimeS), expires_in: Math.max(lifetimeS, 60) }),
    );
  });
  return {
    ...server,
    requests,
    sign,
    behave(next) {
      behaviour = next;
    },
  };
}

/** Lines of a registry's `auth` section for a token server; its certificate has to be beside it as `certificate.pem`. */
export function describeTokenAuth(server: TestServer): string {
  return [
    '  token:',
    `    realm: ${server.url.href}token`,
    '    service: test-registry',
    '    issuer: test-issuer',
    '    rootcertbundle: certificate.pem',
  ].join('\n');
}
