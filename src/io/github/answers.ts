import * as z from 'zod';
import { redactText } from '../../core/redact.ts';
import type { HttpResponse } from '../http/types.ts';
import type { GithubFailure } from './types.ts';

/** What an answer means that is no success; undefined for one that is. */
export function describeAnswer(
  { status, headers, body }: HttpResponse,
  repository: string,
  token: string,
): GithubFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const said = readMessage(body, token);
  // A limit answers 403 or 429; a permission that is missing answers 403, too.
  const isLimit =
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(said);
  if (status === 429 || (status === 403 && isLimit)) {
    return {
      code: 'github/rate-limited',
      message: 'GitHub asked us to retry later; the rest waits for the next nightly check.',
    };
  }
  switch (status) {
    case 401:
      return { code: 'github/unauthorized', message: `GitHub does not accept the token${said}.` };
    case 403:
      return {
        code: 'github/forbidden',
        message: `GitHub does not let us write issues in ${repository}${said}; give the job "permissions: issues: write".`,
      };
    case 404:
      return {
        code: 'github/not-found',
        message: `GitHub knows no repository ${repository} that this token may see; look at GITHUB_REPOSITORY and at the token.`,
      };
    case 410:
      return {
        code: 'github/issues-disabled',
        message: `Issues are switched off in ${repository}; switch them on in its settings, or leave out --issues.`,
      };
    default:
      return { code: 'github/unexpected', message: `GitHub answered ${status}${said}.` };
  }
}

function readMessage(body: Buffer, token: string): string {
  try {
    const parsed = z.object({ message: z.string() }).safeParse(JSON.parse(body.toString('utf8')));
    return parsed.success ? ` (${redactText(parsed.data.message, [token]).replace(/\.$/, '')})` : '';
  } catch {
    return '';
  }
}
