import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Detail } from '../../core/details.ts';
import type { Result } from '../../core/result.ts';

/** Why no usable answer came. None of these says anything about what was asked for. */
export interface HttpFailure {
  readonly code:
    | 'http/dns'
    | 'http/refused'
    | 'http/reset'
    | 'http/tls'
    | 'http/timeout'
    | 'http/truncated'
    | 'http/too-large'
    | 'http/not-http'
    | 'http/encoding' // compressed in a way that cannot be read
    | 'http/redirects' // too many, in circles, or without an address
    | 'http/not-allowed' // an address we do not go to
    | 'http/rate-limited' // the host asked for more patience than we have, so it was not asked again
    | 'http/aborted'
    | 'http/failed';
  /** A clause that follows a colon, without secrets and without a full stop. */
  readonly message: string;
  /** The same as data. */
  readonly detail: Detail;
}

export interface HttpRequest {
  /** `POST` is sent once only: its answer may be lost after it was obeyed. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** A longer body is a failure. */
  readonly maxBytes: number;
  /** Only connect to addresses of the public internet: for targets named by third parties. */
  readonly isPublicOnly?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Without the compression of `content-encoding`; empty after HEAD. */
  readonly body: Buffer;
  /** Where the answer came from. */
  readonly url: URL;
}

export type HttpResult = Result<HttpResponse, HttpFailure>;

/**
 * Asks over https (http on loopback) and never follows a redirect by itself. Requests to one host
 * are few at a time, and transient failures are tried again.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResult>;
  /** Closes idle connections. */
  close(): void;
}
