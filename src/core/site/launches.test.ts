import { describe, expect, test } from 'vitest';
import { createManagedCommit } from '../binder-refs/managed-commit.ts';
import { listManagedRefs } from '../catalog/managed-refs.ts';
import type { ReasonCode } from '../reasons.ts';
import { assembleSite } from './assemble.ts';
import {
  assembleHarbour,
  HARBOUR_MANIFEST,
  makeNight,
  makeRow,
  parseSound,
  prepareContent,
} from './harbour.fixture.ts';

describe('launches', () => {
  test('stand in the order of the manifest while all is equal', () => {
    expect(assembleHarbour(null).notebooks[0]?.launches.map(({ hubId }) => hubId)).toEqual([
      'binder',
      'class',
    ]);
  });

  test.each([
    ['failing', 'ok', ['class', 'binder']],
    ['ok', 'failing', ['binder', 'class']],
    ['ok', 'ok', ['binder', 'class']],
  ] as const)('offer first what works (Binder %s, hub %s)', (binder, hub, order) => {
    expect(assembleHarbour(makeNight(binder, hub)).notebooks[0]?.launches.map(({ hubId }) => hubId)).toEqual(
      order,
    );
  });

  test('offer first the hub that is well where all fail for the image', () => {
    const status = makeNight('failing', 'ok');
    const environments = status.environments.map((row) => ({ ...row, verdict: 'failing' as const }));
    const { launches = [] } = assembleHarbour({ ...status, environments }).notebooks[0] ?? {};
    expect(launches.map(({ hubId, health }) => [hubId, health.verdict])).toEqual([
      ['class', 'failing'],
      ['binder', 'failing'],
    ]);
  });

  test('of one missing notebook fail, and of no other', () => {
    const { notebooks } = assembleHarbour(makeNight('ok', 'ok'));
    expect(notebooks.map(({ launches }) => launches[0]?.health.verdict)).toEqual(['ok', 'ok', 'failing']);
  });

  test('of an edition pair its branch with its version, and only where that version runs', () => {
    const [edition] = assembleHarbour(null).notebooks[0]?.editions ?? [];
    expect(edition?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
    expect(edition?.launches[0]?.url).toContain('/v2/gh/course/binder/v1?');
    expect(edition?.launches[0]?.url).toContain('branch%3Dspring');
  });
});

test('by several Binder repositories are the same but for what is built', () => {
  const first = '{repository: "https://github.com/course/binder", ref: v2}';
  const catalog = parseSound(
    HARBOUR_MANIFEST.replace(
      first,
      `[${first}, {repository: "https://github.com/course/binder-2", ref: v2}]`,
    ),
  );
  const [tides] = catalog.contents;
  if (tides === undefined) throw new Error('no content');
  const { model } = assembleSite(catalog, [prepareContent(tides, ['a.ipynb'])], null, '2026-11-23T05:00:00Z');
  const [onBinder, onClass] = model.notebooks[0]?.launches ?? [];
  expect(onBinder?.url).toContain('/v2/gh/course/binder/v2?');
  expect(onBinder?.moreUrls).toEqual([onBinder?.url.replace('course/binder/', 'course/binder-2/')]);
  expect(onClass?.moreUrls).toBeUndefined();
  expect(model.notebooks[0]?.earlierVersions[0]?.launches[0]?.moreUrls).toBeUndefined();
});

describe('the time machine', () => {
  const [a, b, c] = assembleHarbour(null).notebooks;

  test("offers today's content in every earlier version, where a hub runs it", () => {
    const [version] = a?.earlierVersions ?? [];
    expect(version?.version.tag).toBe('1');
    expect(version?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
    expect(version?.launches[0]?.url).toContain('/v2/gh/course/binder/v1?');
    expect(version?.launches[0]?.url).toContain('branch%3Dmain');
  });

  test('opens an edition at the path of its time', () => {
    expect([a, b, c].map((notebook) => notebook?.editions.map(({ path }) => path))).toEqual([
      ['a.ipynb'],
      ['old/b.ipynb'],
      [],
    ]);
    const url = b?.editions[0]?.launches[0]?.url ?? '';
    expect(decodeURIComponent(decodeURIComponent(url))).toContain('/old/b.ipynb');
  });

  test('has a verdict of its own for each pairing', () => {
    const status = makeNight('ok', 'ok');
    const spring = { ...makeRow('tides', 'ok'), edition: 'spring', commit: null, missing: ['old/b.ipynb'] };
    const earlier = status.environments.map((version) => ({
      ...version,
      tag: '1',
      verdict: 'failing' as const,
    }));
    const { notebooks } = assembleHarbour({
      ...status,
      contents: [...status.contents, spring],
      environments: [...status.environments, ...earlier],
    });
    expect(notebooks[0]?.launches[0]?.health.verdict).toBe('ok');
    expect(notebooks[0]?.earlierVersions[0]?.launches[0]?.health.verdict).toBe('failing');
    expect(notebooks.map(({ editions }) => editions.map(({ isMissing }) => isMissing))).toEqual([
      [false],
      [true],
      [],
    ]);
  });
});

test('hubs of a notebook stand in for those of its content', () => {
  const catalog = parseSound(
    HARBOUR_MANIFEST.replace(
      '    editions:\n',
      '    hubs: [binder]\n    notebooks: {a.ipynb: {hubs: [class, binder]}}\n    editions:\n',
    ),
  );
  const [tides] = catalog.contents;
  if (tides === undefined) throw new Error('no content');
  const prepared = prepareContent(tides, ['a.ipynb', 'b.ipynb']);
  const { notebooks } = assembleSite(catalog, [prepared], null, '2026-11-23T05:00:00Z').model;
  expect(notebooks.map(({ launches }) => launches.map(({ hubId }) => hubId))).toEqual([
    ['class', 'binder'],
    ['binder'],
  ]);
});

describe('a JupyterLite site', () => {
  const manifest = HARBOUR_MANIFEST.replace(
    'environments:\n  python',
    '  lite: {type: jupyterlite, url: "https://example.org/lite/", title: Lite, parent_path: course}\nenvironments:\n  python',
  );
  const catalog = parseSound(manifest);
  const [tides] = catalog.contents;
  if (tides === undefined) throw new Error('no content');
  const assemble = (status: Parameters<typeof assembleHarbour>[0]) =>
    assembleSite(
      catalog,
      [prepareContent(tides, ['a.ipynb', 'week 1/b#.ipynb'])],
      status,
      '2026-11-23T05:00:00Z',
    ).model.notebooks;
  const makeLite = (
    binder: 'ok' | 'failing',
    classHub: 'ok' | 'failing',
    missing: readonly string[] = [],
  ) => {
    const night = makeNight(binder, classHub);
    return { ...night, hubs: [...night.hubs, { ...makeRow('lite', 'ok' as const), missing }] };
  };
  const offered = (status: Parameters<typeof assembleHarbour>[0], index = 0) =>
    assemble(status)[index]?.launches.map(({ hubId, health }) => [hubId, health.verdict]);

  test('opens its own file, and says that nothing of the environment is there', () => {
    const [, notebook] = assemble(null);
    expect(notebook?.launches.at(-1)).toMatchObject({
      hubId: 'lite',
      url: 'https://example.org/lite/lab/index.html?path=course%2Fweek%201%2Fb%23.ipynb',
      imageChoice: 'browser',
    });
    expect(notebook?.earlierVersions[0]?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
  });

  test('comes after all that runs in the tested environment, and before what fails', () => {
    expect(offered(makeLite('ok', 'ok'))).toEqual([
      ['binder', 'ok'],
      ['class', 'ok'],
      ['lite', 'ok'],
    ]);
    expect(offered(makeLite('failing', 'failing'))).toEqual([
      ['lite', 'ok'],
      ['binder', 'failing'],
      ['class', 'failing'],
    ]);
  });

  test('fails for a notebook that it lacks, and for no other, whatever becomes of the environment', () => {
    const status = makeLite('ok', 'ok', ['tides/a.ipynb']);
    const gone = {
      ...status,
      environments: status.environments.map((row) => ({ ...row, verdict: 'failing' as const })),
    };
    expect(offered(gone)?.find(([hub]) => hub === 'lite')).toEqual(['lite', 'failing']);
    expect(offered(gone, 1)?.[0]).toEqual(['lite', 'ok']);
  });
});

describe('a hub that asks what to start', () => {
  const assemble = (start: string) => {
    const catalog = parseSound(
      HARBOUR_MANIFEST.replace('environments: [python]}', `environments: [python], start: ${start}}`),
    );
    const [tides] = catalog.contents;
    if (tides === undefined) throw new Error('no content');
    return assembleSite(catalog, [prepareContent(tides, ['a.ipynb'])], null, '2026-11-23T05:00:00Z').model
      .notebooks[0];
  };

  test('offers earlier versions and editions, which the link chooses', () => {
    const notebook = assemble('{profile: python, options: {image: "v{tag}"}}');
    const [version] = notebook?.earlierVersions ?? [];
    const [edition] = notebook?.editions ?? [];
    for (const launches of [version?.launches, edition?.launches]) {
      expect(launches?.map(({ hubId }) => hubId)).toEqual(['binder', 'class']);
      expect(launches?.[1]?.url).toContain('/hub/spawn?profile=python&profile-option-python--image=v1&next=');
      expect(launches?.[1]?.imageChoice).toBe('link');
    }
    expect(notebook?.launches[1]?.url).toContain('image=v2&');
  });

  test('offers today alone where its choice is the same for all', () => {
    const notebook = assemble('{profile: python}');
    expect(notebook?.earlierVersions[0]?.launches.map(({ hubId }) => hubId)).toEqual(['binder']);
  });

  test.each([
    ['{form: fancy-profiles, unlisted: image}', 'form'],
    ['{form: fancy-profiles, unlisted: image, auto_start: true}', 'link'],
    ['{server: gpu}', 'running-server'],
  ])('says who chooses the image: %s', (start, choice) => {
    expect(assemble(start)?.launches.map(({ imageChoice }) => imageChoice)).toEqual([undefined, choice]);
  });

  test('that nobody can ask says so', () => {
    expect(assembleHarbour(null).notebooks[0]?.launches.map(({ imageChoice }) => imageChoice)).toEqual([
      undefined,
      'hub',
    ]);
  });
});

describe('notebooks that are in the image', () => {
  const catalog = parseSound(
    HARBOUR_MANIFEST.replaceAll(/\bbinder: \{repository: "[^"]*", ref: v\d\}/g, 'label: x')
      .replace('    branch: main\n', '    branch: main\n    pull: none\n')
      .replace(/ {2}moon: .*\n/, '')
      .replace(/moved:[\s\S]*/, ''),
  );
  const [tides] = catalog.contents;
  if (tides === undefined) throw new Error('no content');
  const { model } = assembleSite(catalog, [prepareContent(tides, ['a.ipynb'])], null, '2026-11-23T05:00:00Z');
  const [notebook] = model.notebooks;

  test('open on the BinderHub that builds their repository, today and as taught', () => {
    expect(notebook?.launches.map(({ hubId, url }) => [hubId, url])).toEqual([
      ['binder', 'https://mybinder.org/v2/gh/course/tides/main?urlpath=lab%2Ftree%2Fa.ipynb'],
    ]);
    expect(notebook?.editions.map(({ launches }) => launches.map(({ url }) => url))).toEqual([
      ['https://mybinder.org/v2/gh/course/tides/spring?urlpath=lab%2Ftree%2Fa.ipynb'],
    ]);
  });

  test("are today's in no earlier version", () => {
    expect(notebook?.earlierVersions.map(({ launches }) => launches)).toEqual([[]]);
  });

  test('make their repository the one whose Dockerfile is checked', () => {
    expect([catalog.environments[0]?.current, ...(catalog.environments[0]?.earlier ?? [])]).toMatchObject([
      { tag: '2', binder: { repository: 'https://github.com/course/tides', ref: 'main' } },
      { tag: '1', binder: { repository: 'https://github.com/course/tides', ref: 'spring' } },
    ]);
  });
});

describe('an image that only its mirror serves', () => {
  const DIGEST = `sha256:${'1a'.repeat(32)}`;
  const catalog = parseSound(`version: 1
site: {title: Harbour, url: "https://example.org/", repository: "https://github.com/course/book"}
hubs:
  binder: {type: binderhub, url: "https://mybinder.org"}
  class: {type: jupyterhub, url: "https://hub.example.edu", environments: [python]}
environments:
  python: {image: quay.io/course/python, mirror: ghcr.io/course/python, tag: "2", digest: "${DIGEST}", binder: managed}
content:
  tides: {title: Tides, repository: "https://github.com/course/tides", branch: main, environment: python}
`);
  const commitOf = (registry: string) =>
    createManagedCommit({ registry, repository: 'course/python', tag: '2', digest: DIGEST }).id;
  const offer = (codes: readonly ReasonCode[]) => {
    const night = makeNight('ok', 'ok');
    const since = night.checked_at;
    const reasons = codes.map((code) => ({ code, message: code, since }));
    const verdict = codes.length === 0 ? ('ok' as const) : ('failing' as const);
    const environments = night.environments.map((row) => ({ ...row, verdict, reasons }));
    const [tides] = catalog.contents;
    if (tides === undefined) throw new Error('no content');
    const status = { ...night, environments };
    const { model } = assembleSite(catalog, [prepareContent(tides, ['a.ipynb'])], status, since);
    return model.notebooks[0]?.launches.map(({ hubId, url, health }) => [
      hubId,
      health.verdict,
      /\/v2\/gh\/course\/book\/([0-9a-f]{40})\?/.exec(url)?.[1],
      ...health.reasons.map(({ code }) => code),
    ]);
  };

  test('starts on a BinderHub at the commit that names the mirror, and on no hub of given images', () => {
    expect(offer([])).toEqual([
      ['binder', 'ok', commitOf('quay.io')],
      ['class', 'ok', undefined],
    ]);
    expect(offer(['image/missing', 'image/on-mirror'])).toEqual([
      ['binder', 'ok', commitOf('ghcr.io'), 'image/on-mirror'],
      ['class', 'failing', undefined, 'image/missing', 'image/on-mirror'],
    ]);
  });

  test('is not taken from a mirror that has another one', () => {
    expect(offer(['image/missing', 'image/mirror-differs'])?.[0]).toEqual([
      'binder',
      'failing',
      commitOf('quay.io'),
      'image/missing',
    ]);
  });

  test('has a commit of its own for its mirror', () => {
    expect(listManagedRefs(catalog).map(({ branch, commit }) => [branch, commit.id])).toEqual([
      ['binder/python/2', commitOf('quay.io')],
      ['binder/python/2@mirror', commitOf('ghcr.io')],
    ]);
  });
});

test('a text notebook has a second link where its application shows notebooks at another address', () => {
  const catalog = parseSound(
    HARBOUR_MANIFEST.replace('environments: [python]}', 'environments: [python], app: classic}'),
  );
  const [tides] = catalog.contents;
  if (tides === undefined) throw new Error('no content');
  const prepared = prepareContent(tides, ['a.md', 'b.ipynb']);
  const { notebooks } = assembleSite(catalog, [prepared], null, '2026-11-23T05:00:00Z').model;
  const [text, json] = notebooks.map(({ launches }) => launches);

  expect(text?.map(({ textOpening }) => textOpening)).toEqual(['open-with', 'own-page']);
  expect(text?.[0]?.notebookUrl).toBeUndefined();
  expect(text?.[1]?.url).toContain('nbclassic%2Fedit%2Ftides%2Fa.md');
  expect(text?.[1]?.notebookUrl).toContain('nbclassic%2Fnotebooks%2Ftides%2Fa.md');
  expect(json?.map(({ textOpening }) => textOpening)).toEqual([undefined, undefined]);
});
