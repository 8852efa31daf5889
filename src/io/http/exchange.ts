import { type Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { type Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { type Detail, detailOf } from '../../core/details.ts';
import { fail, ok } from '../../core/result.ts';
import { decodeBody } from './decode-body.ts';
import { describeError, failHttp } from './failures.ts';
import type { HttpFailure, HttpRequest, HttpResult } from './types.ts';

export interface Timeouts {
  /** Until the connection is open, encryption included. */
  readonly connectMs: number;
  /** Longest silence after that. */
  readonly idleMs: number;
  /** Everything together. */
  readonly totalMs: number;
}

/** One request and its whole answer; no retries, no redirects, no other checks. */
export function exchange(
  request: HttpRequest,
  agent: HttpAgent | HttpsAgent,
  timeouts: Timeouts,
  signal: AbortSignal | undefined,
): Promise<HttpResult> {
  const { url, method, headers = {}, maxBytes } = request;
  return new Promise((resolve) => {
    const timers: Partial<Record<keyof Timeouts, NodeJS.Timeout>> = {};
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = send(url, { method, headers, agent, ...(signal === undefined ? {} : { signal }) });

    const finish = (result: HttpResult) => {
      for (const timer of Object.values(timers)) clearTimeout(timer);
      resolve(result);
      if (!result.ok) outgoing.destroy();
    };
    const giveUp = (code: HttpFailure['code'], detail: Detail) => finish(fail(failHttp(code, detail)));
    const startTimer = (kind: keyof Timeouts, missed: 'silent' | 'not-done' | 'no-connection') => {
      clearTimeout(timers[kind]);
      timers[kind] = setTimeout(
        () => giveUp('http/timeout', detailOf(missed, { host: url.host, seconds: timeouts[kind] / 1000 })),
        timeouts[kind],
      );
    };
    const startIdleTimer = () => startTimer('idleMs', 'silent');
    const onConnected = () => {
      clearTimeout(timers.connectMs);
      startIdleTimer();
    };

    startTimer('totalMs', 'not-done');
    outgoing.on('socket', (socket: Socket) => {
      if (!socket.connecting) return onConnected();
      startTimer('connectMs', 'no-connection');
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', onConnected);
    });
    outgoing.on('error', (error) => finish(fail(describeError(error, url, signal))));
    outgoing.on('response', (incoming: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const announced = method === 'HEAD' ? 0 : Number(incoming.headers['content-length'] ?? 0);
      const tooLarge = () =>
        giveUp('http/too-large', detailOf('too-large', { host: url.host, bytes: maxBytes }));
      if (announced > maxBytes) return tooLarge();
      incoming.on('data', (chunk: Buffer) => {
        startIdleTimer();
        size += chunk.length;
        if (size > maxBytes) return tooLarge();
        chunks.push(chunk);
      });
      incoming.on('error', (error) => {
        if (signal?.aborted) return finish(fail(describeError(error, url, signal)));
        giveUp('http/truncated', detailOf('truncated', { host: url.host }));
      });
      incoming.on('end', () => {
        if (!incoming.complete) {
          return giveUp('http/truncated', detailOf('truncated', { host: url.host }));
        }
        const { headers, statusCode = 0 } = incoming;
        void decodeBody(Buffer.concat(chunks), headers['content-encoding'], request).then((decoded) =>
          finish(decoded.ok ? ok({ status: statusCode, headers, body: decoded.value, url }) : decoded),
        );
      });
    });
    outgoing.end(request.body);
  });
}
