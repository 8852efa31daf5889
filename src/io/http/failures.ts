import { type Detail, detailOf, formatDetail } from '../../core/details.ts';
import { redactText } from '../../core/redact.ts';
import { en } from '../../core/texts/en.ts';
import type { HttpFailure } from './types.ts';

type HostDetailKind =
  | 'name-unknown'
  | 'name-unresolved'
  | 'refused'
  | 'no-route'
  | 'connect-timeout'
  | 'connection-reset'
  | 'private-name';

const BY_ERROR_CODE: Readonly<Record<string, readonly [HttpFailure['code'], HostDetailKind]>> = {
  ENOTFOUND: ['http/dns', 'name-unknown'],
  EAI_AGAIN: ['http/dns', 'name-unresolved'],
  EAI_FAIL: ['http/dns', 'name-unresolved'],
  ECONNREFUSED: ['http/refused', 'refused'],
  EHOSTUNREACH: ['http/refused', 'no-route'],
  ENETUNREACH: ['http/refused', 'no-route'],
  EADDRNOTAVAIL: ['http/refused', 'no-route'],
  ETIMEDOUT: ['http/timeout', 'connect-timeout'],
  ECONNRESET: ['http/reset', 'connection-reset'],
  EPIPE: ['http/reset', 'connection-reset'],
  ERR_PRIVATE_ADDRESS: ['http/not-allowed', 'private-name'],
};

export function failHttp(code: HttpFailure['code'], detail: Detail): HttpFailure {
  return { code, message: formatDetail(detail, en) ?? '', detail };
}

/** Turns an error of Node's network modules into a failure that names the host and no secret. */
export function describeError(error: Error, url: URL, signal?: AbortSignal): HttpFailure {
  if (signal?.aborted) return failHttp('http/aborted', detailOf('stopped'));
  const { host } = url;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_ERROR_CODE[code];
  if (known) return failHttp(known[0], detailOf(known[1], { host }));
  if (isTlsCode(code)) {
    return failHttp('http/tls', detailOf('tls-failed', { host, words: redactText(code) }));
  }
  if (code.startsWith('HPE_')) {
    return failHttp('http/not-http', detailOf('not-http', { host }));
  }
  const words = redactText(error.message) || error.name;
  return failHttp('http/failed', detailOf('request-failed', { host, words }));
}

function isTlsCode(code: string): boolean {
  return (
    code === 'EPROTO' ||
    /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/.test(
      code,
    )
  );
}
