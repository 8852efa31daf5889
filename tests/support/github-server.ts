import type { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer, type TestServer } from './http-server.ts';

export interface StoredIssue {
  readonly number: number;
  readonly state: string;
  readonly closed_at: string | null;
  readonly updated_at: string;
  readonly title: string;
  readonly body: string | null;
  readonly author_association: string;
  readonly user: { readonly login: string; readonly type: string } | null;
  readonly pull_request?: object;
}

export interface FixedAnswer {
  readonly method: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** GitHub's REST API, as far as issues of one repository go: pages, states, limits, permissions. */
export interface GithubServer extends TestServer {
  readonly issues: StoredIssue[];
  /** Method and path of every request. */
  readonly requests: string[];
  /** Answers every request of a method with this from now on; with nothing, as GitHub does. */
  answerWith(answer: FixedAnswer | undefined): void;
  /** An issue that was there before. */
  add(issue: Partial<StoredIssue>): StoredIssue;
}

export const REPOSITORY = 'example/notebooks';
export const TOKEN = 'ghs_0123456789abcdefghij';
const PATH = `/api/v3/repos/${REPOSITORY}/issues`;

export async function startGithubServer(): Promise<GithubServer> {
  const issues: StoredIssue[] = [];
  const requests: string[] = [];
  const state: { answer?: FixedAnswer | undefined } = {};
  const now = () => new Date().toISOString();
  const add = (issue: Partial<StoredIssue>): StoredIssue => {
    const added = {
      number: issues.length + 1,
      state: 'open',
      closed_at: null,
      updated_at: now(),
      title: 'An issue',
      body: null,
      author_association: 'NONE',
      user: { login: 'github-actions[bot]', type: 'Bot' },
      ...issue,
    };
    issues.push(added);
    return added;
  };

  const list = (url: URL, response: ServerResponse) => {
    const query = url.searchParams;
    const wanted = query.get('state') ?? 'open';
    const since = query.get('since');
    const found = issues
      .filter((issue) => wanted === 'all' || issue.state === wanted)
      .filter(({ updated_at }) => since === null || updated_at >= since)
      .toSorted((a, b) => (query.get('direction') === 'asc' ? a.number - b.number : b.number - a.number));
    const size = Number(query.get('per_page') ?? 30);
    const page = Number(query.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    if (page * size < found.length)
      response.setHeader('link', `<${next.href}>; rel="next", <${next.href}>; rel="last"`);
    send(response, 200, found.slice((page - 1) * size, page * size));
  };
  const write = async (request: IncomingMessage, path: string, response: ServerResponse) => {
    const changes = JSON.parse(await readBody(request)) as Partial<StoredIssue>;
    if (request.method === 'POST' && path === PATH) return send(response, 201, add(changes));
    const index = issues.findIndex(({ number }) => path === `${PATH}/${number}`);
    const issue = issues[index];
    if (request.method !== 'PATCH' || issue === undefined)
      return send(response, 404, { message: 'Not Found' });
    issues[index] = {
      ...issue,
      ...changes,
      updated_at: now(),
      closed_at: changes.state === 'closed' ? now() : issue.closed_at,
    };
    return send(response, 200, issues[index]);
  };

  const server = await startHttpServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    requests.push(`${request.method} ${url.pathname}`);
    const { answer } = state;
    if (answer !== undefined && answer.method === request.method) {
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } else if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      send(response, 401, { message: 'Bad credentials' });
    } else if (request.method === 'GET' && url.pathname === PATH) list(url, response);
    else void write(request, url.pathname, response);
  });
  return {
    ...server,
    issues,
    requests,
    add,
    answerWith: (answer) => {
      state.answer = answer;
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
