import { describe, expect, test } from 'vitest';
import { en } from '../texts/en.ts';
import type { Verdict } from '../verdicts.ts';
import { chooseFallback, listOlderPairings } from './older-pairings.ts';
import type { SiteLaunch, SiteNotebook } from './types.ts';

const launch = (verdict: Verdict, hubId = 'binder'): SiteLaunch => ({
  hubId,
  url: `https://${hubId}.example.org/`,
  health: {
    verdict,
    reasons: [],
    checkedAt: undefined,
    since: undefined,
    lastOkAt: null,
    lastKnown: undefined,
  },
});

interface Situation {
  readonly today?: readonly Verdict[];
  /** Earlier versions `3`, `2` and `1`, as far as given. */
  readonly versions?: readonly Verdict[];
  /** Editions `spring` and `autumn`. */
  readonly editions?: readonly (Verdict | 'missing')[];
}

function describeNotebook({ today = [], versions = [], editions = [] }: Situation): SiteNotebook {
  return {
    launches: today.map((verdict) => launch(verdict)),
    earlierVersions: versions.map((verdict, index) => ({
      version: { tag: String(3 - index) },
      launches: [launch(verdict)],
    })),
    editions: editions.map((verdict, index) => ({
      id: index === 0 ? 'spring' : 'autumn',
      label: index === 0 ? 'Spring' : 'Autumn',
      environmentId: 'python',
      version: { tag: '1' },
      branch: 'old',
      path: 'a.ipynb',
      isMissing: verdict === 'missing',
      launches: [launch(verdict === 'missing' ? 'failing' : verdict)],
    })),
  } satisfies Partial<SiteNotebook> as unknown as SiteNotebook;
}

describe('the fallback', () => {
  test.each<[string, Situation, string | undefined]>([
    ['is not needed while something starts', { today: ['failing', 'ok'], versions: ['ok'] }, undefined],
    ['is not needed while something may start', { today: ['unknown'], versions: ['ok'] }, undefined],
    ['is the newest version that works', { today: ['failing'], versions: ['failing', 'ok', 'ok'] }, '2'],
    [
      'may be an edition',
      { today: ['failing'], versions: ['failing'], editions: ['failing', 'ok'] },
      'Autumn',
    ],
    [
      'keeps the notebook of today where it can',
      { today: ['failing'], versions: ['ok'], editions: ['ok'] },
      '3',
    ],
    ['works rather than may work', { today: ['failing'], versions: ['unknown'], editions: ['ok'] }, 'Spring'],
    ['starts rather than may start', { today: ['failing'], versions: ['unknown', 'stale'] }, '2'],
    ['may be one that nobody has checked', { today: ['failing'], versions: ['unknown'] }, '3'],
    [
      'is never one that fails',
      { today: ['failing'], versions: ['failing'], editions: ['failing'] },
      undefined,
    ],
    ['is never an edition without the notebook', { today: ['failing'], editions: ['missing'] }, undefined],
    ['is there for a notebook that no hub runs today', { versions: ['ok'] }, '3'],
  ])('%s', (_, situation, label) => {
    expect(chooseFallback(describeNotebook(situation), en)?.pairing.label).toBe(label);
  });
});

test('older pairings are editions, then versions that some hub runs', () => {
  const notebook = describeNotebook({ versions: ['ok', 'ok'], editions: ['ok', 'missing'] });
  const [newest, ...others] = notebook.earlierVersions;
  const pairings = listOlderPairings(
    {
      ...notebook,
      earlierVersions: [
        { version: { tag: '3', label: 'Winter' }, launches: newest?.launches ?? [] },
        ...others,
        { version: { tag: '0' }, launches: [] },
      ],
    },
    en,
  );

  expect(pairings.map(({ label, launches }) => [label, launches.length])).toEqual([
    ['Spring', 1],
    ['Autumn', 0],
    ['Winter', 1],
    ['2', 1],
  ]);
});

test.each<[string, editions: string[], versions: (string | undefined)[], labels: string[]]>([
  [
    'an edition and a version',
    ['Spring'],
    ['Spring', 'Winter'],
    ['Spring (as taught)', 'Spring (environment only)', 'Winter'],
  ],
  ['two versions', [], ['Winter', 'Winter'], ['Winter (3)', 'Winter (2)']],
  ['two editions', ['Spring', 'Spring'], [], ['Spring (spring)', 'Spring (autumn)']],
  [
    'an edition and two versions',
    ['Spring'],
    ['Spring', 'Spring'],
    ['Spring (as taught)', 'Spring (3)', 'Spring (2)'],
  ],
  ['a label and a tag', ['3'], [undefined], ['3 (as taught)', '3 (environment only)']],
])('%s of one label are called differently', (_, editions, versions, labels) => {
  const notebook = describeNotebook({
    versions: versions.map(() => 'ok'),
    editions: editions.map(() => 'ok'),
  });
  const pairings = listOlderPairings(
    {
      ...notebook,
      editions: notebook.editions.map((edition, index) => ({ ...edition, label: editions[index] ?? '' })),
      earlierVersions: notebook.earlierVersions.map(({ version, launches }, index) => {
        const label = versions[index];
        return { version: { ...version, ...(label !== undefined && { label }) }, launches };
      }),
    },
    en,
  );
  expect(pairings.map(({ label }) => label)).toEqual(labels);
});
