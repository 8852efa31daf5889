import { redactText } from '../../core/redact.ts';
import type { HttpFailure } from './types.ts';

const BY_ERROR_CODE: Readonly<Record<string, readonly [HttpFailure['code'], string]>> = {
  ENOTFOUND: ['http/dns', 'its name is not known'],
  EAI_AGAIN: ['http/dns', 'its name could not be looked up'],
  EAI_FAIL: ['http/dns', 'its name could not be looked up'],
  ECONNREFUSED: ['http/refused', 'it refused the connection'],
  EHOSTUNREACH: ['http/refused', 'there is no way to it'],
  ENETUNREACH: ['http/refused', 'there is no way to it'],
  EADDRNOTAVAIL: ['http/refused', 'there is no way to it'],
  ETIMEDOUT: ['http/timeout', 'it could not be connected to in time'],
  ECONNRESET: ['http/reset', 'it broke off the connection'],
  EPIPE: ['http/reset', 'it broke off the connection'],
  ERR_PRIVATE_ADDRESS: ['http/not-allowed', 'its name leads to an address that is not public'],
};

/** Turns an error of Node's network modules into a failure that names the host and no secret. */
export function describeError(error: Error, url: URL, signal?: AbortSignal): HttpFailure {
  if (signal?.aborted) return { code: 'http/aborted', message: 'the night was stopped' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_ERROR_CODE[code];
  if (known) return { code: known[0], message: `${url.host}: ${known[1]}` };
  if (isTlsCode(code)) {
    return { code: 'http/tls', message: `${url.host}: no secure connection (${redactText(code)})` };
  }
  if (code.startsWith('HPE_')) {
    return { code: 'http/not-http', message: `${url.host}: what it answers is not HTTP` };
  }
  return { code: 'http/failed', message: `${url.host}: ${redactText(error.message) || 'unknown trouble'}` };
}

function isTlsCode(code: string): boolean {
  return (
    code === 'EPROTO' ||
    /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/.test(
      code,
    )
  );
}
