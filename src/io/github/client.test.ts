import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type GithubServer,
  REPOSITORY,
  startGithubServer,
  TOKEN,
} from '../../../tests/support/github-server.ts';
import { startHttpServer } from '../../../tests/support/http-server.ts';
import { createHttpClient } from '../http/client.ts';
import type { HttpClient } from '../http/types.ts';
import { createGithubIssues } from './client.ts';
import { readGithubConnection } from './connection.ts';
import type { GithubIssues } from './types.ts';

describe('the issues of a repository', () => {
  let server: GithubServer;
  let http: HttpClient;
  let github: GithubIssues;
  const connect = (token: string) =>
    createGithubIssues(http, { apiUrl: new URL('api/v3', server.url), repository: REPOSITORY, token });

  beforeEach(async () => {
    server = await startGithubServer();
    http = createHttpClient({ retryDelaysMs: [] });
    github = connect(TOKEN);
  });
  afterEach(async () => {
    http.close();
    await server.stop();
  });

  it('are all found, page by page, without pull requests', async () => {
    for (let index = 0; index < 230; index += 1)
      server.add({ ...(index % 10 === 0 ? { pull_request: {} } : {}), body: `body ${index}` });
    server.add({ state: 'closed', closed_at: '2026-11-20T00:00:00Z' });
    const listed = await github.listIssues();
    if (!listed.ok) throw new Error(listed.failure.message);
    expect(listed.value.filter(({ isOpen }) => isOpen)).toHaveLength(207);
    expect(listed.value.filter(({ isOpen }) => !isOpen)).toHaveLength(1);
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['Bot', 'NONE', true],
    ['User', 'OWNER', true],
    ['User', 'COLLABORATOR', true],
    ['User', 'CONTRIBUTOR', false],
    ['User', 'NONE', false],
  ])('of a %s who is %s are trusted: %s', async (type, author_association, isTrusted) => {
    server.add({ author_association, user: { login: 'somebody', type } });
    expect(await github.listIssues()).toMatchObject({ ok: true, value: [{ isTrusted }] });
  });

  it('of deleted accounts and without a text are read, too', async () => {
    server.add({ user: null, body: null });
    expect(await github.listIssues()).toMatchObject({
      ok: true,
      value: [{ isTrusted: false, body: '' }],
    });
  });

  it('are opened, changed and closed', async () => {
    expect(await github.openIssue({ title: 'Ice: will not start', body: 'Ünïcode' })).toEqual({
      ok: true,
      value: 1,
    });
    expect(await github.updateIssue(1, { title: 'Ice', body: 'two' })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(server.issues).toMatchObject([{ title: 'Ice', body: 'two', state: 'open' }]);
    expect(await github.closeIssue(1, 'three')).toEqual({ ok: true, value: undefined });
    expect(server.issues).toMatchObject([
      { title: 'Ice', body: 'three', state: 'closed', state_reason: 'completed' },
    ]);
  });

  const message = (text: string) =>
    JSON.stringify({ message: text, documentation_url: 'https://docs.github.com/rest' });
  it.each([
    [
      'a token that is not accepted',
      401,
      {},
      message('Bad credentials'),
      'github/unauthorized',
      /does not accept the token \(Bad credentials\)/,
    ],
    [
      'a permission that is missing',
      403,
      {},
      message('Resource not accessible by integration'),
      'github/forbidden',
      /issues: write/,
    ],
    [
      'the limit of an hour',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
      message('API rate limit exceeded'),
      'github/rate-limited',
      /retry (?:later|after)/,
    ],
    [
      'a secondary limit',
      403,
      { 'retry-after': '60' },
      message('You have exceeded a secondary rate limit'),
      'github/rate-limited',
      /retry (?:later|after)/,
    ],
    [
      'a limit of the newer kind',
      429,
      { 'retry-after': '60' },
      '',
      'github/rate-limited',
      /retry (?:later|after)/,
    ],
    [
      'a repository that cannot be seen',
      404,
      {},
      message('Not Found'),
      'github/not-found',
      /no repository example\/notebooks/,
    ],
    [
      'issues that are switched off',
      410,
      {},
      message('Issues are disabled for this repo'),
      'github/issues-disabled',
      /switched off/,
    ],
    ['trouble of their own', 500, {}, '<html>', 'github/unexpected', /answered 500/],
    [
      'a page that is no JSON',
      200,
      {},
      '<html>Sign in to the wireless network</html>',
      'github/unexpected',
      /not a list of issues/,
    ],
  ])('say what is in the way: %s', async (_, status, headers, body, code, sentence) => {
    for (const method of ['GET', 'POST']) {
      server.answerWith({ method, status, headers, body });
      const answer =
        method === 'GET' ? await github.listIssues() : await github.openIssue({ title: 'a', body: 'b' });
      expect(answer).toEqual({ ok: false, failure: { code, message: expect.stringMatching(sentence) } });
    }
  });

  it('are not asked for a second time when an answer to a new one is lost', async () => {
    http.close();
    http = createHttpClient({ retryDelaysMs: [1, 1] });
    github = connect(TOKEN);
    server.answerWith({ method: 'POST', status: 502, body: '' });
    expect(await github.openIssue({ title: 'a', body: 'b' })).toMatchObject({ ok: false });
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('never give the token away', async () => {
    const secret = 'ghs_secretsecretsecret';
    server.answerWith({ method: 'GET', status: 401, body: message(`Bad credentials: Bearer ${secret}`) });
    expect(JSON.stringify(await connect(secret).listIssues())).not.toContain('secretsecret');
    const sent: unknown[] = [];
    await using elsewhere = await startHttpServer((request, response) => {
      sent.push(request.headers.authorization);
      response.end('[]');
    });
    server.answerWith({
      method: 'GET',
      status: 301,
      headers: { location: new URL('issues', elsewhere.url).href },
      body: '',
    });
    await github.listIssues();
    expect(sent.filter((header) => header !== undefined)).toEqual([]);
  });

  it('stay where they are while nobody answers', async () => {
    await server.stop();
    expect(await github.listIssues()).toMatchObject({
      ok: false,
      failure: { code: 'github/unreachable', message: expect.stringMatching(/could not be asked/) },
    });
    server = await startGithubServer();
  });
});

describe('the place of issues', () => {
  const variables = { GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: REPOSITORY };
  it('is what GitHub Actions sets', () => {
    expect(readGithubConnection(variables)).toMatchObject({
      ok: true,
      value: { repository: REPOSITORY, token: TOKEN, apiUrl: new URL('https://api.github.com') },
    });
    const { GITHUB_TOKEN: _, ...others } = variables;
    expect(
      readGithubConnection({ ...others, GH_TOKEN: 'abc', GITHUB_API_URL: 'https://git.example.org/api/v3/' }),
    ).toMatchObject({ ok: true, value: { token: 'abc', apiUrl: new URL('https://git.example.org/api/v3') } });
  });
  it.each([
    [{ GITHUB_TOKEN: '' }, /GITHUB_TOKEN or GH_TOKEN/],
    [{ GITHUB_REPOSITORY: '' }, /owner\/name/],
    [{ GITHUB_REPOSITORY: '../user' }, /owner\/name/],
    [{ GITHUB_REPOSITORY: 'a/..' }, /owner\/name/],
    [{ GITHUB_REPOSITORY: 'a/b?x' }, /owner\/name/],
    [{ GITHUB_API_URL: 'http://api.example.org' }, /https address/],
    [{ GITHUB_API_URL: 'nowhere' }, /https address/],
  ])('is refused in one sentence: %j', (changes, sentence) => {
    expect(readGithubConnection({ ...variables, ...changes })).toEqual({
      ok: false,
      failure: { code: 'github/not-set-up', message: expect.stringMatching(sentence) },
    });
  });
});
