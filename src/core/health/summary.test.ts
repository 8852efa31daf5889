import { describe, expect, it } from 'vitest';
import {
  observeContent,
  observeHub,
  observeNight,
  observeVersion,
  unreachable,
  wholeContent,
} from '../../../tests/support/observations.ts';
import { quoteWords } from '../details.fixture.ts';
import { countVerdicts } from './count-verdicts.ts';
import { foldStatus } from './fold.ts';
import type { NightObservations } from './observations.ts';
import { emptyStatus, type LaunchChain, summarizeEnvironment, summarizeLaunch } from './summary.ts';
import type { Status } from './types.ts';

const night = (day: number) => `2026-11-0${day}T03:23:00.000Z`;
const chain: LaunchChain = {
  environmentId: 'glaciers',
  tag: 'v1',
  contentId: 'tutorials',
  path: 'welcome.ipynb',
  hubId: 'class',
};

function statusAfter(...nights: Partial<NightObservations>[]): Status {
  let status = foldStatus(undefined, observeNight(nights[0]), night(1));
  for (const [index, parts] of nights.slice(1).entries()) {
    status = foldStatus(status, observeNight(parts), night(index + 2));
  }
  return status;
}

const withMissing = (...missing: string[]) => ({ contents: [observeContent({ ...wholeContent, missing })] });
const away = { hubs: [observeHub({ kind: 'unreachable', detail: quoteWords('x') })] };
const gone = { environments: [observeVersion({ registry: { kind: 'missing', what: 'tag', pin: 'gone' } })] };
const brokenBinder = {
  environments: [
    observeVersion({
      binder: {
        kind: 'dockerfile-invalid',
        repository: 'https://git.example.org/b',
        ref: 'main',
        detail: quoteWords('FROM FROM'),
      },
    }),
  ],
};

describe('a launch', () => {
  it('works when all its links do', () => {
    expect(summarizeLaunch(statusAfter({}, {}), chain)).toEqual({
      verdict: 'ok',
      reasons: [],
      checkedAt: night(2),
      since: night(1),
      lastOkAt: night(2),
      lastKnown: undefined,
    });
  });

  it.each([
    ['its image is gone', gone, 'failing', 'image/missing'],
    ['its notebook is gone', withMissing('welcome.ipynb'), 'failing', 'content/notebook-missing'],
    ['its hub is away', away, 'unknown', 'hub/unreachable'],
    ['its image is gone and its hub is away', { ...gone, ...away }, 'failing', 'image/missing'],
    ['its Binder repository is broken', brokenBinder, 'failing', 'binder/dockerfile-invalid'],
  ])('is as bad as the worst of them: %s', (_, parts, verdict, code) => {
    expect(summarizeLaunch(statusAfter({}, parts), chain)).toMatchObject({
      verdict,
      since: night(2),
      lastOkAt: expect.stringMatching(/^2026-11-01T/),
      reasons: expect.arrayContaining([expect.objectContaining({ code })]),
    });
  });

  it('does not mind that another notebook is gone', () => {
    const status = statusAfter(withMissing('other.ipynb'));
    expect(summarizeLaunch(status, chain)).toMatchObject({ verdict: 'ok', reasons: [] });
    expect(summarizeLaunch(status, { ...chain, path: 'other.ipynb' }).reasons).toHaveLength(1);
  });

  it('says since when its notebook has been gone, whatever became of others later', () => {
    const status = statusAfter({}, withMissing('welcome.ipynb'), withMissing('welcome.ipynb', 'other.ipynb'));
    expect(summarizeLaunch(status, chain)).toMatchObject({
      since: night(2),
      lastOkAt: '2026-11-01T00:00:00Z',
    });
    expect(summarizeLaunch(status, { ...chain, path: 'other.ipynb' }).since).toBe(night(3));
  });

  it('leaves news for whoever keeps the environment to the page of the environment', () => {
    const status = statusAfter({ environments: [observeVersion({ newerTag: 'v2' })] });
    expect(summarizeEnvironment(status, 'glaciers', 'v1').reasons).toMatchObject([
      { code: 'image/newer-tag' },
    ]);
    expect(summarizeLaunch(status, chain)).toMatchObject({ verdict: 'ok', reasons: [] });
  });

  it('says when a maintenance is planned', () => {
    const planned: Status = statusAfter({});
    const [hub] = planned.hubs;
    if (hub === undefined) throw new Error('no hub');
    const reason = { code: 'hub/maintenance-planned', message: 'Planned.', since: night(1) } as const;
    const status = { ...planned, hubs: [{ ...hub, reasons: [reason] }] };
    expect(summarizeLaunch(status, chain)).toMatchObject({ verdict: 'ok', reasons: [reason] });
  });

  it('needs no Binder repository on a JupyterHub', () => {
    const status = statusAfter(brokenBinder);
    expect(summarizeLaunch(status, { ...chain, hubType: 'binderhub' }).verdict).toBe('failing');
    expect(summarizeLaunch(status, { ...chain, hubType: 'jupyterhub' })).toMatchObject({
      verdict: 'ok',
      reasons: [],
    });
  });

  it('remembers what was known when its registry is away', () => {
    const status = statusAfter({}, { environments: [observeVersion({ registry: unreachable })] });
    expect(summarizeLaunch(status, chain)).toMatchObject({
      verdict: 'unknown',
      lastKnown: { verdict: 'ok', at: night(1) },
      lastOkAt: night(1),
    });
  });

  it('has not been checked without a status, or without a row', () => {
    for (const status of [undefined, null, emptyStatus(night(1))]) {
      expect(summarizeLaunch(status, chain)).toMatchObject({ verdict: 'unknown', checkedAt: undefined });
    }
    const health = summarizeLaunch(statusAfter({}), { ...chain, hubId: 'new' });
    expect(health).toMatchObject({ verdict: 'unknown', checkedAt: undefined, lastKnown: undefined });
  });

  it('of an edition looks at the row of its own ref', () => {
    const edition = {
      ...observeContent({ kind: 'ref-missing', detail: quoteWords('x') }),
      edition: 'spring',
    };
    const status = statusAfter({ contents: [observeContent(wholeContent), edition] });
    expect(summarizeLaunch(status, chain).verdict).toBe('ok');
    expect(summarizeLaunch(status, { ...chain, editionId: 'spring' }).verdict).toBe('failing');
  });
});

it('counts environments by verdict', () => {
  const status = statusAfter({ environments: [observeVersion(), ...gone.environments] });
  expect(countVerdicts(status)).toEqual({ ok: 1, stale: 0, failing: 1, unknown: 0 });
  expect(summarizeEnvironment(status, 'glaciers', 'v2').checkedAt).toBeUndefined();
});
