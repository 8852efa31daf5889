import * as z from 'zod';
import type { TrackedIssue } from '../../core/health/issues/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { requestFollowing } from '../http/redirects.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../http/types.ts';
import { describeAnswer } from './answers.ts';
import type { GithubConnection, GithubFailure, GithubIssues } from './types.ts';

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const PAGE_SIZE = 100;
/** Of open issues: without all of them we might open one twice. */
const MAX_OPEN_PAGES = 50;
/** Of closed ones, which come the latest first. */
const MAX_CLOSED_PAGES = 10;

const issueSchema = z.object({
  number: z.int(),
  state: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  author_association: z.string().nullish(),
  user: z.object({ type: z.string().nullish() }).nullish(),
  pull_request: z.unknown().optional(),
});
const WRITERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Issues by GitHub's REST API, one request at a time, as it asks of programs that write. */
export function createGithubIssues(
  http: HttpClient,
  { apiUrl, repository, token }: GithubConnection,
): GithubIssues {
  const issuesUrl = `${apiUrl.href.replace(/\/$/, '')}/repos/${repository}/issues`;

  async function send(
    method: HttpRequest['method'],
    url: URL,
    body?: object,
  ): Promise<Result<HttpResponse, GithubFailure>> {
    const answer = await requestFollowing(http, {
      method,
      url,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      maxBytes: MAX_ANSWER_BYTES,
    });
    if (!answer.ok) {
      const { code, message } = answer.failure;
      const isLimit = code === 'http/rate-limited';
      return fail({
        code: isLimit ? 'github/rate-limited' : 'github/unreachable',
        message: `GitHub could not be asked: ${message}.`,
      });
    }
    const failure = describeAnswer(answer.value, repository, token);
    return failure === undefined ? ok(answer.value) : fail(failure);
  }

  async function list(
    query: Readonly<Record<string, string>>,
    maxPages: number,
  ): Promise<Result<{ issues: TrackedIssue[]; isWhole: boolean }, GithubFailure>> {
    const issues: TrackedIssue[] = [];
    for (let page = 1; page <= maxPages; page += 1) {
      const url = new URL(issuesUrl);
      url.search = new URLSearchParams({
        ...query,
        per_page: String(PAGE_SIZE),
        page: String(page),
      }).toString();
      const answer = await send('GET', url);
      if (!answer.ok) return answer;
      const read = readIssues(answer.value.body);
      if (read === undefined) return fail(UNREADABLE);
      issues.push(...read);
      // Addresses of other pages are not taken from the answer: they would be sent the token.
      if (!/\brel="?next"?/.test(String(answer.value.headers.link ?? '')))
        return ok({ issues, isWhole: true });
    }
    return ok({ issues, isWhole: false });
  }

  return {
    async listIssues() {
      const open = await list({ state: 'open', sort: 'created', direction: 'asc' }, MAX_OPEN_PAGES);
      if (!open.ok) return open;
      if (!open.value.isWhole) {
        return fail({
          code: 'github/unexpected',
          message: `${repository} has more than ${MAX_OPEN_PAGES * PAGE_SIZE} open issues, too many to find ours among them; none was touched.`,
        });
      }
      const closed = await list({ state: 'closed', sort: 'updated', direction: 'desc' }, MAX_CLOSED_PAGES);
      if (!closed.ok) return closed;
      // One that was closed between the two lists is in both.
      const byNumber = new Map(
        [...open.value.issues, ...closed.value.issues].map((issue) => [issue.number, issue]),
      );
      return ok([...byNumber.values()]);
    },
    async openIssue(texts) {
      const answer = await send('POST', new URL(issuesUrl), texts);
      if (!answer.ok) return answer;
      const opened = z.object({ number: z.int() }).safeParse(parseJson(answer.value.body));
      return opened.success ? ok(opened.data.number) : fail(UNREADABLE);
    },
    updateIssue: (number, texts) => change(number, texts),
    closeIssue: (number, body) => change(number, { body, state: 'closed', state_reason: 'completed' }),
  };

  async function change(number: number, changes: object): Promise<Result<void, GithubFailure>> {
    const answer = await send('PATCH', new URL(`${issuesUrl}/${number}`), changes);
    return answer.ok ? ok(undefined) : answer;
  }
}

const UNREADABLE = {
  code: 'github/unexpected',
  message: 'GitHub answered with something that is not a list of issues.',
} as const satisfies GithubFailure;

function readIssues(body: Buffer): TrackedIssue[] | undefined {
  const parsed = z.array(issueSchema).safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  return parsed.data
    .filter((issue) => issue.pull_request === undefined)
    .map((issue) => ({
      number: issue.number,
      isOpen: issue.state === 'open',
      title: issue.title,
      body: issue.body ?? '',
      isTrusted: issue.user?.type === 'Bot' || WRITERS.has(issue.author_association ?? ''),
    }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
