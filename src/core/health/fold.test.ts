import { describe, expect, it } from 'vitest';
import {
  facts,
  OTHER,
  observeContent,
  observeHub,
  observeNight,
  observeVersion,
  PINNED,
  present,
  unreachable,
  wholeContent,
} from '../../../tests/support/observations.ts';
import { quoteWords } from '../details.fixture.ts';
import { foldStatus } from './fold.ts';
import { isClockBehind } from './fold-row.ts';
import type { HubCheck, ImageFault, ImageObservation, VersionObservation } from './observations.ts';
import type { Status } from './types.ts';

const night = (day: number, hour = 3) =>
  `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:23:00.000Z`;

/** Folds nightly checks in a row, one a day from the first of the month, and gives the last version row. */
function foldVersions(...versions: Partial<VersionObservation>[]) {
  let status: Status | undefined;
  for (const [index, version] of versions.entries()) {
    status = foldStatus(status, observeNight({ environments: [observeVersion(version)] }), night(index + 1));
  }
  const row = status?.environments[0];
  if (row === undefined) throw new Error('no row');
  return row;
}

const codesOf = (row: { reasons: readonly { code: string }[] }) => row.reasons.map(({ code }) => code);

describe('a version', () => {
  const trouble = { registry: 'registry.example.org', detail: quoteWords('nothing came') };
  const moved: ImageObservation = { kind: 'present', digest: OTHER, pin: 'served', facts };
  const table: [string, Partial<VersionObservation>, string, string[]][] = [
    ['is there', {}, 'ok', []],
    ['is there, pinned by its platform', { registry: { ...present, pin: 'platform' } }, 'ok', []],
    ['is gone', { registry: { kind: 'missing', what: 'tag', pin: 'gone' } }, 'failing', ['image/missing']],
    [
      'is gone with its repository',
      { registry: { kind: 'missing', what: 'repository', pin: 'gone' } },
      'failing',
      ['image/missing'],
    ],
    ['moved', { registry: moved }, 'stale', ['image/tag-moved']],
    ['was replaced', { registry: { ...moved, pin: 'gone' } }, 'failing', ['image/digest-gone']],
    [
      'moved, and the pin is not told',
      { registry: { ...moved, pin: 'not-told' } },
      'unknown',
      ['registry/unreachable', 'image/tag-moved'],
    ],
    [
      'is for another platform',
      { registry: { ...present, facts: { ...facts, platforms: ['linux/arm64'], sizeBytes: null } } },
      'failing',
      ['image/wrong-platform'],
    ],
    ['is old', { staleAfterDays: 5 }, 'ok', []],
    [
      'is too old',
      { staleAfterDays: 5, registry: { ...present, facts: { ...facts, createdAt: '2026-10-01T00:00:00Z' } } },
      'stale',
      ['image/too-old'],
    ],
    [
      'does not tell its age',
      { staleAfterDays: 5, registry: { ...present, facts: { ...facts, createdAt: null } } },
      'ok',
      ['image/age-unknown'],
    ],
    ['has a newer tag', { newerTag: 'v2' }, 'ok', ['image/newer-tag']],
    [
      'is there, but nothing more could be read',
      { registry: { ...present, facts: { kind: 'unreachable', ...trouble } } },
      'unknown',
      ['registry/unreachable'],
    ],
    [
      'is not public',
      { registry: { kind: 'not-public-or-missing', ...trouble } },
      'unknown',
      ['image/not-public-or-missing'],
    ],
    ['cannot be asked for', { registry: unreachable }, 'unknown', ['registry/unreachable']],
    [
      'is asked for too often',
      { registry: { kind: 'rate-limited', ...trouble } },
      'unknown',
      ['registry/rate-limited'],
    ],
    [
      'needs a sign-in',
      { registry: { kind: 'unauthorized', ...trouble } },
      'unknown',
      ['registry/unauthorized'],
    ],
  ];
  it.each(table)('%s', (_, version, verdict, codes) => {
    const row = foldVersions(version);
    expect([row.verdict, codesOf(row)]).toEqual([verdict, codes]);
  });

  it('fails when a second night cannot see it either', () => {
    const hidden = { registry: { kind: 'not-public-or-missing', ...trouble } } as const;
    expect(foldVersions({}, hidden).verdict).toBe('unknown');
    expect(foldVersions({}, hidden, hidden)).toMatchObject({
      verdict: 'failing',
      since: night(3),
      last_ok_at: night(1),
    });
    expect(foldVersions(hidden, { registry: unreachable }, hidden).verdict).toBe('unknown');
  });

  it('never fails because its registry is away, however long', () => {
    const away = { registry: unreachable };
    expect(foldVersions({}, away, away, away, away)).toMatchObject({
      verdict: 'unknown',
      since: night(2),
      last_ok_at: night(1),
      last_known: { verdict: 'ok', at: night(1) },
      seen_digest: PINNED,
      created_at: facts.createdAt,
      reasons: [{ code: 'registry/unreachable', since: night(2) }],
    });
  });

  it('keeps what is known of a digest when its manifest cannot be read tonight, but not that it works', () => {
    const row = foldVersions({}, { registry: { ...present, facts: { kind: 'unreachable', ...trouble } } });
    expect(row).toMatchObject({
      verdict: 'unknown',
      last_known: { verdict: 'ok' },
      reasons: [{ code: 'registry/unreachable' }],
      size_bytes: 1234,
      platforms: ['linux/amd64'],
    });
  });

  it('believes a registry that has the same digest and limits what more is asked', () => {
    const row = foldVersions({}, { registry: { ...present, facts: { kind: 'rate-limited', ...trouble } } });
    expect(row).toMatchObject({ verdict: 'ok', reasons: [], size_bytes: 1234 });
  });

  it.each<[ImageFault, string, string]>([
    [
      { kind: 'part-gone', part: 'manifest', digest: OTHER },
      'image/missing',
      'can no longer be pulled: its registry has lost its manifest for linux/amd64 (sha256:222222222222…).',
    ],
    [
      { kind: 'part-gone', part: 'configuration', digest: OTHER },
      'image/missing',
      'lost its configuration (',
    ],
    [{ kind: 'part-gone', part: 'layer', digest: OTHER }, 'image/missing', 'lost one of its layers ('],
    [
      { kind: 'no-image', holds: 'application/vnd.cncf.helm.config.v1+json' },
      'image/missing',
      'is not a container image: it holds application/vnd.cncf.helm.config.v1+json.',
    ],
    [{ kind: 'old-schema' }, 'image/missing', 'retired manifest schema 1'],
    [{ kind: 'wrong-platform', platforms: [] }, 'image/wrong-platform', 'an index without any image'],
    [{ kind: 'wrong-platform', platforms: ['linux/arm64'] }, 'image/wrong-platform', 'built for linux/arm64'],
  ])('fails at once for %j, whatever last night knew', (fault, code, words) => {
    const row = foldVersions({}, { registry: { ...present, fault } });
    expect(row?.verdict).toBe('failing');
    expect(row?.reasons.map((reason) => reason.code)).toEqual([code]);
    expect(row?.reasons[0]?.message).toContain(words);
  });

  it('is not known where nothing says for which platform it is', () => {
    const row = foldVersions({}, { registry: { ...present, fault: { kind: 'platform-unknown' } } });
    expect(row).toMatchObject({ verdict: 'unknown', reasons: [{ code: 'image/platform-unknown' }] });
    expect(row?.reasons[0]?.message).toContain('some hubs start it, others refuse it');
  });

  it('is not failed by what a tag holds where Binder starts the pinned image', () => {
    const binder = {
      kind: 'dockerfile',
      repository: 'https://git.example.org/binder',
      ref: 'main',
      commit: 'c'.repeat(40),
      path: 'Dockerfile',
      from: `registry.example.org/course/glaciers@${PINNED}`,
      match: 'same-by-digest',
    } as const;
    const fault: ImageFault = { kind: 'part-gone', part: 'layer', digest: OTHER };
    const registry = { ...present, digest: OTHER, pin: 'served', fault } as const;
    expect(foldVersions({}, { registry, binder })).toMatchObject({
      verdict: 'stale',
      reasons: [{ code: 'image/tag-moved' }],
    });
    expect(foldVersions({}, { registry })).toMatchObject({ verdict: 'failing' });
    const pinFault: ImageFault = { kind: 'wrong-platform', platforms: ['linux/arm64'] };
    expect(foldVersions({}, { registry: { ...registry, pinFault }, binder })).toMatchObject({
      verdict: 'failing',
      reasons: [{ code: 'image/wrong-platform' }, { code: 'image/tag-moved' }],
    });
  });

  it('takes nothing of one digest for another', () => {
    const unread = { ...present, digest: OTHER, facts: { kind: 'unreachable', ...trouble } } as const;
    expect(foldVersions({}, { registry: unread })).toMatchObject({
      verdict: 'unknown',
      size_bytes: null,
      platforms: [],
      reasons: [{ code: 'registry/unreachable' }],
    });
  });

  it('remembers of each night why it was not well', () => {
    const gone = observeVersion({ registry: { kind: 'missing', what: 'tag', pin: 'gone' } });
    const first = foldStatus(undefined, observeNight({ environments: [gone] }), night(1));
    const second = foldStatus(first, observeNight(), night(2));
    expect(second.environments[0]?.history).toEqual([
      { date: '2026-11-01', verdict: 'failing', reasons: ['image/missing'] },
      { date: '2026-11-02', verdict: 'ok' },
    ]);
  });

  it('starts anew when its tag is a new one', () => {
    const before = foldStatus(undefined, observeNight(), night(1));
    const after = foldStatus(
      before,
      observeNight({ environments: [observeVersion({ tag: 'v2' })] }),
      night(2),
    );
    expect(after.environments).toMatchObject([
      { tag: 'v2', since: night(2), history: [{ date: '2026-11-02' }] },
    ]);
  });
});

describe('the Binder repository of a version', () => {
  const place = { repository: 'https://git.example.org/course/binder', ref: 'stable' };
  const dockerfile = {
    kind: 'dockerfile',
    ...place,
    commit: 'c0ffee',
    path: 'Dockerfile',
    from: 'x/y:z',
  } as const;
  const table: [string, VersionObservation['binder'], string, string[]][] = [
    ['names the pinned image', { ...dockerfile, match: 'same' }, 'ok', []],
    [
      'names another tag',
      { ...dockerfile, match: 'differs', fromImage: 'present' },
      'stale',
      ['binder/pin-differs'],
    ],
    [
      'names no tag',
      { ...dockerfile, match: 'unpinned', fromImage: 'present' },
      'stale',
      ['binder/unpinned'],
    ],
    [
      'names an image that is gone',
      { ...dockerfile, match: 'differs', fromImage: 'missing' },
      'failing',
      ['image/missing', 'binder/pin-differs'],
    ],
    [
      'names an image that cannot be asked for',
      { ...dockerfile, match: 'differs', fromImage: 'not-told' },
      'unknown',
      ['registry/unreachable', 'binder/pin-differs'],
    ],
    [
      'is gone',
      { kind: 'repository-missing', ...place, detail: quoteWords('x') },
      'failing',
      ['binder/repository-missing'],
    ],
    [
      'lost its ref',
      { kind: 'ref-missing', ...place, detail: quoteWords('x') },
      'failing',
      ['binder/ref-missing'],
    ],
    [
      'has no Dockerfile',
      { kind: 'dockerfile-missing', ...place, detail: quoteWords('x') },
      'failing',
      ['binder/dockerfile-missing'],
    ],
    [
      'says FROM FROM',
      { kind: 'dockerfile-invalid', ...place, detail: quoteWords('x') },
      'failing',
      ['binder/dockerfile-invalid'],
    ],
    [
      'cannot be read',
      { kind: 'unreachable', ...place, detail: quoteWords('x') },
      'unknown',
      ['binder/unreachable'],
    ],
  ];
  it.each(table)('%s', (_, binder, verdict, codes) => {
    const row = foldVersions(binder === undefined ? {} : { binder });
    expect([row.verdict, codesOf(row)]).toEqual([verdict, codes]);
  });

  it('still starts the pinned image where it names the digest and only the tag is gone', () => {
    const registry = { kind: 'missing', what: 'tag', pin: 'served' } as const;
    expect(foldVersions({ registry, binder: { ...dockerfile, match: 'same-by-digest' } }).verdict).toBe(
      'stale',
    );
    expect(foldVersions({ registry, binder: { ...dockerfile, match: 'same' } }).verdict).toBe('failing');
  });
});

describe('a content', () => {
  const fold = (check: Parameters<typeof observeContent>[0], previous?: Status) =>
    foldStatus(previous, observeNight({ contents: [observeContent(check)] }), night(previous ? 2 : 1));

  it('is well with one notebook missing, and says which', () => {
    const { contents } = fold({ ...wholeContent, missing: ['a b.ipynb'] });
    expect(contents).toMatchObject([
      {
        verdict: 'ok',
        missing: ['a b.ipynb'],
        reasons: [{ code: 'content/notebook-missing', path: 'a b.ipynb' }],
      },
    ]);
  });

  it('fails when every notebook is missing', () => {
    expect(fold({ ...wholeContent, missing: ['a', 'b', 'c'] }).contents[0]?.verdict).toBe('failing');
  });

  it.each([
    ['repository-missing', 'failing'],
    ['ref-missing', 'failing'],
    ['unreachable', 'unknown'],
  ] as const)('%s is %s', (kind, verdict) => {
    const row = fold({ kind, detail: quoteWords('x') }, fold(wholeContent)).contents[0];
    expect(row).toMatchObject({
      verdict,
      reasons: [{ code: `content/${kind}` }],
      commit: wholeContent.commit,
    });
  });
});

describe('a hub', () => {
  const fold = (...checks: HubCheck[]) =>
    checks.reduce<Status | undefined>(
      (status, check, index) =>
        foldStatus(status, observeNight({ hubs: [observeHub(check)] }), night(index + 1)),
      undefined,
    )?.hubs[0];
  const healthy = { kind: 'healthy' } as const;
  const away = { kind: 'unreachable', detail: quoteWords('x') } as const;

  it.each([
    [
      'the wrong kind of hub',
      [{ kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' }],
      'failing',
    ],
    ['one night away', [healthy, away], 'unknown'],
    ['two nights away', [healthy, away, away], 'failing'],
    ['back again', [away, away, healthy], 'ok'],
    ['away, back and away', [away, healthy, away], 'unknown'],
    [
      'ill for two nights',
      [
        { kind: 'unhealthy', detail: quoteWords('x') },
        { kind: 'unhealthy', detail: quoteWords('x') },
      ],
      'failing',
    ],
    ['ill one night and away the next', [{ kind: 'unhealthy', detail: quoteWords('x') }, away], 'unknown'],
    [
      'busy for two nights',
      [
        { kind: 'rate-limited', detail: quoteWords('x') },
        { kind: 'rate-limited', detail: quoteWords('x') },
      ],
      'unknown',
    ],
  ] as [string, HubCheck[], string][])('%s', (_, checks, verdict) => {
    expect(fold(...checks)?.verdict).toBe(verdict);
  });

  it('does not fail by two runs of one night', () => {
    const night1 = observeNight({ hubs: [observeHub(away)] });
    const morning = foldStatus(undefined, night1, '2026-11-02T03:23:00.000Z');
    expect(foldStatus(morning, night1, '2026-11-02T22:00:00.000Z').hubs[0]?.verdict).toBe('unknown');
    const first = foldStatus(undefined, night1, '2026-11-01T23:59:00.000Z');
    expect(foldStatus(first, night1, '2026-11-02T00:01:00.000Z').hubs[0]?.verdict).toBe('unknown');
    expect(foldStatus(first, night1, '2026-11-02T03:23:00.000Z').hubs[0]?.verdict).toBe('failing');
  });
});

describe('a night that was asked about one environment only', () => {
  it('leaves the other rows as they are and says when they were checked', () => {
    const before = foldStatus(undefined, observeNight(), night(1));
    const skipped = { kind: 'skipped' } as const;
    const after = foldStatus(
      before,
      observeNight({
        environments: [
          observeVersion({ registry: skipped }),
          observeVersion({ environmentId: 'new', registry: skipped }),
        ],
        hubs: [observeHub({ kind: 'unreachable', detail: quoteWords('x') })],
      }),
      night(2),
    );
    expect(after.environments).toEqual([{ ...before.environments[0], checked_at: night(1) }]);
    expect(after.hubs[0]?.verdict).toBe('unknown');
    const whole = foldStatus(after, observeNight(), night(3));
    expect(whole.environments[0]).not.toHaveProperty('checked_at');
  });
});

describe('a clock that was wrong', () => {
  it('neither confirms nor keeps what lies in the future', () => {
    const away = observeNight({ hubs: [observeHub({ kind: 'unreachable', detail: quoteWords('x') })] });
    const future = foldStatus(undefined, away, '2030-01-01T00:00:00.000Z');
    const row = foldStatus(future, away, night(1)).hubs[0];
    expect(row).toMatchObject({ verdict: 'unknown', since: night(1), history: [{ date: '2026-11-01' }] });
  });

  /** A status after 90 days that ended on a day. */
  const ninetyNights = (lastDay: string) => {
    let status: Status | undefined;
    for (let daysAgo = 89; daysAgo >= 0; daysAgo -= 1) {
      const now = new Date(Date.parse(`${lastDay}T03:23:00Z`) - daysAgo * 86_400_000).toISOString();
      status = foldStatus(status, observeNight(), now);
    }
    if (status === undefined) throw new Error('no night');
    return status;
  };

  it('costs the oldest of 90 nights at most, when it was ahead once', () => {
    const before = ninetyNights('2026-11-20');
    const ahead = foldStatus(before, observeNight(), '2038-01-19T03:14:07.000Z');
    const after = foldStatus(ahead, observeNight(), '2026-11-21T03:23:00.000Z');
    const days = after.hubs[0]?.history.map(({ date }) => date);
    const daysBefore = before.hubs[0]?.history.map(({ date }) => date) ?? [];
    expect(days).toEqual([...daysBefore.slice(1), '2026-11-21']);
    expect(isClockBehind(ahead, '2026-11-21T03:23:00.000Z')).toBe(false);
  });

  it.each([
    ['1970-01-01T00:00:12.000Z', true],
    ['2026-09-01T03:23:00.000Z', true],
    ['2026-11-19T03:23:00.000Z', false],
    ['2026-11-21T03:23:00.000Z', false],
    ['2038-01-19T03:14:07.000Z', false],
  ])('is the one of tonight where most nights come after it: %s', (now, expected) => {
    expect(isClockBehind(ninetyNights('2026-11-20'), now)).toBe(expected);
  });
});

describe('what the manifest accepts', () => {
  const accepted = [
    { code: 'image/tag-moved', because: 'It is the same image.', until: '2026-11-02' },
  ] as const;
  const moved: ImageObservation = { kind: 'present', digest: OTHER, pin: 'served', facts };

  it('is listed and does not count, through its last day', () => {
    const row = foldVersions({ registry: moved, accepted });
    expect(row).toMatchObject({
      verdict: 'ok',
      reasons: [
        { code: 'image/tag-moved', accepted: { because: 'It is the same image.', until: '2026-11-02' } },
      ],
    });
    expect(foldVersions({ registry: moved, accepted }, { registry: moved, accepted }).verdict).toBe('ok');
    const after = foldVersions(...Array<object>(3).fill({ registry: moved, accepted }));
    expect(after).toMatchObject({ verdict: 'stale', since: night(3), reasons: [{ since: night(1) }] });
    expect(after.reasons[0]).not.toHaveProperty('accepted');
  });

  it('does not hide another reason', () => {
    const old = { ...facts, createdAt: '2020-01-01T00:00:00Z' };
    const row = foldVersions({ registry: { ...moved, facts: old }, accepted, staleAfterDays: 30 });
    expect(row.verdict).toBe('stale');
  });
});

describe('what is accepted unseen', () => {
  it('does not pass for seen to work', () => {
    const check: HubCheck = { kind: 'unreachable', detail: quoteWords('timed out') };
    const accepted = [
      { code: 'hub/unreachable', because: 'Campus network only.', until: '2026-12-31' },
    ] as const;
    const before = foldStatus(undefined, observeNight({ hubs: [observeHub({ kind: 'healthy' })] }), night(1));
    const after = foldStatus(before, observeNight({ hubs: [{ ...observeHub(check), accepted }] }), night(2));
    expect(after.hubs[0]).toMatchObject({ verdict: 'ok', last_ok_at: night(1) });
  });
});

describe('planned maintenance', () => {
  const away = { kind: 'unreachable', detail: quoteWords('it answered 503') } as const;
  const windows = [
    { start: '2026-11-02T00:00:00.000Z', end: '2026-11-03T00:00:00.000Z', note: 'Files stay.' },
  ];
  const foldHubs = (...checks: HubCheck[]) => {
    let status: Status | undefined;
    for (const [index, check] of checks.entries()) {
      const hubs = [{ ...observeHub(check), maintenance: windows }];
      status = foldStatus(status, observeNight({ hubs }), night(index + 1));
    }
    return status?.hubs[0];
  };

  it('is announced a week before, and while the hub is well', () => {
    expect(foldHubs({ kind: 'healthy' })).toMatchObject({
      verdict: 'ok',
      reasons: [
        {
          code: 'hub/maintenance-planned',
          message: expect.stringMatching(
            /^Class hub has planned maintenance from Monday.* to .*: Files stay\.$/,
          ),
        },
      ],
    });
    expect(foldHubs({ kind: 'healthy' }, { kind: 'healthy' })?.verdict).toBe('ok');
    expect(foldHubs({ kind: 'healthy' }, { kind: 'healthy' }, { kind: 'healthy' })?.reasons).toEqual([]);
  });

  it('explains trouble, which then is no night of failing', () => {
    expect(foldHubs({ kind: 'healthy' }, away)).toMatchObject({
      verdict: 'unknown',
      last_known: { verdict: 'ok' },
      reasons: [{ code: 'hub/maintenance' }],
    });
    expect(foldHubs({ kind: 'healthy' }, away, away)).toMatchObject({
      verdict: 'unknown',
      reasons: [{ code: 'hub/unreachable', since: night(3) }],
    });
    expect(foldHubs({ kind: 'healthy' }, away, away, away)?.verdict).toBe('failing');
    expect(foldHubs(away, away, away)?.verdict).toBe('unknown');
  });
});

describe('a night without a network', () => {
  const away = { kind: 'unreachable', detail: quoteWords('its name could not be looked up') } as const;
  const cutOff = observeNight({
    environments: [observeVersion({ registry: unreachable })],
    contents: [observeContent(away)],
    hubs: [observeHub(away)],
  });

  it('is no night in which a hub failed, however many of them there are', () => {
    let status: Status | undefined;
    for (const day of [1, 2, 3, 4]) status = foldStatus(status, cutOff, night(day));
    expect(status?.hubs[0]).toMatchObject({ verdict: 'unknown', reasons: [{ code: 'hub/not-asked' }] });
  });

  it('differs from one in which everything else answers', () => {
    const hubAway = observeNight({ hubs: [observeHub(away)] });
    expect(foldStatus(foldStatus(undefined, hubAway, night(1)), hubAway, night(2)).hubs[0]?.verdict).toBe(
      'failing',
    );
    const afterwards = foldStatus(foldStatus(undefined, cutOff, night(1)), hubAway, night(2));
    expect(afterwards.hubs[0]).toMatchObject({ verdict: 'unknown', reasons: [{ since: night(2) }] });
  });
});

describe('the set-up of an image for Binder', () => {
  const binder = {
    kind: 'dockerfile',
    repository: 'https://git.example.org/binder',
    ref: 'main',
    commit: 'c',
    path: 'Dockerfile',
    from: 'registry.example.org/course/glaciers:v1',
    match: 'same',
  } as const;
  const unknown = { user: 'unknown', entrypoint: 'unknown', nbgitpuller: 'unknown', git: 'unknown' } as const;
  const see = (changes: Partial<typeof facts>, parts: Partial<VersionObservation> = { binder }) =>
    foldVersions({ ...parts, registry: { ...present, facts: { ...facts, ...changes } } });

  it('is for information, and says only what is certain', () => {
    expect(see({ preflight: unknown }).reasons).toEqual([]);
    const broken = see({
      user: '1100:100',
      entrypoint: '/bin/sh -c jupyter lab',
      preflight: { ...unknown, user: 'no', entrypoint: 'no' },
    });
    expect(broken.verdict).toBe('ok');
    expect(broken.reasons.map(({ message }) => message)).toEqual([
      'The image registry.example.org/course/glaciers:v1 starts as user 1100; BinderHub wants the id 1000.',
      'The image registry.example.org/course/glaciers:v1 always starts /bin/sh -c jupyter lab (ENTRYPOINT), so that BinderHub cannot start its server in it.',
    ]);
    expect(broken.preflight).toMatchObject({ user: 'no', git: 'unknown' });
    const root = see({ user: '', preflight: { ...unknown, user: 'no' } });
    expect(root.reasons[0]?.message).toContain('starts as root');
  });

  it('is of no concern to a version without a Binder repository', () => {
    expect(see({ preflight: { ...unknown, user: 'no' } }, {}).reasons).toEqual([]);
  });

  it('is kept while the registry is away', () => {
    const registry = { ...present, facts: { ...facts, preflight: { ...unknown, git: 'yes' } } } as const;
    expect(foldVersions({ registry }, { registry: unreachable }).preflight).toMatchObject({ git: 'yes' });
  });
});

it('names some of five hundred platforms, so that the sentence stays one', () => {
  const platforms = Array.from({ length: 500 }, (_, index) => `linux/odd${index}`);
  const row = foldVersions({ registry: { ...present, facts: { ...facts, platforms, sizeBytes: null } } });
  expect(row.reasons[0]?.message).toMatch(
    /built for linux\/odd0, .*odd9, … \(500\); hubs run linux\/amd64\.$/,
  );
});
