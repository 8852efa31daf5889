import { describe, expect, test } from 'vitest';
import { OTHER, observeVersion, PINNED, present } from '../../../tests/support/observations.ts';
import { detailOf } from '../details.ts';
import { foldStatus } from '../health/fold.ts';
import type { BinderObservation, HubCheck, NightObservations } from '../health/observations.ts';
import type { Status } from '../health/types.ts';
import { explainLink } from '../links/explain/explain.ts';
import { assembleSite } from '../site/assemble.ts';
import { parseSound, prepareContent } from '../site/harbour.fixture.ts';
import { en } from '../texts/en.ts';
import { chooseLaunch, type LiveAnswer } from './choice.ts';
import { buildLauncherPage, type LauncherPage } from './page.ts';
import type { LauncherQuery } from './query.ts';

/*
 * One notebook with two hubs, a JupyterLite site and an earlier version, while one or two things of its chain are
 * broken: what its launcher page offers is held against what really happens behind each link.
 */

const FAULTS = [
  'image gone',
  'tag moved',
  'Dockerfile broken',
  'branch deleted',
  'notebook renamed',
  'hub dead',
  'hub hanging',
  'hub full',
  'wrong kind of hub',
  'script blocked',
  'inside a frame',
  'status old',
] as const;
type Fault = (typeof FAULTS)[number];
const HUB_FAULTS: readonly Fault[] = ['hub dead', 'hub hanging', 'hub full', 'wrong kind of hub'];

/** What the catalogue has beside its two hubs. */
interface Ways {
  readonly hasLite: boolean;
  readonly hasEarlier: boolean;
}
const WAYS: readonly Ways[] = [
  { hasLite: true, hasEarlier: true },
  { hasLite: false, hasEarlier: true },
  { hasLite: true, hasEarlier: false },
  { hasLite: false, hasEarlier: false },
];

type HubId = 'binder' | 'class';

interface World {
  readonly faults: ReadonlySet<Fault>;
  readonly hubs: Readonly<Record<HubId, Fault | undefined>>;
}

/** Each fault alone and with each other; a fault of a hub meets the first hub and the second. */
const WORLDS: readonly World[] = FAULTS.flatMap((one, index) =>
  FAULTS.slice(index).flatMap((other) => {
    const faults = new Set([one, other]);
    const ofHubs = [...faults].filter((fault) => HUB_FAULTS.includes(fault));
    if (ofHubs.length === 0) return [{ faults, hubs: { binder: undefined, class: undefined } }];
    const [first, second] = ofHubs;
    return [
      { faults, hubs: { binder: first, class: second } },
      { faults, hubs: { binder: second, class: first } },
    ];
  }),
);

const REPOSITORY = 'https://github.com/course/tides';
const PATH = 'Week 1/a.ipynb';
const LITE = 'https://lite.example.org';
const HUB_URLS: Readonly<Record<HubId, string>> = {
  binder: 'https://binder.example.org',
  class: 'https://hub.example.edu',
};

const writeManifest = ({ hasLite, hasEarlier }: Ways) => `version: 1
site: {title: Harbour, url: "https://example.org/base/", language: en, repository: "https://github.com/course/catalogue"}
hubs:
  binder: {type: binderhub, url: "${HUB_URLS.binder}", title: Binder}
  class: {type: jupyterhub, url: "${HUB_URLS.class}", title: Class hub, environments: [python]}
${hasLite ? `  lite: {type: jupyterlite, url: "${LITE}", title: In the browser}\n` : ''}environments:
  python:
    title: Python
    image: registry.example.org/course/python
    tag: "2"
    digest: ${PINNED}
    binder: {repository: "https://github.com/course/binder", ref: v2}
${hasEarlier ? `    earlier: [{tag: "1", digest: "${OTHER}", binder: {repository: "https://github.com/course/binder", ref: v1}}]\n` : ''}content:
  tides:
    title: Tides
    repository: ${REPOSITORY}
    branch: main
    environment: python
`;

const SOUND: World = { faults: new Set(), hubs: { binder: undefined, class: undefined } };
const NIGHTS = ['2026-11-20T03:23:00Z', '2026-11-21T03:23:00Z'] as const;

/** What a night sees. */
function observe({ faults, hubs }: World, { hasLite, hasEarlier }: Ways): NightObservations {
  const isGone = faults.has('image gone');
  const isMoved = faults.has('tag moved');
  const binder: BinderObservation = {
    kind: 'dockerfile',
    repository: 'https://github.com/course/binder',
    ref: 'v2',
    commit: 'c'.repeat(40),
    path: 'Dockerfile',
    from: `registry.example.org/course/python:2@${PINNED}`,
    match: 'same-by-digest',
    fromDigest: PINNED,
    copiesFiles: false,
  };
  const broken: BinderObservation = {
    kind: 'dockerfile-invalid',
    repository: binder.repository,
    ref: 'v2',
    detail: detailOf('no-from'),
  };
  const current = observeVersion({
    environmentId: 'python',
    tag: '2',
    image: 'registry.example.org/course/python:2',
    registry: isGone
      ? { kind: 'missing', what: 'tag', pin: 'gone' }
      : { ...present, ...(isMoved && { digest: OTHER, pin: 'served' }) },
    binder: faults.has('Dockerfile broken') ? broken : binder,
  });
  const earlier = observeVersion({
    environmentId: 'python',
    tag: '1',
    image: 'registry.example.org/course/python:1',
    pinnedDigest: OTHER,
    registry: { ...present, digest: OTHER },
    binder: { ...binder, ref: 'v1', from: 'registry.example.org/course/python:1', fromDigest: OTHER },
  });
  return {
    durationMs: 1,
    environments: [current, ...(hasEarlier ? [earlier] : [])],
    contents: [
      {
        id: 'tides',
        repository: REPOSITORY,
        branch: 'main',
        check: faults.has('branch deleted')
          ? { kind: 'ref-missing', detail: detailOf('no-dockerfile', { path: 'main' }) }
          : {
              kind: 'read',
              commit: 'c'.repeat(40),
              notebookCount: 1,
              missing: faults.has('notebook renamed') ? [PATH] : [],
            },
      },
    ],
    hubs: [
      ...(['binder', 'class'] as const).map((id) => ({ id, title: id, check: checkHub(id, hubs[id]) })),
      ...(hasLite ? [{ id: 'lite', title: 'In the browser', check: { kind: 'healthy' as const } }] : []),
    ],
  };
}

function checkHub(id: HubId, fault: Fault | undefined): HubCheck {
  const host = new URL(HUB_URLS[id]).host;
  switch (fault) {
    case 'hub dead':
      return { kind: 'unreachable', detail: detailOf('refused', { host }) };
    case 'hub hanging':
      return { kind: 'unreachable', detail: detailOf('connect-timeout', { host }) };
    case 'wrong kind of hub':
      return id === 'binder'
        ? { kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' }
        : { kind: 'wrong-kind', expected: 'jupyterhub', found: 'binderhub' };
    default:
      // Being full by day is nothing that a night sees.
      return { kind: 'healthy' };
  }
}

/** What the hub itself says in the reader's browser. */
function answerLive(id: string, { hubs }: World): LiveAnswer {
  const fault = id === 'binder' || id === 'class' ? hubs[id] : undefined;
  switch (fault) {
    case 'hub dead':
      return 'silent';
    case 'hub hanging':
      return 'unknown';
    case 'hub full':
      // A JupyterHub does not say it to other pages.
      return id === 'binder' ? 'full' : 'well';
    case 'wrong kind of hub':
      return 'unknown';
    default:
      return 'well';
  }
}

type Outcome = 'tested' | 'untested' | 'nothing' | 'wrong';

/** What really happens when a link is followed. */
function follow(url: string, world: World): Outcome {
  const { faults, hubs } = world;
  if (url.startsWith(`${LITE}/`))
    return new URL(url).searchParams.get('path') === PATH ? 'untested' : 'wrong';
  const { hub, content, path, environment } = explainLink(url);
  const id = (['binder', 'class'] as const).find((each) => HUB_URLS[each] === hub);
  const isRight =
    id !== undefined &&
    content?.repository === REPOSITORY &&
    content.branch === 'main' &&
    path === PATH &&
    (id === 'class') === (environment === undefined);
  if (!isRight) return 'wrong';
  if (hubs[id] !== undefined || faults.has('branch deleted') || faults.has('notebook renamed'))
    return 'nothing';
  const isEarlier = environment?.ref === 'v1';
  if (!isEarlier && faults.has('image gone')) return 'nothing';
  if (!isEarlier && id === 'binder' && faults.has('Dockerfile broken')) return 'nothing';
  return 'tested';
}

interface Way {
  readonly url: string;
  /** Until it is followed. */
  readonly clicks: number;
  readonly hubId: string;
  readonly verdict: string;
  readonly outcome: Outcome;
}

const MORE = 1;

/** Every link of the page that launches, as far as it needs no script. */
function listWays({ first, others, older, fallback }: LauncherPage, world: World): readonly Way[] {
  const way = ({ url, hubId, health }: NonNullable<LauncherPage['first']>, clicks: number): Way => ({
    url,
    clicks,
    hubId,
    verdict: health.verdict,
    outcome: follow(url, world),
  });
  return [
    ...(first === undefined ? [] : [way(first, 1)]),
    ...(fallback?.olderVersion === undefined ? [] : [way(fallback.olderVersion.offer, 1)]),
    ...others.map((offer) => way(offer, MORE + 1)),
    // A page of its own has a button of its own.
    ...older.flatMap(({ offers, page }) =>
      offers.map((offer) => way(offer, MORE + (page === undefined ? 1 : 2))),
    ),
  ];
}

const CATALOGS = new Map(WAYS.map((ways) => [ways, parseSound(writeManifest(ways))]));

function readWorld(world: World, ways: Ways) {
  const catalog = CATALOGS.get(ways);
  const [content] = catalog?.contents ?? [];
  if (catalog === undefined || content === undefined) throw new Error('no content');
  const isOld = world.faults.has('status old');
  const seen = observe(isOld ? SOUND : world, ways);
  const status = NIGHTS.reduce<Status | undefined>((before, now) => foldStatus(before, seen, now), undefined);
  const { model } = assembleSite(catalog, [prepareContent(content, [PATH])], status ?? null, NIGHTS[1]);
  const [notebook] = model.notebooks;
  if (notebook === undefined) throw new Error('no notebook');
  const page = buildLauncherPage(model, notebook, undefined, en);
  const offers = [...(page.first === undefined ? [] : [page.first]), ...page.others];
  const choose = (query: Pick<LauncherQuery, 'hub' | 'go'>) => {
    const situation = {
      offers: offers.map(({ hubId, health, imageChoice }) => ({
        hubId,
        verdict: health.verdict,
        isUntested: imageChoice === 'browser',
      })),
      hubIds: catalog.hubs.map(({ id }) => id),
      query,
      preference: undefined,
      nightsAgo: isOld ? 9 : 0,
      isFramed: world.faults.has('inside a frame'),
      isReturn: false,
    };
    const { target } = chooseLaunch(situation);
    return chooseLaunch({ ...situation, live: answerLive(target?.id ?? '', world) });
  };
  const found = listWays(page, world);
  return {
    name: describeCase(world, ways),
    world,
    page,
    ways: found,
    working: found.filter(({ outcome }) => outcome === 'tested' || outcome === 'untested'),
    choose,
    isOld,
    /** Being full by day is nothing that a night sees, and an old night sees nothing at all. */
    isKnown: !isOld && !world.faults.has('hub full'),
  };
}

const describeCase = ({ faults, hubs }: World, { hasLite, hasEarlier }: Ways) =>
  [
    [...faults].map((fault) => `${fault}${hubs.class === fault ? ' (class)' : ''}`).join(' + '),
    ...(hasLite ? [] : ['no JupyterLite']),
    ...(hasEarlier ? [] : ['no earlier version']),
  ].join(', ');

const CASES = WAYS.flatMap((ways) => WORLDS.map((world) => readWorld(world, ways)));
type Case = (typeof CASES)[number];

/** Names of the cases of which something does not hold. */
const without = (holds: (found: Case) => boolean) =>
  CASES.filter((found) => !holds(found)).map((found) => found.name);

describe('a launcher page with two faults of twelve', () => {
  test('is looked at for all pairs, and each finds ways that work and ways that do not', () => {
    const pairs = new Set(WORLDS.map(({ faults }) => [...faults].sort().join()));
    expect(pairs.size).toBe(12 + 66);
    const outcomes = CASES.flatMap(({ ways }) => ways.map(({ outcome }) => outcome));
    for (const outcome of ['tested', 'untested', 'nothing'])
      expect(outcomes.filter((each) => each === outcome).length).toBeGreaterThan(100);
  });

  test('opens no wrong file', () => {
    expect(
      without(({ ways }) => ways.length > 0 && ways.every(({ outcome }) => outcome !== 'wrong')),
    ).toEqual([]);
  });

  test('has every way that works within three clicks', () => {
    expect(without(({ working }) => working.every(({ clicks }) => clicks <= 3))).toEqual([]);
  });

  test('has one that works first, as far as a night can know', () => {
    expect(
      without(
        ({ isKnown, ways, working }) =>
          !isKnown ||
          working.length === 0 ||
          working.includes(ways.find(({ clicks }) => clicks === 1) as Way),
      ),
    ).toEqual([]);
    // What was not tested comes after all of today that was.
    expect(
      without(
        ({ isKnown, page, ways }) =>
          !isKnown ||
          page.first?.imageChoice !== 'browser' ||
          !page.others.some(({ url }) => ways.some((way) => way.url === url && way.outcome === 'tested')),
      ),
    ).toEqual([]);
  });

  test('never says “nothing” over a way that works', () => {
    expect(
      without(
        ({ page, working }) =>
          page.first !== undefined || page.fallback?.olderVersion !== undefined || working.length === 0,
      ),
    ).toEqual([]);
  });

  test('says so where nothing works, why, and whom to tell', () => {
    const hopeless = CASES.filter(({ isKnown, working }) => isKnown && working.length === 0);
    expect(hopeless.length).toBeGreaterThan(10);
    for (const { page } of hopeless) {
      expect(page.first).toBeUndefined();
      expect(page.fallback?.olderVersion).toBeUndefined();
      expect(page.fallback?.reportUrl).toContain('/issues/new?');
      expect(page.others.every(({ health }) => health.reasons.length > 0)).toBe(true);
    }
    expect(without(({ page }) => page.report?.url.includes('/issues/new?') === true)).toEqual([]);
  });

  test('says of each way what is known of it', () => {
    const isTrue = (world: World, { hubId, outcome, verdict }: Way) => {
      const isFull = hubId !== 'lite' && world.hubs[hubId as HubId] === 'hub full';
      return isFull || (outcome === 'nothing') === (verdict === 'failing');
    };
    expect(without(({ isOld, world, ways }) => isOld || ways.every((way) => isTrue(world, way)))).toEqual([]);
  });

  test.each<Pick<LauncherQuery, 'hub' | 'go'>>([
    {},
    { hub: 'binder' },
    { hub: 'class' },
    { hub: 'lite' },
    { go: false },
  ])('goes on by itself only to what starts as it was tested, with %j', (query) => {
    expect(
      without(({ choose, ways, world }) => {
        const { target, starts } = choose(query);
        if (!starts) return true;
        if (world.faults.has('inside a frame') || world.faults.has('status old') || query.go === false)
          return false;
        // A full class hub is not known before; a reader who comes back stays on the page.
        if (target?.id === 'class' && world.hubs.class === 'hub full') return true;
        return ways.find(({ hubId }) => hubId === target?.id)?.outcome === 'tested';
      }),
    ).toEqual([]);
  });

  test('goes on by itself wherever the first way is well and its status is fresh', () => {
    const calm = CASES.filter(({ world }) =>
      ['script blocked', 'tag moved'].every((fault) => !world.faults.has(fault as Fault)),
    );
    const waiting = calm.filter(({ isKnown, world }) => isKnown && !world.faults.has('inside a frame'));
    const first = waiting.filter(
      ({ page }) => page.first?.health.verdict === 'ok' && page.first.imageChoice !== 'browser',
    );
    expect(first.length).toBeGreaterThan(20);
    expect(first.filter(({ choose }) => !choose({}).starts).map((found) => found.name)).toEqual([]);
  });
});
