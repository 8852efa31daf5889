import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLaunch, type LaunchSituation } from './choice.ts';
import { parsePreference, preferenceKey, renderPreference } from './preference.ts';

const WELL: LaunchSituation = {
  offers: [
    { hubId: 'mybinder', verdict: 'ok' },
    { hubId: 'class', verdict: 'ok' },
    { hubId: 'old', verdict: 'stale' },
    { hubId: 'dead', verdict: 'failing' },
  ],
  hubIds: ['mybinder', 'class', 'old', 'dead', 'elsewhere'],
  query: {},
  preference: undefined,
  nightsAgo: 0,
  isFramed: false,
  isReturn: false,
};
const choose = (change: Partial<LaunchSituation>) => chooseLaunch({ ...WELL, ...change });
const hub = (id: string) => ({ kind: 'hub', id }) as const;

describe('which launch comes first', () => {
  it.each<[string, Partial<LaunchSituation>, object]>([
    ['the first that works', {}, { target: hub('mybinder'), because: 'order' }],
    ['the one in the address', { query: { hub: 'class' } }, { target: hub('class'), because: 'query' }],
    ['an old one in the address', { query: { hub: 'old' } }, { target: hub('old'), because: 'query' }],
    ["the reader's", { preference: hub('class') }, { target: hub('class'), because: 'preference' }],
    [
      "the address, against the reader's",
      { query: { hub: 'mybinder' }, preference: hub('class') },
      { target: hub('mybinder'), because: 'query' },
    ],
    [
      "the reader's own hub",
      { preference: { kind: 'own', url: 'https://hub.example.org' } },
      { target: { kind: 'hub', id: 'mybinder' }, because: 'order' },
    ],
    [
      'never one that fails',
      { query: { hub: 'dead' } },
      { target: hub('mybinder'), unmet: { by: 'query', hubId: 'dead', why: 'failing' } },
    ],
    [
      'never one that fails, though the reader likes it',
      { preference: hub('dead') },
      { target: hub('mybinder'), unmet: { by: 'preference', hubId: 'dead', why: 'failing' } },
    ],
    [
      'not one that is gone',
      { preference: hub('closed') },
      { target: hub('mybinder'), unmet: { by: 'preference', hubId: 'closed', why: 'gone' } },
    ],
    [
      'not one that does not run this notebook',
      { preference: hub('elsewhere') },
      { target: hub('mybinder'), unmet: { by: 'preference', hubId: 'elsewhere', why: 'not-offered' } },
    ],
    ['none where nothing works', { offers: [{ hubId: 'dead', verdict: 'failing' }] }, { target: undefined }],
    ['none where there is none', { offers: [] }, { target: undefined, starts: false }],
  ])('%s', (_, change, expected) => {
    expect(choose(change)).toMatchObject(expected);
  });
});

describe('whether it goes on by itself', () => {
  it.each<[boolean, string, Partial<LaunchSituation>]>([
    [true, 'all is well', {}],
    [true, "the reader's hub is well", { preference: hub('class') }],
    [true, 'the stored hub is gone, and the default is well', { preference: hub('closed') }],
    [false, 'it was asked to wait', { query: { go: false } }],
    [false, 'it is framed', { isFramed: true, query: { go: true } }],
    [false, 'the reader came back', { isReturn: true, query: { go: true } }],
    [false, 'it is old', { query: { hub: 'old' } }],
    [true, 'it is old, and was asked to go', { query: { hub: 'old', go: true } }],
    [false, 'it was never checked', { nightsAgo: undefined }],
    [false, 'another hub than was asked for works', { query: { hub: 'dead' } }],
    [false, "it is the reader's own hub", { preference: { kind: 'own', url: 'https://a.example' } }],
    [false, 'nothing works', { offers: [{ hubId: 'dead', verdict: 'failing' }], query: { go: true } }],
    [true, 'the hub says that it is well', { live: 'well' }],
    [true, 'the hub did not answer in time', { live: 'unknown' }],
    [false, 'the hub says that it is not well', { live: 'unwell' }],
    [false, 'the hub is full', { live: 'full' }],
    [false, 'the hub cannot be reached', { live: 'silent' }],
    [true, 'the check is two nights old', { nightsAgo: 2, live: 'unknown' }],
    [false, 'the check is older, and the hub says nothing', { nightsAgo: 3, live: 'unknown' }],
    [false, 'the check is older, however well the hub is', { nightsAgo: 3, live: 'well' }],
    [true, 'the check is dated in the future', { nightsAgo: -400, live: 'unknown' }],
  ])('%s: %s', (starts, _, change) => {
    expect(choose(change).starts).toBe(starts);
  });

  it('is never decided for what fails, for a frame, or against the reader', () => {
    const ids = fc.constantFrom('mybinder', 'class', 'old', 'dead', 'closed');
    const situation = fc.record({
      offers: fc.uniqueArray(
        fc.record({ hubId: ids, verdict: fc.constantFrom('ok', 'stale', 'unknown', 'failing') }),
        { selector: ({ hubId }) => hubId },
      ),
      hubIds: fc.constant(WELL.hubIds),
      query: fc.record({ hub: ids, go: fc.boolean() }, { requiredKeys: [] }),
      preference: fc.option(fc.oneof(ids.map(hub)), { nil: undefined }),
      nightsAgo: fc.option(fc.integer({ min: -10, max: 10 }), { nil: undefined }),
      isFramed: fc.boolean(),
      isReturn: fc.boolean(),
      live: fc.constantFrom('well', 'unwell', 'full', 'silent', 'unknown'),
    }) as fc.Arbitrary<LaunchSituation>;
    fc.assert(
      fc.property(situation, (given) => {
        const { target, starts } = chooseLaunch(given);
        const works = given.offers.filter(({ verdict }) => verdict !== 'failing').map(({ hubId }) => hubId);
        if (target?.kind === 'hub') expect(works).toContain(target.id);
        else expect(works).toEqual([]);
        if (given.isFramed || given.isReturn || given.query.go === false) expect(starts).toBe(false);
      }),
    );
  });
});

describe('a stored preference', () => {
  it('comes back as it was kept', () => {
    const preference = fc.oneof(
      fc.string({ minLength: 1 }).map(hub),
      fc.string({ minLength: 1 }).map((url) => ({ kind: 'own', url }) as const),
    );
    fc.assert(
      fc.property(preference, (kept) => {
        expect(parsePreference(renderPreference(kept))).toEqual(kept);
      }),
    );
  });
  it.each([null, '', 'class', 'hub:', 'own:', '{"hub":"class"}', `hub:${'x'.repeat(3_000)}`])(
    'is none in %j',
    (stored) => {
      expect(parsePreference(stored)).toBeUndefined();
    },
  );
  it('belongs to one catalogue of an origin', () => {
    expect(preferenceKey('/a/')).not.toBe(preferenceKey('/b/'));
  });
});
