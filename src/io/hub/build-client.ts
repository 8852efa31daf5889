import { redactText } from '../../core/redact.ts';
import { findAddressFault } from '../http/addresses.ts';
import type { HttpClient } from '../http/types.ts';

/** Longest line of a stream; a build log comes line by line. */
const MAX_LINE = 1_000_000;
const MAX_SHUTDOWN_BYTES = 100_000;
const USER_AGENT = 'slipway (catalogue of notebooks; builds environments ahead of a class)';

/** Asks a BinderHub for builds, and ends what it starts. */
export interface BuildClient {
  /**
   * Events of `/build/…` as the hub sends them, until it closes the connection or nobody reads on. Never rejects: a
   * connection that fails is an event of the phase `failed`.
   */
  follow(url: URL, timeoutMs: number): AsyncIterable<unknown>;
  /** Ends a server that a build has launched. @returns false where the hub did not do so */
  shutDown(server: { readonly url: string; readonly token: string }): Promise<boolean>;
}

/** @param http for all but the stream, which no client of whole answers can read */
export function createBuildClient(http: HttpClient): BuildClient {
  return {
    async *follow(url, timeoutMs) {
      if (findAddressFault(url) !== undefined) return;
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      try {
        // Anything else than this one type is refused (binderhub, `builder.py`).
        const headers = { accept: 'text/event-stream', 'user-agent': USER_AGENT };
        const answer = await fetch(url, { headers, signal: abort.signal });
        if (!answer.ok || answer.body === null) {
          yield { phase: 'failed', status_code: answer.status, message: `the hub answered ${answer.status}` };
          return;
        }
        yield* readEvents(answer.body);
      } catch (error) {
        if (abort.signal.aborted) return;
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        const message = redactText(cause instanceof Error ? cause.message : 'no connection');
        yield { phase: 'failed', status_code: 503, message };
      } finally {
        clearTimeout(timer);
        // The hub keeps the connection open after its last event.
        abort.abort();
      }
    },
    async shutDown({ url, token }) {
      const address = URL.parse('api/shutdown', url);
      if (address === null) return false;
      const answer = await http.request({
        method: 'POST',
        url: address,
        headers: { authorization: `token ${token}` },
        maxBytes: MAX_SHUTDOWN_BYTES,
      });
      return answer.ok && answer.value.status >= 200 && answer.value.status < 300;
    },
  };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncIterable<unknown> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) return;
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const event = parseEvent(line.slice('data:'.length));
      if (event !== undefined) yield event;
    }
  }
}

function parseEvent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
