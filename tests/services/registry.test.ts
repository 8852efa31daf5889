import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Environment } from '../../src/core/catalog/types.ts';
import { foldStatus } from '../../src/core/health/fold.ts';
import type { ImageObservation } from '../../src/core/health/observations.ts';
import { makeCatalog } from '../../src/core/health/shards/catalogues.fixture.ts';
import type { Status } from '../../src/core/health/types.ts';
import { parseImageReference } from '../../src/core/images/reference.ts';
import type { ImageReference } from '../../src/core/images/types.ts';
import { createHttpClient } from '../../src/io/http/client.ts';
import type { HttpClient } from '../../src/io/http/types.ts';
import { createRegistryClient, type RegistryClientOptions } from '../../src/io/registry/client.ts';
import { createFileContentCache, createMemoryContentCache } from '../../src/io/registry/content-cache.ts';
import { loadCredentials } from '../../src/io/registry/credentials.ts';
import { runNight } from '../../src/tasks/night/run-night.ts';
import { pushState } from '../support/chain-states.ts';
import { createGitStandIn } from '../support/git-stand-in.ts';
import { observeNight, observeVersion } from '../support/observations.ts';
import {
  buildTinyImage,
  copyWithSkopeo,
  pushWithPodman,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts';
import { describeWith } from '../support/system-packages.ts';
import { createTemporaryFolder } from '../support/temporary.ts';
import {
  createSigningKey,
  describeTokenAuth,
  type SigningKey,
  startTokenServer,
  type TokenServer,
} from '../support/token-server.ts';

const NIGHT = '2026-11-20T03:23:00.000Z';
const NOTHING = {
  environmentCount: 0,
  versionCount: 0,
  imageCount: 0,
  binderCount: 0,
  contentCount: 0,
  repositoryCount: 0,
  hubCount: 0,
};

function parse(name: string): ImageReference {
  const reference = parseImageReference(name);
  if (!reference.ok) throw new Error(reference.failure.message);
  return reference.value;
}

/** Checks an image with a new client, as a nightly check does. */
async function check(name: string, pin: string | null = null, options: Partial<RegistryClientOptions> = {}) {
  const http = createHttpClient({ retryDelaysMs: [1, 1] });
  const client = createRegistryClient({ http, now: () => Date.parse(NIGHT), ...options });
  const observation = await client.checkImage(parse(name), pin);
  http.close();
  return observation;
}

/** What a repository is asked, such as `HEAD manifests/v1`. */
function createListeningHttp(repository: string) {
  const client = createHttpClient();
  const asked: string[] = [];
  const http: HttpClient = {
    close: client.close,
    request(request) {
      const [, path] = request.url.pathname.split(`/v2/${repository}/`);
      if (path !== undefined) asked.push(`${request.method} ${path}`);
      return client.request(request);
    },
  };
  return { http, asked };
}

function fold(registry: ImageObservation, previous?: Status, pinnedDigest: string | null = null) {
  const environments = [observeVersion({ registry, pinnedDigest })];
  return foldStatus(previous, observeNight({ environments }), previous ? '2026-11-21T03:23:00.000Z' : NIGHT);
}

function judge(...parameters: Parameters<typeof fold>) {
  const row = fold(...parameters).environments[0];
  return [row?.verdict, row?.reasons.map(({ code }) => code)];
}

describeWith(['docker-registry'], 'a real registry', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.stop());
  const name = (repository: string, tag = 'v1') => `${registry.host}/${repository}:${tag}`;

  it('tells all about a pinned tag', async () => {
    const labels = { 'repo2docker.version': '2026.4.0', 'repo2docker.ref': 'refs/heads/main' };
    const image = { labels, created: '2026-10-01T00:00:00Z', user: '1000' };
    const digest = await registry.push('course/present', 'v1', { kind: 'image', image });
    const { config, layer } = buildTinyImage(image);
    const observation = await check(name('course/present'), digest);
    expect(observation).toEqual({
      kind: 'present',
      digest,
      pin: 'same',
      facts: {
        kind: 'facts',
        createdAt: '2026-10-01T00:00:00.000Z',
        sizeBytes: config.length + layer.length,
        platforms: ['linux/amd64'],
        labels,
        user: '1000',
        preflight: { user: 'yes', entrypoint: 'yes', nbgitpuller: 'unknown', git: 'yes', command: 'no' },
      },
    });
    expect(judge(observation, undefined, digest)).toEqual(['ok', []]);
  });

  it('tells that an image was deleted', async () => {
    const digest = await registry.push('course/deleted', 'v1');
    await registry.remove('course/deleted', digest);
    expect(judge(await check(name('course/deleted'), digest))).toEqual(['failing', ['image/missing']]);
    expect(await check(name('course/never-was'))).toMatchObject({ kind: 'missing', pin: 'none' });
    expect(await check(name('course/deleted', 'v9'))).toMatchObject({ kind: 'missing' });
  });

  it('tells that a tag was pushed over, and whether the pinned image is left', async () => {
    const pinned = await registry.push('course/moved', 'v1');
    await registry.push('course/moved', 'v1', { kind: 'image', image: { text: 'a second edition' } });
    const moved = await check(name('course/moved'), pinned);
    expect(judge(moved, undefined, pinned)).toEqual(['stale', ['image/tag-moved']]);
    await registry.remove('course/moved', pinned);
    const gone = await check(name('course/moved'), pinned);
    expect(judge(gone, undefined, pinned)).toEqual(['failing', ['image/digest-gone']]);
  });

  it('is read through an index with several platforms and provenance', async () => {
    const images = [
      { platform: 'linux/arm64', text: 'arm', created: '2026-09-01T00:00:00Z' },
      { platform: 'linux/amd64', text: 'amd', created: '2026-10-02T00:00:00Z' },
    ];
    const digest = await registry.push('course/index', 'v1', { kind: 'index', images, hasAttestation: true });
    const observation = await check(name('course/index'), digest);
    const { config, layer } = buildTinyImage(images[1] ?? {});
    expect(observation).toMatchObject({
      digest,
      pin: 'same',
      facts: {
        platforms: ['linux/arm64', 'linux/amd64'],
        createdAt: '2026-10-02T00:00:00.000Z',
        sizeBytes: config.length + layer.length,
      },
    });
    expect(judge(observation, undefined, digest)).toEqual(['ok', []]);
  });

  it('may be pinned to the platform inside of the index', async () => {
    const inner = await registry.push('course/inner', 'inner', { kind: 'image', image: { text: 'amd' } });
    await registry.push('course/inner', 'v1', {
      kind: 'index',
      images: [{ text: 'amd' }, { platform: 'linux/arm64' }],
    });
    expect(await check(name('course/inner'), inner)).toMatchObject({ pin: 'platform' });
  });

  it('fails an image for another platform only', async () => {
    await registry.push('course/arm', 'v1', { kind: 'image', image: { platform: 'linux/arm64' } });
    expect(judge(await check(name('course/arm')))).toEqual(['failing', ['image/wrong-platform']]);
    const images = [
      { platform: 'linux/arm64', text: 'a' },
      { platform: 'windows/amd64', text: 'b' },
    ];
    await registry.push('course/arm', 'v2', { kind: 'index', images, hasAttestation: true });
    expect(judge(await check(name('course/arm', 'v2')))).toEqual(['failing', ['image/wrong-platform']]);
  });

  it('does not take a zeroed date for an age', async () => {
    await registry.push('course/zero', 'v1', { kind: 'image', image: { created: '0001-01-01T00:00:00Z' } });
    expect(judge(await check(name('course/zero')))).toEqual(['ok', ['image/age-unknown']]);
  });

  it('is asked once a night for an image, whether it is a version, a pin or what a Dockerfile starts from', async () => {
    const pinned = await registry.push('course/asked', 'v1');
    await registry.push('course/asked', 'v1', { kind: 'image', image: { text: 'a second edition' } });
    await registry.push('course/other', 'v1', { kind: 'image', image: { text: 'elsewhere' } });
    const [image, other] = [`${registry.host}/course/asked`, `${registry.host}/course/other`];
    const environment = (id: string, image: string, current: Environment['current']): Environment => ({
      id,
      title: id,
      image,
      current,
      earlier: [],
    });
    const from = (tag: string) => ({ repository: 'https://git.example.org/binder', ref: tag });
    const environments = [
      environment('pinned', image, { tag: 'v1', digest: pinned }),
      environment('started', image, { tag: 'v1', binder: from('v1') }),
      environment('elsewhere', other, { tag: 'v1', binder: from('v1') }),
      environment('gone', image, { tag: 'v9' }),
      environment('gone-elsewhere', other, { tag: 'v1', binder: from('v9') }),
    ];
    const dockerfile = (ref: string) => Buffer.from(`FROM ${image}:${ref}\n`);
    const { http, asked } = createListeningHttp('course/asked');
    const catalog = { ...makeCatalog(NOTHING), environments };
    const night = await runNight(catalog, undefined, {
      registry: createRegistryClient({ http, now: () => Date.parse(NIGHT) }),
      git: createGitStandIn((ref) => ({ Dockerfile: dockerfile(ref) })),
      hubs: { checkHub: async () => ({ kind: 'healthy' }) },
      listNotebooks: async () => [],
      now: () => new Date(NIGHT),
    });
    http.close();
    const rows = night.ok ? night.value.status.environments : [];
    expect(rows.map(({ verdict, reasons }) => [verdict, reasons.map(({ code }) => code)])).toEqual([
      ['stale', ['image/tag-moved']],
      ['ok', []],
      ['stale', ['binder/pin-differs']],
      ['failing', ['image/missing']],
      ['failing', ['image/missing', 'binder/pin-differs']],
    ]);
    const [current] = rows.map(({ seen_digest }) => seen_digest);
    const named = asked.map((line) =>
      line.replace(/^GET blobs\/.*/, 'configuration').replace(/^HEAD blobs\/.*/, 'layer'),
    );
    expect(named.toSorted()).toEqual(
      [
        `GET manifests/${current}`,
        `GET manifests/${pinned}`,
        'GET manifests/v9',
        'GET tags/list',
        `HEAD manifests/${pinned}`,
        'HEAD manifests/v1',
        'HEAD manifests/v9',
        'configuration',
        'configuration',
        'layer',
        'layer',
      ].toSorted(),
    );
  });

  it('is asked once for an image that two tags hold, one of them in an index', async () => {
    const images = [{ text: 'amd' }, { platform: 'linux/arm64' }];
    await registry.push('course/shared', 'inner', { kind: 'image', image: { text: 'amd' } });
    await registry.push('course/shared', 'v1', { kind: 'index', images });
    const { http, asked } = createListeningHttp('course/shared');
    const client = createRegistryClient({ http, now: () => Date.parse(NIGHT) });
    await Promise.all(
      ['v1', 'inner'].map((tag) => client.checkImage(parse(name('course/shared', tag)), null)),
    );
    http.close();
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(asked).toHaveLength(6);
  });

  it('lists all its tags, page after page', async () => {
    for (const tag of ['v1', 'v2', 'v10']) await registry.push('course/tags', tag);
    const http = createHttpClient();
    const tags = await createRegistryClient({ http }).listTags(parse(name('course/tags')));
    http.close();
    expect(tags?.toSorted()).toEqual(['v1', 'v10', 'v2']);
  });

  it('is asked for an image it does not keep changing once: the rest comes from the cache', async () => {
    await using folder = await createTemporaryFolder('content-cache');
    const digest = await registry.push('course/cached', 'v1');
    const cache = createFileContentCache(folder.path);
    const first = await check(name('course/cached'), digest, { cache });
    const { http, asked } = createListeningHttp('course/cached');
    const look = async (imageCount: number) => {
      const client = createRegistryClient({ http, cache, imageCount, now: () => Date.parse(NIGHT) });
      expect(await client.checkImage(parse(name('course/cached')), digest)).toEqual(first);
      return asked.splice(0).map((line) => line.replace(/sha256:.*/, 'part'));
    };
    expect(await look(1_000_000)).toEqual(['HEAD manifests/v1']);
    expect(await look(1)).toEqual(['HEAD manifests/v1', 'HEAD blobs/part', 'HEAD blobs/part']);
    http.close();
    await writeFile(join(folder.path, ...digest.split(':')), '{"damaged": true}');
    expect(await check(name('course/cached'), digest, { cache })).toEqual(first);
  });

  it('that is stopped takes nothing away from what was known', async () => {
    const own = await startRegistry();
    const digest = await own.push('course/there', 'v1');
    const before = fold(await check(`${own.host}/course/there:v1`, digest), undefined, digest);
    await own.stop();
    const after = fold(await check(`${own.host}/course/there:v1`, digest), before, digest);
    expect(after.environments[0]).toMatchObject({
      verdict: 'unknown',
      last_known: { verdict: 'ok', at: NIGHT },
      last_ok_at: NIGHT,
      seen_digest: digest,
      reasons: [{ code: 'registry/unreachable' }],
    });
  });
});

describeWith(['docker-registry'], 'a registry that wants a password', () => {
  // bcrypt of `open-sesame`, made up for this test.
  const htpasswd = 'reader:$2b$05$WDxSCemi8zq3d13LUwEqyODxN4QV6WnIqaKUadUjE29EoUC8QurmK\n';
  const right = { username: 'reader', password: 'open-sesame' };
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry({
      auth: '  htpasswd: {realm: "The reading room, please sign in", path: htpasswd}',
      files: { htpasswd },
      authorize: () => `Basic ${btoa('reader:open-sesame')}`,
    });
    await registry.push('course/private', 'v1');
  });
  afterAll(() => registry.stop());

  it('tells with it', async () => {
    const observation = await check(`${registry.host}/course/private:v1`, null, {
      credentials: { find: () => right },
    });
    expect(judge(observation)).toEqual(['ok', []]);
    const missing = await check(`${registry.host}/course/private:v9`, null, {
      credentials: { find: () => right },
    });
    expect(judge(missing)).toEqual(['failing', ['image/missing']]);
  });

  describeWith(['podman'], 'and podman', () => {
    it('tells with what podman login left behind', async () => {
      await using folder = await createTemporaryFolder('podman-login');
      const variables = { XDG_RUNTIME_DIR: folder.path };
      const options = ['--tls-verify=false', '--username', right.username, '--password', right.password];
      await promisify(execFile)('podman', ['login', ...options, registry.host], {
        env: { PATH: process.env.PATH, HOME: folder.path, ...variables },
      });
      const { store } = await loadCredentials(variables, folder.path);
      expect(judge(await check(`${registry.host}/course/private:v1`, null, { credentials: store }))).toEqual([
        'ok',
        [],
      ]);
    });
  });

  it.each([
    ['none', undefined],
    ['a wrong one', { ...right, password: 'open-barley' }],
  ])('cannot tell with %s, and no message says it', async (_, credentials) => {
    const observation = await check(`${registry.host}/course/private:v1`, null, {
      credentials: { find: () => credentials },
    });
    expect(judge(observation)).toEqual(['unknown', ['registry/unauthorized']]);
    expect(JSON.stringify(observation)).not.toMatch(/barley|cmVhZGVy/);
  });
});

describeWith(['docker-registry'], 'a registry that wants a token', () => {
  let key: SigningKey;
  let tokens: TokenServer;
  let registry: TestRegistry;
  beforeAll(async () => {
    key = await createSigningKey();
    tokens = await startTokenServer(key);
    registry = await startRegistry({
      auth: describeTokenAuth(tokens),
      files: { 'certificate.pem': key.certificate },
      authorize: (repository) => `Bearer ${tokens.sign(repository, ['pull', 'push', 'delete'])}`,
    });
    for (const repository of ['course/one', 'course/two']) await registry.push(repository, 'v1');
  });
  afterAll(async () => {
    await registry.stop();
    await tokens.stop();
  });

  it('gets one for each repository, with a scope of our own and nothing else', async () => {
    const http = createHttpClient();
    const client = createRegistryClient({ http, now: () => Date.parse(NIGHT) });
    const before = tokens.requests.length;
    for (const name of ['one', 'two']) {
      const observation = await client.checkImage(parse(`${registry.host}/course/${name}:v1`), null);
      expect(observation.kind).toBe('present');
      expect(await client.listTags(parse(`${registry.host}/course/${name}:v1`))).toEqual(['v1']);
    }
    expect(await client.checkPresence(parse(`${registry.host}/course/one:v9`))).toBe('missing');
    http.close();
    const asked = tokens.requests.slice(before);
    expect(asked.map(({ url }) => url.searchParams.get('scope'))).toEqual([
      'repository:course/one:pull',
      'repository:course/two:pull',
    ]);
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it.each([
    ['gives none', { status: 403 }, 'unknown', 'image/not-public-or-missing'],
    ['gives one without access', { denied: ['course/one'] }, 'unknown', 'image/not-public-or-missing'],
    ['gives one that is over', { lifetimeS: -300 }, 'unknown', 'registry/unauthorized'],
    ['is ill', { status: 500 }, 'unknown', 'registry/unreachable'],
    ['is asked too often', { status: 429 }, 'unknown', 'registry/rate-limited'],
  ] as const)('whose token server %s', async (_, behaviour, verdict, code) => {
    tokens.behave(behaviour);
    const observation = await check(`${registry.host}/course/one:v1`);
    tokens.behave({});
    expect(judge(observation)).toEqual([verdict, [code]]);
  });

  it('fails an image that two nights are denied', async () => {
    tokens.behave({ status: 401 });
    const denied = await check(`${registry.host}/course/one:v1`);
    tokens.behave({});
    expect(judge(denied, fold(denied))).toEqual(['failing', ['image/not-public-or-missing']]);
  });

  it('is asked without signing in where the credentials are refused', async () => {
    tokens.behave({ authorization: `Basic ${btoa('reader:right')}` });
    const credentials = (password: string) => ({
      credentials: { find: () => ({ username: 'reader', password }) },
    });
    const image = `${registry.host}/course/one:v1`;
    expect((await check(image, null, credentials('right'))).kind).toBe('present');
    expect(judge(await check(image, null, credentials('wrong')))).toEqual([
      'unknown',
      ['registry/unauthorized'],
    ]);
    tokens.behave({});
    expect((await check(image, null, credentials('wrong'))).kind).toBe('present');
  });
});

describeWith(['docker-registry', 'skopeo'], 'an image that skopeo copied', () => {
  it('to the retired schema 1 is failing at once, with a cache and without', async () => {
    await using registry = await startRegistry({ hasOldSchema: true });
    await pushState(registry, 'course/source', {
      shape: 'image',
      format: 'docker',
      entries: 'amd64',
      config: 'amd64',
      pin: 'none',
      before: 'nothing',
      event: 'none',
    });
    const old = `${registry.host}/course/old:v1`;
    await copyWithSkopeo(`${registry.host}/course/source:v1`, old, ['--format', 'v2s1']);
    const cache = createMemoryContentCache();
    for (const options of [{ cache }, { cache }, {}]) {
      expect(judge(await check(old, null, options))).toEqual(['failing', ['image/missing']]);
    }
  });

  it('is found with the same digest', async () => {
    await using registry = await startRegistry();
    const digest = await registry.push('course/source', 'v1');
    await copyWithSkopeo(`${registry.host}/course/source:v1`, `${registry.host}/course/copy:v2`);
    expect(await check(`${registry.host}/course/copy:v2`, digest)).toMatchObject({
      kind: 'present',
      pin: 'same',
    });
  });
});

describeWith(['docker-registry', 'skopeo'], 'an index that skopeo copied', () => {
  it('is found whole, attestation and all, and so is the tag that skopeo gave to another', async () => {
    await using registry = await startRegistry();
    const images = [{ platform: 'linux/arm64', text: 'arm' }, { text: 'amd' }];
    const content = { kind: 'index', images, hasAttestation: true } as const;
    const digest = await registry.push('course/source', 'v1', content);
    const [source, copy] = [`${registry.host}/course/source`, `${registry.host}/course/copy:v1`];
    await copyWithSkopeo(`${source}:v1`, copy);
    expect(await check(copy, digest)).toMatchObject({
      pin: 'same',
      facts: { platforms: ['linux/arm64', 'linux/amd64'] },
    });
    await registry.push('course/source', 'v2', { kind: 'image', image: { text: 'another' } });
    await copyWithSkopeo(`${source}:v2`, copy);
    expect(judge(await check(copy, digest), undefined, digest)).toEqual(['stale', ['image/tag-moved']]);
  });
});

describeWith(['docker-registry', 'podman', 'runc'], 'an image that podman made', () => {
  it('is found with its platform and size', async () => {
    await using registry = await startRegistry();
    await using folder = await createTemporaryFolder('root');
    await mkdir(join(folder.path, 'root', 'home'), { recursive: true });
    await writeFile(join(folder.path, 'root', 'home', 'hello.txt'), 'hello');
    const archive = join(folder.path, 'root.tar');
    await promisify(execFile)('tar', ['-C', join(folder.path, 'root'), '-cf', archive, '.']);
    await pushWithPodman(archive, `${registry.host}/course/podman:v1`);
    const observation = await check(`${registry.host}/course/podman:v1`, null, { now: Date.now });
    expect(observation).toMatchObject({ kind: 'present', facts: { kind: 'facts', user: '1000' } });
    const facts =
      observation.kind === 'present' && observation.facts.kind === 'facts' ? observation.facts : undefined;
    expect(facts?.sizeBytes).toBeGreaterThan(0);
    expect(facts?.createdAt).not.toBeNull();
  });
});
