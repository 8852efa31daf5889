import { describe, expect, it } from 'vitest';
import { facts, OTHER, PINNED } from '../../../tests/support/observations.ts';
import type { Catalog, Content, Environment } from '../../core/catalog/types.ts';
import { quoteWords } from '../../core/details.fixture.ts';
import { failureOf } from '../../core/details.ts';
import type { HubCheck, ImageObservation } from '../../core/health/observations.ts';
import { parsePublishedCatalog } from '../../core/published/parse.ts';
import { fail, ok } from '../../core/result.ts';
import type { GitClient, GitFailure } from '../../io/git/types.ts';
import type { NightPorts } from './night-types.ts';
import { runNight } from './run-night.ts';

const environment: Environment = {
  id: 'env',
  title: 'Env',
  image: 'registry.example.org/course/env',
  current: {
    tag: 'v1',
    digest: PINNED,
    binder: { repository: 'https://git.example.org/binder', ref: 'main' },
  },
  earlier: [],
};
const content: Content = {
  id: 'tutorials',
  title: 'Tutorials',
  repository: 'https://git.example.org/tutorials',
  branch: 'main',
  environment: 'env',
  language: 'en',
  tags: [],
  include: ['**/*.ipynb'],
  exclude: [],
  repositoryPath: '',
  notebooks: [],
  editions: [],
};
const catalog: Catalog = {
  site: { title: 'Night', url: 'https://night.example.org/', language: 'en' },
  hubs: [
    { id: 'one', type: 'binderhub', url: 'https://binder.example.org', title: 'One', signIn: false },
    { id: 'same', type: 'binderhub', url: 'https://binder.example.org', title: 'The same', signIn: false },
  ],
  environments: [environment],
  contents: [content],
  moved: [],
  retired: [],
};

interface World {
  image?: ImageObservation;
  dockerfile?: string;
  files?: string[];
  gitFailure?: GitFailure;
  hub?: HubCheck;
  tags?: string[];
  renames?: ReadonlyMap<string, string>;
}

/** Ports of a made-up world; `calls` is what was asked. */
function createWorld(world: World = {}): { ports: NightPorts; calls: string[] } {
  const calls: string[] = [];
  const git: GitClient = {
    listRefs: async () => fail(failureOf('git/failed', quoteWords('not asked for'))),
    async fetchSnapshot(repository, ref) {
      calls.push(`git ${repository} ${ref}`);
      const snapshot = { repository, ref, commit: 'c'.repeat(40), gitDir: '', isFromCache: false };
      if (world.gitFailure === undefined) return ok(snapshot);
      return ok({ ...snapshot, isFromCache: true, failure: world.gitFailure });
    },
    listFiles: async () =>
      ok(
        ['Dockerfile', ...(world.files ?? ['a.ipynb'])].map((path) => ({ path, kind: 'file', blobId: path })),
      ),
    fetchFiles: async () => new Map(),
    readFiles: async (_, files) =>
      new Map(
        files.map(({ path }) => [
          path,
          ok(Buffer.from(world.dockerfile ?? `FROM registry.example.org/course/env:v1@${PINNED}`)),
        ]),
      ),
    readChangeTimes: async () => new Map(),
    findRenames: async () => world.renames ?? new Map(),
    isRewritten: async () => false,
  };
  let time = Date.parse('2026-11-20T03:23:00Z');
  return {
    calls,
    ports: {
      git,
      registry: {
        async checkImage({ tag }, pin) {
          calls.push(`image ${tag} ${pin}`);
          return world.image ?? { kind: 'present', digest: PINNED, pin: 'same', facts };
        },
        async checkPresence({ tag, digest }) {
          calls.push(`presence ${tag ?? digest}`);
          return 'missing';
        },
        async listTags() {
          calls.push('tags');
          return world.tags;
        },
      },
      hubs: {
        async checkHub({ url }) {
          calls.push(`hub ${url}`);
          return world.hub ?? { kind: 'healthy' };
        },
      },
      async listNotebooks({ id }) {
        calls.push(`list ${id}`);
        return ['a.ipynb'];
      },
      now: () => {
        time += 1000;
        return new Date(time);
      },
    },
  };
}

async function run(world: World = {}, changes: Partial<Catalog> = {}, only?: string) {
  const { ports, calls } = createWorld(world);
  const night = await runNight(
    { ...catalog, ...changes },
    undefined,
    ports,
    only === undefined ? {} : { only },
  );
  if (!night.ok) throw new Error(night.failure.message);
  const { status, notices } = night.value;
  const codes = (row: { reasons: readonly { code: string }[] } | undefined) =>
    row?.reasons.map(({ code }) => code);
  return {
    status,
    notices,
    calls,
    environment: codes(status.environments[0]),
    content: codes(status.contents[0]),
  };
}

describe('a night', () => {
  it('reads a repository and asks a hub once, and takes its time from the clock', async () => {
    const twin = { ...environment, id: 'twin' };
    const { calls, status } = await run({}, { environments: [environment, twin] });
    expect(calls.toSorted()).toEqual([
      'git https://git.example.org/binder main',
      'git https://git.example.org/tutorials main',
      'hub https://binder.example.org',
      `image v1 ${PINNED}`,
      `image v1 ${PINNED}`,
      'list tutorials',
      'tags',
      'tags',
    ]);
    expect(status).toMatchObject({ checked_at: '2026-11-20T03:23:02.000Z', duration_ms: 1000 });
    expect(status.environments.map(({ id }) => id)).toEqual(['env', 'twin']);
  });

  it('looks for the image of a Dockerfile only where it is another', async () => {
    expect((await run({ dockerfile: 'FROM registry.example.org/course/env:v1' })).environment).toEqual([]);
    const { environment, calls } = await run({ dockerfile: 'FROM registry.example.org/course/env:v2' });
    expect(environment).toEqual(['image/missing', 'binder/pin-differs']);
    expect(calls).toContain('presence v2');
    const pinned = await run({ dockerfile: `FROM registry.example.org/course/env:v1@${OTHER}` });
    expect(pinned.environment).toEqual(['image/missing', 'binder/pin-differs']);
  });

  it.each([
    ['git/unreachable', ['binder/unreachable'], ['content/unreachable']],
    ['git/not-installed', ['binder/unreachable'], ['content/unreachable']],
    ['git/too-large', ['binder/unreachable'], ['content/unreachable']],
    ['git/repository-missing', ['binder/repository-missing'], ['content/repository-missing']],
    ['git/ref-missing', ['binder/ref-missing'], ['content/ref-missing']],
    ['git/empty', ['binder/ref-missing'], ['content/ref-missing']],
  ] as const)('does not take the cache for the world: %s', async (code, binder, content) => {
    const seen = await run({ gitFailure: failureOf(code, quoteWords('No')) });
    expect([seen.environment, seen.content]).toEqual([binder, content]);
  });

  it('says that a Dockerfile too large for it could not be read, not that it is wrong', async () => {
    expect((await run({ dockerfile: `#${'x'.repeat(2_000_000)}` })).environment).toEqual([
      'binder/unreachable',
    ]);
  });

  it('tells of a newer tag of the current version', async () => {
    expect((await run({ tags: ['v2', 'v10', 'latest'] })).environment).toEqual(['image/newer-tag']);
  });

  it('judges the age of the current version only', async () => {
    const old = { ...facts, createdAt: '2020-01-01T00:00:00Z' };
    const image: ImageObservation = { kind: 'present', digest: PINNED, pin: 'same', facts: old };
    const versions = { ...environment, staleAfterDays: 365, earlier: [{ tag: 'v0', digest: PINNED }] };
    const { status } = await run({ image }, { environments: [versions] });
    expect(status.environments.map(({ verdict }) => verdict)).toEqual(['stale', 'ok']);
  });

  it('gives an edition a row of its own, with the notebooks that it lacks', async () => {
    const editions = [{ id: 'spring', label: 'Spring', branch: 'spring', tag: 'v1' }];
    const { status } = await run({ files: [] }, { contents: [{ ...content, editions }] });
    expect(status.contents).toMatchObject([
      { id: 'tutorials', missing: ['a.ipynb'] },
      { id: 'tutorials', edition: 'spring', missing: ['a.ipynb'] },
    ]);
  });

  it('looks in an edition where the notebooks stood at that time', async () => {
    const edition = { id: 'spring', label: 'Spring', branch: 'spring', tag: 'v1' };
    const editions = [{ ...edition, paths: { 'a.ipynb': 'week 1/a.ipynb' } }];
    const { status } = await run({ files: ['week 1/a.ipynb'] }, { contents: [{ ...content, editions }] });
    expect(status.contents.map(({ missing }) => missing)).toEqual([['a.ipynb'], []]);
  });

  describe('of an edition whose notebook was renamed later', () => {
    const edition = { id: 'spring', label: 'Spring', branch: 'spring', tag: 'v1' };
    const contents = [{ ...content, editions: [edition] }];
    const missingAfter = async (id: string, path: string, world: World) => {
      const { ports } = createWorld(world);
      const row = { id, path, title: 'A', editions: [{ ...edition, path: 'old.ipynb' }] };
      const published = parsePublishedCatalog(
        JSON.stringify({ version: 1, site: catalog.site, environments: [], notebooks: [row] }),
      );
      if (!published.ok) throw new Error(published.failure.message);
      const options = { published: published.value };
      const night = await runNight({ ...catalog, contents }, undefined, ports, options);
      return night.ok ? night.value.status.contents.map(({ missing }) => missing) : night.failure;
    };
    // All refs of this world have the same files.
    const files = ['old.ipynb'];

    it('finds the path that is published', async () => {
      expect(await missingAfter('tutorials/a', 'a.ipynb', { files })).toEqual([['a.ipynb'], []]);
    });

    it('finds it in the first night after the change, too', async () => {
      const isRenamed = { files: ['a.ipynb'], renames: new Map([['old.ipynb', 'a.ipynb']]) };
      expect(await missingAfter('tutorials/old', 'old.ipynb', isRenamed)).toEqual([[], ['old.ipynb']]);
    });

    it('looks at the present path without a publication that knows it', async () => {
      expect(await missingAfter('tutorials/other', 'other.ipynb', { files })).toEqual([
        ['a.ipynb'],
        ['a.ipynb'],
      ]);
    });
  });

  it('says where a notebook went, and which branch is the default one now', async () => {
    const renames = new Map([['a.ipynb', 'week 1/a.ipynb']]);
    const moved = await run({ files: ['week 1/a.ipynb'], renames });
    expect(moved.status.contents[0]?.reasons).toMatchObject([
      {
        code: 'content/notebook-missing',
        message: 'git.example.org/tutorials does not hold a.ipynb at main; it has moved to week 1/a.ipynb.',
        about: { moved_to: 'week 1/a.ipynb' },
      },
    ]);
    const gitFailure = { ...failureOf('git/ref-missing', quoteWords('No')), defaultBranch: 'trunk' };
    const renamed = await run({ gitFailure });
    expect(renamed.status.contents[0]?.reasons[0]?.message).toBe(
      'The repository git.example.org/tutorials has no branch or tag main: its default branch is trunk.',
    );
    expect(renamed.status.environments[0]?.reasons[0]?.about).toMatchObject({ default_branch: 'trunk' });
  });

  it('takes what the manifest accepts and plans from the catalogue', async () => {
    const until = '2026-11-30';
    const shared = { code: 'image/not-public-or-missing', because: 'Hubs sign in.', until } as const;
    const past = { code: 'binder/unpinned', because: 'So be it.', until: '2026-11-19' } as const;
    const current = { ...environment.current, accepted: [shared, past] };
    const versions = { ...environment, current, earlier: [{ tag: 'v0' }] };
    const image = { kind: 'not-public-or-missing', registry: 'r', detail: quoteWords('no') } as const;
    const maintenance = [{ start: '2026-11-20T00:00:00.000Z', end: '2026-11-21T00:00:00.000Z' }];
    const [one] = catalog.hubs;
    const { status, notices } = await run(
      {
        image,
        hub: { kind: 'unreachable', detail: quoteWords('no') },
        dockerfile: 'FROM registry.example.org/course/env',
      },
      { environments: [versions], hubs: one === undefined ? [] : [{ ...one, maintenance }] },
    );
    expect(status.environments.map(({ verdict }) => verdict)).toEqual(['failing', 'ok']);
    expect(status.environments[0]?.reasons.map(({ code, accepted }) => [code, accepted?.until])).toEqual([
      ['image/missing', undefined],
      ['image/not-public-or-missing', until],
      ['binder/unpinned', undefined],
    ]);
    expect(status.hubs[0]).toMatchObject({ verdict: 'unknown', reasons: [{ code: 'hub/maintenance' }] });
    expect(notices).toEqual([expect.stringContaining('binder/unpinned until 2026-11-19')]);
  });

  it('goes on when one of its own checks breaks, and says so', async () => {
    const { ports } = createWorld();
    const broken = { ...ports, listNotebooks: () => Promise.reject(new Error('a bug')) };
    const night = await runNight(catalog, undefined, broken);
    expect(night.ok && night.value.notices).toEqual([expect.stringContaining('a bug')]);
    expect(night.ok && night.value.status.contents).toEqual([]);
    expect(night.ok && night.value.status.environments).toHaveLength(1);
  });

  it('tells how far it is', async () => {
    const { ports } = createWorld();
    const steps: string[] = [];
    await runNight(catalog, undefined, ports, {
      concurrency: 1,
      onProgress: ({ finishedCount, totalCount, label }) =>
        steps.push(`${finishedCount}/${totalCount} ${label}`),
    });
    expect(steps).toEqual(['1/4 environment env v1', '2/4 content tutorials', '3/4 hub one', '4/4 hub same']);
  });

  it('looks at what one environment needs', async () => {
    const other = { ...environment, id: 'other', image: 'registry.example.org/course/other' };
    const contents = [content, { ...content, id: 'elsewhere', environment: 'other' }];
    const { status } = await run({}, { environments: [environment, other], contents }, 'other');
    expect(status.environments.map(({ id }) => id)).toEqual(['other']);
    expect(status.contents.map(({ id }) => id)).toEqual(['elsewhere']);
    const { ports } = createWorld();
    expect(await runNight(catalog, undefined, ports, { only: 'evn' })).toMatchObject({
      ok: false,
      failure: { code: 'night/unknown-environment', message: expect.stringContaining('"env"') },
    });
  });
});
