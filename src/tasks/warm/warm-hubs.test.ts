import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHttpServer, type TestServer } from '../../../tests/support/http-server.ts';
import {
  type HubStandIn,
  readRecordedBuild,
  startBinderStandIn,
} from '../../../tests/support/hub-stand-ins.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../../../tests/support/temporary.ts';
import { parseCatalog } from '../../core/catalog/parse.ts';
import { ok } from '../../core/result.ts';
import { formatWarmRow } from '../../core/warm/format-row.ts';
import { createHttpClient } from '../../io/http/client.ts';
import { createBuildClient } from '../../io/hub/build-client.ts';
import { type WarmRequest, warmHubs } from './warm-hubs.ts';

const COMMIT = 'c'.repeat(40);
const START = '2026-11-01T08:00:00Z';

let hub: HubStandIn;
let jupyter: TestServer;
let folder: TemporaryFolder;
let shutdowns: string[];
let isShutDownRefused: boolean;

beforeEach(async () => {
  shutdowns = [];
  isShutDownRefused = false;
  hub = await startBinderStandIn();
  jupyter = await startHttpServer((request, response) => {
    shutdowns.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(isShutDownRefused ? 403 : 204).end();
  });
  folder = await createTemporaryFolder('warm');
});
afterEach(async () => {
  await hub.stop();
  await jupyter.stop();
  await folder.remove();
});

const recordsFile = () => join(folder.path, 'warm.json');

function readCatalog() {
  const { catalog, diagnostics } = parseCatalog(
    `version: 1
site: {title: Course, url: "https://course.example/"}
hubs:
  own: {type: binderhub, url: "${hub.url}", warm: true}
  other: {type: binderhub, url: "https://other.example"}
environments:
  py: {image: quay.io/org/py, tag: "2", binder: {repository: "https://github.com/org/binder", ref: v2}}
  r: {image: quay.io/org/r, tag: "1", binder: {repository: "https://github.com/org/r", ref: ${'d'.repeat(40)}}}
content:
  course: {title: Course, repository: "https://github.com/org/course", branch: main, environment: py}
`,
    'catalog.yaml',
  );
  if (catalog === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return catalog;
}

async function warm(change: Partial<WarmRequest> & { readonly at?: string; readonly commit?: string } = {}) {
  const http = createHttpClient({ retryDelaysMs: [] });
  const { at = START, commit = COMMIT, ...request } = change;
  const rows = await warmHubs(
    {
      catalog: readCatalog(),
      environmentId: 'py',
      recordsFile: recordsFile(),
      timeoutMs: 5000,
      isFresh: false,
      isDry: false,
      ...request,
    },
    {
      git: { listRefs: async () => ok({ branches: new Map([['v2', commit]]), tags: new Map() }) },
      builds: createBuildClient(http),
      now: () => new Date(at),
    },
  );
  http.close();
  return rows.map(formatWarmRow);
}

const recorded = () => readRecordedBuild({ url: `${jupyter.url.href}user/a/`, token: 'secret' });
const asked = () => hub.requests.filter((path) => path.startsWith('/build/'));

describe('a hub that is asked for a build', () => {
  it('builds the commit of the ref, and its server is shut down', async () => {
    hub.build(recorded());
    expect(await warm()).toEqual(['py on own: built']);
    expect(asked()).toEqual([`/build/gh/org/binder/${COMMIT}`]);
    expect(shutdowns).toEqual(['POST /user/a/api/shutdown token secret']);
  });

  it('says that the image was there, and when its server keeps running', async () => {
    isShutDownRefused = true;
    hub.build([
      { phase: 'built', message: 'Found built image, launching…\n' },
      { phase: 'ready', url: `${jupyter.url.href}user/a/`, token: 'secret' },
    ]);
    expect(await warm()).toEqual([
      'py on own: was there already (its server could not be shut down; the hub ends it when idle)',
    ]);
  });

  it('is not asked again for the same commit within 25 days', async () => {
    hub.build(recorded());
    await warm();
    expect(await warm({ at: '2026-11-20T08:00:00Z' })).toEqual([
      'py on own: was built lately, so the hub is not asked (2026-11-01T08:00:00.000Z)',
    ]);
    expect(asked()).toHaveLength(1);
    await warm({ at: '2026-11-20T08:00:00Z', commit: 'e'.repeat(40) });
    await warm({ at: '2026-12-30T08:00:00Z', commit: 'e'.repeat(40) });
    await warm({ at: '2026-12-30T08:00:00Z', commit: 'e'.repeat(40), isFresh: true });
    expect(asked()).toHaveLength(4);
  });

  it.each([
    [403, 'Launching from this network is not allowed.'],
    [429, 'Rate limit exceeded.'],
    [undefined, 'Too many users on this BinderHub! Try again soon.'],
  ])('is not asked again where it refuses with %s', async (code, message) => {
    hub.build([{ phase: 'failed', status_code: code, message: `${message}\n` }]);
    expect(await warm({ environmentId: undefined })).toEqual([
      `py on own: skipped (${message})`,
      `r on own: skipped (${message})`,
    ]);
    expect(asked()).toHaveLength(1);
    await expect(readFile(recordsFile())).rejects.toThrow('ENOENT');
  });

  it('may fail to build one environment, and is asked for the next', async () => {
    hub.build([
      { phase: 'building', message: 'Step 1\n' },
      { phase: 'failed', message: 'no such image' },
    ]);
    expect(await warm({ environmentId: undefined })).toEqual([
      'py on own: could not be built (no such image)',
      'r on own: could not be built (no such image)',
    ]);
    expect(asked()).toHaveLength(2);
  });

  it('is given a limited time, and may be away', async () => {
    hub.build([{ phase: 'building', message: 'Step 1\n' }]);
    expect(await warm({ timeoutMs: 50 })).toEqual(['py on own: skipped (the hub took too long)']);
    const catalog = readCatalog();
    await hub.stop();
    expect(await warm({ catalog })).toEqual([expect.stringMatching(/^py on own: skipped \(.*ECONNREFUSED/)]);
  });

  it('is not asked in a rehearsal', async () => {
    expect(await warm({ isDry: true })).toEqual(['py on own: would be built']);
    expect(asked()).toEqual([]);
  });
});
