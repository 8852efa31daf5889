import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observeVersion, present, unreachable } from '../../../../tests/support/observations.ts';
import type { Content, Environment, Hub } from '../../catalog/types.ts';
import { quoteWords } from '../../details.fixture.ts';
import { foldStatus } from '../fold.ts';
import type { ContentObservation, HubCheck, ImageObservation } from '../observations.ts';
import type { Status } from '../types.ts';
import { planIssues } from './plan.ts';
import { readMarker } from './section.ts';
import { type IssueAction, nameSubject, type Subject, type TrackedIssue } from './types.ts';

const gone: ImageObservation = { kind: 'missing', what: 'tag', pin: 'none' };
const hidden: ImageObservation = {
  kind: 'not-public-or-missing',
  registry: 'registry.example.org',
  detail: quoteWords('it wants a sign-in'),
};
const elsewhere: ImageObservation = {
  ...present,
  facts: {
    ...present.facts,
    kind: 'facts',
    platforms: ['linux/arm64'],
    createdAt: null,
    sizeBytes: null,
    labels: {},
    user: '1000',
  },
};
const IMAGES = {
  ok: present,
  moved: { ...present, pin: 'served' },
  gone,
  elsewhere,
  hidden,
  away: unreachable,
} satisfies Record<string, ImageObservation>;
type Seen = keyof typeof IMAGES;

const IDS = ['glaciers', 'tides'];
const environments = IDS.map(
  (id): Environment => ({
    id,
    title: `The ${id}`,
    image: `registry.example.org/course/${id}`,
    current: { tag: 'v1' },
    earlier: [],
  }),
);
const pageUrlOf = ({ id }: Subject) => `https://example.org/environments/${id}/`;
const nightOf = (day: number) => new Date(Date.UTC(2026, 8, 1 + day, 3, 23)).toISOString();

/** A repository on GitHub, as far as a plan changes it, and people who close and reopen issues. */
function createRepository() {
  const issues: TrackedIssue[] = [];
  const replace = (number: number, changes: Partial<TrackedIssue>) => {
    const index = issues.findIndex((issue) => issue.number === number);
    const issue = issues[index];
    if (issue === undefined) throw new Error(`no issue ${number}`);
    issues[index] = { ...issue, ...changes };
  };
  return {
    issues,
    apply(actions: readonly IssueAction[]) {
      for (const action of actions) {
        if (action.kind === 'open') {
          const { title, body } = action;
          issues.push({
            number: issues.length + 1,
            isOpen: true,
            title,
            body,
            isTrusted: true,
          });
        } else if (action.kind === 'update')
          replace(action.number, { title: action.title, body: action.body });
        else replace(action.number, { body: action.body, isOpen: false });
      }
    },
    closeByHand: (number: number) => replace(number, { isOpen: false }),
    edit: replace,
  };
}

/** Runs nightly checks of one environment and says what was done in each. */
function run(nights: readonly (Seen | 'closed by hand' | 'nothing')[]) {
  const repository = createRepository();
  let status: Status | undefined;
  let day = 0;
  const done = nights.map((seen) => {
    if (seen === 'nothing') return '';
    if (seen === 'closed by hand') {
      const open = repository.issues.findLast(({ isOpen }) => isOpen);
      if (open) repository.closeByHand(open.number);
      return '';
    }
    const now = nightOf(day);
    day += 1;
    status = foldStatus(
      status,
      { durationMs: 1, environments: [observeVersion({ registry: IMAGES[seen] })], contents: [], hubs: [] },
      now,
    );
    const { actions } = planIssues({ environments }, status, repository.issues, pageUrlOf);
    repository.apply(actions);
    return actions
      .map((action) => (action.kind === 'open' ? 'open' : `${action.kind} #${action.number}`))
      .join(', ');
  });
  return { done, issues: repository.issues };
}

describe('the issue of an environment', () => {
  it.each<[string, Parameters<typeof run>[0], string[]]>([
    ['is opened at once for what is definite', ['ok', 'gone'], ['', 'open']],
    ['is opened in the second night for what may pass', ['ok', 'hidden', 'hidden'], ['', '', 'open']],
    ['is not opened for what could not be told', ['ok', 'away', 'away', 'away'], ['', '', '', '']],
    ['is not opened for what launches', ['ok', 'moved', 'moved'], ['', '', '']],
    ['is left alone while nothing changes', ['gone', 'gone', 'gone'], ['open', '', '']],
    [
      'is brought up to date when the reason changes',
      ['gone', 'elsewhere', 'elsewhere'],
      ['open', 'update #1', ''],
    ],
    ['stays open while it cannot be told', ['gone', 'away', 'away', 'gone'], ['open', '', '', '']],
    ['is closed when the environment works again', ['gone', 'ok', 'ok'], ['open', 'close #1', '']],
    ['is closed when it launches, though not as pinned', ['gone', 'moved'], ['open', 'close #1']],
    [
      'is closed when it comes back after a night without news',
      ['gone', 'away', 'ok'],
      ['open', '', 'close #1'],
    ],
    ['is a new one for a new outage', ['gone', 'ok', 'gone'], ['open', 'close #1', 'open']],
    [
      'stays closed by hand for as long as the outage lasts',
      ['gone', 'closed by hand', 'gone', 'away', 'elsewhere', 'gone'],
      ['open', '', '', '', '', ''],
    ],
    [
      'is a new one when the outage after that comes',
      ['gone', 'closed by hand', 'gone', 'ok', 'gone'],
      ['open', '', '', 'update #1', 'open'],
    ],
  ])('%s', (_, nights, expected) => {
    expect(run(nights).done).toEqual(expected);
  });

  it('says what, since when, why and what to do, in words that are only words', () => {
    const status = foldStatus(
      undefined,
      {
        durationMs: 1,
        environments: [
          observeVersion({
            registry: {
              ...hidden,
              detail: quoteWords('ask @nobody about #7 <!-- x --> [here](https://evil.example)'),
            },
          }),
          observeVersion({ tag: 'v0', registry: gone }),
        ],
        contents: [],
        hubs: [],
      },
      nightOf(0),
    );
    const {
      actions: [action],
    } = planIssues({ environments }, status, [], pageUrlOf);
    if (action?.kind !== 'open') throw new Error('nothing is opened');
    expect(action.title).toBe('The glaciers: will not start');
    expect(action.body).toContain(
      '**The glaciers** will not start. [Its page](https://example.org/environments/glaciers/)',
    );
    expect(action.body).toContain('- **v0**: Will not start since 2026-09-01');
    expect(action.body).toContain('`image/missing`');
    expect(action.body).toContain('Push the image again, or name a tag that exists.');
    const later = foldStatus(
      status,
      {
        durationMs: 1,
        environments: [
          observeVersion({
            registry: {
              ...hidden,
              detail: quoteWords('ask @nobody about #7 <!-- x --> [here](https://evil.example)'),
            },
          }),
        ],
        contents: [],
        hubs: [],
      },
      nightOf(1),
    );
    const [worse] = planIssues({ environments }, later, [], pageUrlOf).actions;
    if (worse?.kind !== 'open') throw new Error('nothing is opened');
    expect(worse.body).not.toMatch(/@nobody|#7|<!-- x|\]\(https:\/\/evil/);
    expect(readMarker(worse.body)).toMatchObject({
      subject: { kind: 'environment', id: 'glaciers' },
      state: 'failing',
    });
  });

  it('keeps what people wrote around our text', () => {
    const { issues } = run(['gone']);
    const status = foldStatus(
      undefined,
      { durationMs: 1, environments: [observeVersion({ registry: elsewhere })], contents: [], hubs: [] },
      nightOf(1),
    );
    const edited = issues.map((issue) => ({
      ...issue,
      body: `Seen by Ada.\r\n${issue.body}\r\nWe are on it.`,
    }));
    const {
      actions: [action],
    } = planIssues({ environments }, status, edited, pageUrlOf);
    if (action?.kind !== 'update') throw new Error('nothing is brought up to date');
    expect(action.body).toMatch(
      /^Seen by Ada\.\r\n<!-- slipway-outage[\s\S]*image\/wrong-platform[\s\S]*end -->\r\nWe are on it\.$/,
    );
    expect(action.body).not.toContain('image/missing');
  });

  it('is not one that somebody else made look like ours', () => {
    const { issues } = run(['gone']);
    const status = foldStatus(
      undefined,
      { durationMs: 1, environments: [observeVersion({ registry: gone })], contents: [], hubs: [] },
      nightOf(1),
    );
    const forged = issues.map((issue) => ({ ...issue, isTrusted: false }));
    expect(planIssues({ environments }, status, forged, pageUrlOf).actions).toMatchObject([{ kind: 'open' }]);
    const unmarked = issues.map((issue) => ({ ...issue, body: 'glaciers will not start' }));
    expect(planIssues({ environments }, status, unmarked, pageUrlOf).actions).toMatchObject([
      { kind: 'open' },
    ]);
  });

  it('is closed when the environment has left the catalogue, and left alone while nobody has looked', () => {
    const { issues } = run(['gone']);
    const nothing = foldStatus(
      undefined,
      { durationMs: 1, environments: [], contents: [], hubs: [] },
      nightOf(1),
    );
    expect(planIssues({ environments }, nothing, issues, pageUrlOf).actions).toEqual([]);
    expect(planIssues({ environments: [] }, nothing, issues, pageUrlOf).actions).toMatchObject([
      { kind: 'close', number: 1, body: expect.stringContaining('left the catalogue') },
    ]);
  });

  it('waits for another night where too many fail at once', () => {
    const many = Array.from({ length: 30 }, (_, index) => `env${index}`);
    const status = foldStatus(
      undefined,
      {
        durationMs: 1,
        environments: many.map((environmentId) => observeVersion({ environmentId, registry: gone })),
        contents: [],
        hubs: [],
      },
      nightOf(0),
    );
    const catalog = {
      environments: many.map(
        (id): Environment => ({ id, title: id, image: 'a/b', current: { tag: 'v1' }, earlier: [] }),
      ),
    };
    const first = planIssues(catalog, status, [], pageUrlOf);
    expect([first.actions.length, first.waitingIds]).toEqual([20, many.slice(20)]);
    const repository = createRepository();
    repository.apply(first.actions);
    expect(planIssues(catalog, status, repository.issues, pageUrlOf).actions).toHaveLength(10);
  });
});

it('there is never more than one open issue for an environment, one while it fails, and nothing to do twice', () => {
  const step = fc.record({
    seen: fc.tuple(
      ...IDS.map(() => fc.constantFrom<Seen>('ok', 'moved', 'gone', 'elsewhere', 'hidden', 'away')),
    ),
    closesByHand: fc.boolean(),
    nightsLater: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const repository = createRepository();
      const closedByHand = new Set<string>();
      let status: Status | undefined;
      let day = 0;
      for (const { seen, closesByHand, nightsLater } of steps) {
        day += nightsLater;
        const now = nightOf(day);
        status = foldStatus(
          status,
          {
            durationMs: 1,
            environments: IDS.map((environmentId, index) =>
              observeVersion({ environmentId, registry: IMAGES[seen[index] ?? 'ok'] }),
            ),
            contents: [],
            hubs: [],
          },
          now,
        );
        const plan = () =>
          planIssues({ environments }, status as Status, repository.issues, pageUrlOf).actions;
        repository.apply(plan());
        expect(plan()).toEqual([]);
        for (const { id, verdict } of status.environments) {
          const open = repository.issues.filter(
            ({ isOpen, body }) => isOpen && readMarker(body)?.subject.id === id,
          );
          if (verdict === 'ok' || verdict === 'stale') closedByHand.delete(id);
          if (verdict === 'failing') expect(open).toHaveLength(closedByHand.has(id) ? 0 : 1);
          else if (verdict !== 'unknown') expect(open).toEqual([]);
          else expect(open.length).toBeLessThanOrEqual(1);
          const [issue] = open;
          if (closesByHand && issue !== undefined && verdict === 'failing') {
            repository.closeByHand(issue.number);
            closedByHand.add(id);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

describe('issues of contents and hubs', () => {
  const content = (id: string, repository: string): Content => ({
    id,
    title: `The ${id}`,
    repository,
    branch: 'main',
    environment: 'glaciers',
    language: 'en',
    tags: [],
    include: [],
    exclude: [],
    repositoryPath: '',
    notebooks: [],
    editions: [],
  });
  const SHARED = 'https://git.example.org/shared';
  const contents = [
    content('tides', SHARED),
    content('waves', SHARED),
    content('moon', 'https://git.example.org/m'),
  ];
  const hubs: Hub[] = [
    { id: 'binder', type: 'binderhub', title: 'Binder', url: 'https://b.example', signIn: false },
  ];
  const catalog = { environments: [], contents, hubs };
  type Check = ContentObservation['check'];
  const well: Check = { kind: 'read', commit: 'c', notebookCount: 3, missing: [] };
  const lost: Check = { kind: 'repository-missing', detail: quoteWords('It is not there') };
  const fold = (
    checks: Readonly<Record<string, Check>>,
    hub: HubCheck = { kind: 'healthy' },
    previous?: Status,
  ) =>
    foldStatus(
      previous,
      {
        durationMs: 1,
        environments: [],
        contents: contents.map(({ id, repository, branch }) => ({
          id,
          repository,
          branch,
          check: checks[id] ?? well,
        })),
        hubs: [{ id: 'binder', title: 'Binder', check: hub }],
      },
      nightOf(previous === undefined ? 0 : 1),
    );
  const plan = (status: Status, issues: readonly TrackedIssue[] = []) =>
    planIssues(catalog, status, issues, pageUrlOf).actions;

  it.each<[string, Parameters<typeof fold>, string, RegExp]>([
    ['a repository that is gone', [{ moon: lost }], 'content moon', /repository-missing/],
    [
      'one missing notebook, though the rest opens',
      [{ moon: { ...well, missing: ['a.ipynb'] } as Check }],
      'content moon',
      /notebook-missing.*a\.ipynb/,
    ],
    [
      'a content without notebooks',
      [{ moon: { ...well, notebookCount: 0 } as Check }],
      'content moon',
      /no-notebooks/,
    ],
    [
      'an address that is another kind of hub',
      [{}, { kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' }],
      'hub binder',
      /wrong-kind/,
    ],
  ])('are opened for %s, and closed when it is back', (_, state, name, text) => {
    const status = fold(...state);
    const repository = createRepository();
    const actions = plan(status);

    expect(actions.map((action) => [action.kind, nameSubject(action.subject)])).toEqual([['open', name]]);
    expect(actions[0]?.body).toMatch(text);
    repository.apply(actions);
    expect(plan(status, repository.issues)).toEqual([]);
    expect(plan(fold({}, { kind: 'healthy' }, status), repository.issues)).toMatchObject([{ kind: 'close' }]);
  });

  it('are one for one cause, whatever it keeps from working', () => {
    const status = fold({ tides: lost, waves: lost, moon: lost });
    const repository = createRepository();
    const actions = plan(status);

    expect(actions.map((action) => [action.kind, nameSubject(action.subject)])).toEqual([
      ['open', 'content tides'],
      ['open', 'content moon'],
    ]);
    expect(actions[0]?.body).toContain('For the same cause: content waves.');
    repository.apply(actions);
    expect(plan(status, repository.issues)).toEqual([]);
    const later = plan(fold({ waves: lost }, { kind: 'healthy' }, status), repository.issues);
    expect(later.map((action) => [action.kind, nameSubject(action.subject)])).toContainEqual([
      'open',
      'content waves',
    ]);
  });
});
