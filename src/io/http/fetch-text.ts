import { fail, ok, type Result } from '../../core/result.ts';
import { createHttpClient } from './client.ts';
import { requestFollowing } from './redirects.ts';

/** Reads a published text file, such as the `status.json` of an earlier nightly check. Redirects are followed. */
export async function fetchText(
  address: string,
  maxBytes: number,
): Promise<Result<string, { readonly message: string; readonly status?: number }>> {
  const url = URL.parse(address);
  if (url === null) return fail({ message: 'this is not an address' });
  const client = createHttpClient({ retryDelaysMs: [1000] });
  try {
    const answer = await requestFollowing(client, { method: 'GET', url, maxBytes });
    if (!answer.ok) return fail({ message: answer.failure.message });
    const { status, body } = answer.value;
    return status === 200
      ? ok(body.toString('utf8'))
      : fail({ message: `the server answered ${status}`, status });
  } finally {
    client.close();
  }
}

/** How a published file is read: `fetchText`, or what a test has in its place. */
export type FetchText = typeof fetchText;
