import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/core/catalog/types.ts';
import { quoteWords } from '../../src/core/details.fixture.ts';
import { failureOf } from '../../src/core/details.ts';
import { makeCatalog } from '../../src/core/health/shards/catalogues.fixture.ts';
import { fail, ok } from '../../src/core/result.ts';
import { createHttpClient } from '../../src/io/http/client.ts';
import { createRegistryClient } from '../../src/io/registry/client.ts';
import { createMemoryContentCache } from '../../src/io/registry/content-cache.ts';
import type { NightPorts } from '../../src/tasks/night/night-types.ts';
import { runNight } from '../../src/tasks/night/run-night.ts';
import { startHttpServer } from '../support/http-server.ts';
import { buildTinyImage, digestOf } from '../support/registry.ts';

const VERSIONS = 1000;
const REPOSITORIES = 20;
const NOTEBOOKS_PER_REPOSITORY = 500;
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** 1,000 versions of 10 images; 40 contents of 20 repositories with 500 notebooks each; 6 hubs at 3 addresses. */
function makeLargeCatalog(host: string): Catalog {
  const catalog = makeCatalog({
    environmentCount: 100,
    versionCount: 10,
    imageCount: 10,
    binderCount: 0,
    contentCount: 2 * REPOSITORIES,
    repositoryCount: REPOSITORIES,
    hubCount: 6,
  });
  return {
    ...catalog,
    environments: catalog.environments.map((environment) => ({
      ...environment,
      image: `${host}/${environment.image.split('/').slice(1).join('/')}`,
    })),
  };
}

/** Answers for every tag with one image, and counts who asks at the same time. */
async function startCountingRegistry() {
  const { config, layer } = buildTinyImage({});
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf(config),
        size: config.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: digestOf(layer),
          size: layer.length,
        },
      ],
    }),
  );
  const seen: string[] = [];
  let running = 0;
  let most = 0;
  const server = await startHttpServer((request, response) => {
    const { method = '', url = '' } = request;
    seen.push(`${method} ${url}`);
    running += 1;
    most = Math.max(most, running);
    void turn().then(() => {
      running -= 1;
      if (url.includes('/manifests/')) {
        response.setHeader('docker-content-digest', digestOf(manifest));
        response.setHeader('content-type', MANIFEST_TYPE);
        response.setHeader('content-length', manifest.length);
        response.end(method === 'HEAD' ? undefined : manifest);
      } else if (url.includes('/blobs/')) response.end(config);
      else response.end(JSON.stringify({ name: 'any', tags: [] }));
    });
  });
  return { server, seen, most: () => most };
}

describe('a night over 1,000 environment versions and 10,000 notebooks', () => {
  it('asks for everything once, few at a time of one host, and again for nothing that has not changed', async () => {
    const { server, seen, most } = await startCountingRegistry();
    const catalog = makeLargeCatalog(server.host);
    const http = createHttpClient({ concurrency: 64 });
    const asked = { git: [] as string[], hubs: [] as string[] };
    const cache = createMemoryContentCache();
    let night = new Date('2026-11-20T03:23:00Z');
    const createPorts = (): NightPorts => ({
      registry: createRegistryClient({ http, cache, imageCount: VERSIONS, now: () => night.getTime() }),
      git: {
        listRefs: async () => fail(failureOf('git/failed', quoteWords('not asked for'))),
        async fetchSnapshot(repository, ref) {
          asked.git.push(`${repository} ${ref}`);
          return ok({ repository, ref, commit: 'c'.repeat(40), gitDir: '', isFromCache: false });
        },
        listFiles: async () =>
          ok([
            { path: 'Dockerfile', kind: 'file', blobId: 'd' },
            ...Array.from({ length: NOTEBOOKS_PER_REPOSITORY }, (_, index) => ({
              path: `notebooks/n${index}.ipynb`,
              kind: 'file' as const,
              blobId: String(index),
            })),
          ]),
        fetchFiles: async () => new Map(),
        readFiles: async (_, files) => new Map(files.map(({ path }) => [path, ok(Buffer.from('{}'))])),
        readChangeTimes: async () => new Map(),
        findRenames: async () => new Map(),
        isRewritten: async () => false,
      },
      hubs: {
        async checkHub({ url }) {
          asked.hubs.push(url);
          return { kind: 'healthy' };
        },
      },
      listNotebooks: async (_, files) =>
        files.map(({ path }) => path).filter((path) => path.endsWith('.ipynb')),
      now: () => night,
    });

    const first = await runNight(catalog, undefined, createPorts(), { concurrency: 64 });
    if (!first.ok) throw new Error(first.failure.message);
    expect(first.value.notices).toEqual([]);
    expect(first.value.status.environments).toHaveLength(VERSIONS);
    const heads = seen.filter((line) => line.startsWith('HEAD') && line.includes('/manifests/'));
    expect(heads).toHaveLength(new Set(heads).size);
    // 1,000 versions name 10 images of 10 tags each.
    expect(heads).toHaveLength(100);
    expect(seen.filter((line) => line.includes('/tags/list'))).toHaveLength(10);
    // 20 branches, and the editions of 10 of them.
    expect(new Set(asked.git).size).toBe(30);
    expect(asked.git).toHaveLength(30);
    expect(asked.hubs).toHaveLength(3);
    expect(most()).toBeLessThanOrEqual(4);

    seen.length = 0;
    night = new Date('2026-11-21T03:23:00Z');
    const second = await runNight(catalog, first.value.status, createPorts(), { concurrency: 64 });
    if (!second.ok) throw new Error(second.failure.message);
    expect(seen.filter((line) => !line.includes('/tags/list')).every((line) => line.startsWith('HEAD'))).toBe(
      true,
    );
    expect(seen.filter((line) => line.includes('/manifests/'))).toHaveLength(100);
    // Configuration and layer of the few images whose turn it is.
    expect(seen.filter((line) => line.includes('/blobs/')).length).toBeLessThanOrEqual(20);
    http.close();
    await server.stop();
  });
});
