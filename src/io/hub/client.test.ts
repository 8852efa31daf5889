import { expect, it } from 'vitest';
import { startHttpServer } from '../../../tests/support/http-server.ts';
import { detailOf } from '../../core/details.ts';
import type { HubCheck } from '../../core/health/observations.ts';
import type { HubType } from '../../core/hub-kinds/kinds.ts';
import { createHttpClient } from '../http/client.ts';
import { createHubClient } from './client.ts';

type Answer = readonly [status: number, body: string | object, headers?: Record<string, string>];

/** Checks a hub that answers these paths so, and all others with a page that says 404. */
async function check(
  type: HubType,
  answers: Readonly<Record<string, Answer>>,
  files?: readonly string[],
): Promise<HubCheck> {
  await using server = await startHttpServer((request, response) => {
    const [status, body, headers] = answers[request.url ?? ''] ?? [404, '<h1>Not found</h1>'];
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const http = createHttpClient({ retryDelaysMs: [] });
  const result = await createHubClient(http).checkHub({ type, url: `http://${server.host}/prefix` }, files);
  http.close();
  return result;
}

const versions: Answer = [200, { builder_info: {}, binderhub: '1.0.0+n2000' }];
const api: Answer = [200, { version: '5.4.4' }, { 'x-jupyterhub-version': '5.4.4' }];
const well: Answer = [200, { ok: true, checks: [{ service: 'JupyterHub API', ok: true }] }];
const ill: Answer = [
  503,
  {
    ok: false,
    checks: [
      { service: 'Docker registry', ok: false },
      { service: 'Pod quota', ok: false, _ignore_failure: true },
    ],
  },
];
const full: Answer = [
  200,
  { ok: true, checks: [{ service: 'Pod quota', ok: false, _ignore_failure: true }] },
];

it.each<[string, HubType, Record<string, Answer>, Partial<HubCheck>]>([
  [
    'a well BinderHub',
    'binderhub',
    { '/prefix/versions': versions, '/prefix/health': well },
    { kind: 'healthy', version: '1.0.0+n2000' },
  ],
  [
    'a full BinderHub',
    'binderhub',
    { '/prefix/versions': versions, '/prefix/health': full },
    { kind: 'healthy' },
  ],
  ['a BinderHub without /versions', 'binderhub', { '/prefix/health': well }, { kind: 'healthy' }],
  ['a BinderHub without /health', 'binderhub', { '/prefix/versions': versions }, { kind: 'healthy' }],
  [
    'an ill BinderHub',
    'binderhub',
    { '/prefix/versions': versions, '/prefix/health': ill },
    { kind: 'unhealthy', detail: detailOf('services-down', { services: 'Docker registry' }) },
  ],
  [
    'a BinderHub behind a broken proxy',
    'binderhub',
    { '/prefix/versions': [502, 'Bad gateway'] },
    { kind: 'unhealthy' },
  ],
  ['a busy BinderHub', 'binderhub', { '/prefix/versions': [429, ''] }, { kind: 'rate-limited' }],
  [
    'a JupyterHub instead',
    'binderhub',
    { '/prefix/hub/api/': api },
    { kind: 'wrong-kind', found: 'jupyterhub' },
  ],
  ['some web site', 'binderhub', { '/prefix/versions': [200, '<h1>Welcome</h1>'] }, { kind: 'refused' }],
  ['nothing at all', 'binderhub', {}, { kind: 'unhealthy' }],
  [
    'a JupyterHub that answers for a BinderHub behind a sign-in',
    'binderhub',
    { '/prefix/versions': [200, '<h1>Sign in</h1>'], '/prefix/hub/api/': api },
    { kind: 'refused' },
  ],
  [
    'a BinderHub whose health is not shown',
    'binderhub',
    { '/prefix/versions': versions, '/prefix/health': [403, ''] },
    { kind: 'healthy' },
  ],
  [
    'a redirect to another address',
    'binderhub',
    { '/prefix/versions': [302, '', { location: '/elsewhere' }], '/elsewhere': versions },
    { kind: 'healthy' },
  ],
  [
    'a well JupyterHub',
    'jupyterhub',
    { '/prefix/hub/api/': api, '/prefix/hub/health': [200, ''] },
    { kind: 'healthy', version: '5.4.4' },
  ],
  [
    'a JupyterHub of which only the API is public',
    'jupyterhub',
    { '/prefix/hub/api/': api, '/prefix/hub/api/health': [200, ''] },
    { kind: 'healthy' },
  ],
  [
    'an ill JupyterHub',
    'jupyterhub',
    { '/prefix/hub/api/': api, '/prefix/hub/health': [500, ''] },
    { kind: 'unhealthy' },
  ],
  [
    'a JupyterHub whose proxy is alone',
    'jupyterhub',
    { '/prefix/hub/api/': [503, 'Service Unavailable'] },
    { kind: 'unhealthy' },
  ],
  [
    'a BinderHub instead',
    'jupyterhub',
    { '/prefix/versions': versions },
    { kind: 'wrong-kind', found: 'binderhub' },
  ],
  [
    'some other web site',
    'jupyterhub',
    { '/prefix/hub/api/': [200, '<h1>Welcome</h1>'] },
    { kind: 'refused' },
  ],
  ['nothing at all where a JupyterHub should be', 'jupyterhub', {}, { kind: 'unhealthy' }],
  ...[401, 403, 404].map((status): [string, HubType, Record<string, Answer>, Partial<HubCheck>] => [
    `a JupyterHub that hides its API by ${status}`,
    'jupyterhub',
    { '/prefix/hub/api/': [status, ''], '/prefix/hub/login': [200, '<title>JupyterHub</title>'] },
    { kind: 'healthy' },
  ]),
  [
    'a JupyterHub that hides its API behind a page',
    'jupyterhub',
    {
      '/prefix/hub/api/': [200, '<h1>Welcome</h1>'],
      '/prefix/hub/login': [200, '<h1>Bonjour</h1>', { 'x-jupyterhub-version': '5.4.4' }],
    },
    { kind: 'healthy', version: '5.4.4' },
  ],
  [
    'a JupyterHub whose health is not shown',
    'jupyterhub',
    { '/prefix/hub/api/': api, '/prefix/hub/health': [401, ''], '/prefix/hub/api/health': [401, ''] },
    { kind: 'healthy' },
  ],
])('%s', async (_, type, answers, expected) => {
  expect(await check(type, answers)).toMatchObject(expected);
});

it.each<HubType>(['binderhub', 'jupyterhub'])('a %s that is away', async (type) => {
  const server = await startHttpServer(() => {});
  await server.stop();
  const http = createHttpClient({ retryDelaysMs: [] });
  const result = await createHubClient(http).checkHub({ type, url: `http://${server.host}` });
  http.close();
  expect(result).toMatchObject({ kind: 'unreachable' });
});

const lite: Answer = [200, { 'jupyter-lite-schema-version': 0, 'jupyter-config-data': {} }];
const listing = (...paths: readonly string[]): Answer => [
  200,
  { name: '', path: '', type: 'directory', content: paths.map((path) => ({ path, type: 'notebook' })) },
];

it.each<[string, Record<string, Answer>, readonly string[], Partial<HubCheck>]>([
  [
    'with all its files',
    {
      '/prefix/jupyter-lite.json': lite,
      '/prefix/api/contents/all.json': listing('a.ipynb'),
      '/prefix/api/contents/week%201/b%23/all.json': listing('week 1/b#/c.ipynb'),
    },
    ['a.ipynb', 'week 1/b#/c.ipynb'],
    { kind: 'healthy' },
  ],
  [
    'without a file, and without a folder',
    { '/prefix/jupyter-lite.json': lite, '/prefix/api/contents/all.json': listing('a.ipynb') },
    ['a.ipynb', 'b.ipynb', 'week/c.ipynb'],
    { kind: 'healthy', missing: ['b.ipynb', 'week/c.ipynb'] },
  ],
  [
    'whose host answers a page for what it has not',
    { '/prefix/jupyter-lite.json': lite, '/prefix/api/contents/all.json': [200, '<!doctype html><p>Home'] },
    ['a.ipynb'],
    { kind: 'healthy', missing: ['a.ipynb'] },
  ],
  [
    'that is a page for everything',
    { '/prefix/jupyter-lite.json': [200, '<!doctype html><p>Home'] },
    ['a.ipynb'],
    { kind: 'unhealthy', detail: detailOf('no-jupyterlite') },
  ],
  ['that is not there', {}, [], { kind: 'unhealthy', detail: detailOf('no-jupyterlite') }],
  [
    'that breaks off in the middle',
    { '/prefix/jupyter-lite.json': lite, '/prefix/api/contents/all.json': [500, 'oh'] },
    ['a.ipynb'],
    { kind: 'unhealthy', detail: detailOf('answered', { status: 500 }) },
  ],
])('a JupyterLite site %s', async (_, answers, files, expected) => {
  expect(await check('jupyterlite', answers, files)).toEqual(expected);
});
