import { describe, expect, it } from 'vitest';
import { emptyStatus } from '../health/summary.ts';
import type { Status } from '../health/types.ts';
import { textsFor } from '../texts/texts.ts';
import { foldInspections, foldResults, type VerifyResult } from '../verify/fold-results.ts';
import { assembleHarbour, HARBOUR, makeNight } from './harbour.fixture.ts';
import { summarizeVersionRuns } from './passed-runs.ts';
import { formatPackageChanges, listVersionPackages } from './version-packages.ts';

const AT = '2026-11-20T10:00:00Z';
const run = (
  path: string,
  change: { code?: 'verify/failed'; digest?: string; commit?: string } = {},
): VerifyResult => ({
  kind: 'notebook',
  content: 'tides',
  run: {
    path,
    environment: 'python',
    tag: '2',
    digest: 'sha256:a',
    commit: 'c1',
    at: AT,
    duration_ms: 1,
    peak_memory_bytes: null,
    ...change,
  },
});

/** A night that has seen the image `sha256:a` and the commit `c1`. */
function night(results: readonly VerifyResult[]): Status {
  const seen = makeNight('ok', 'ok');
  const known = {
    ...seen,
    environments: seen.environments.map((row) => ({ ...row, seen_digest: 'sha256:a' })),
    contents: seen.contents.map((row) => ({ ...row, commit: 'c1' })),
  };
  return foldResults(known, results, AT);
}
const ranAt = (status: Status) => assembleHarbour(status).notebooks.map(({ ranAt }) => ranAt);

describe('runs that came to their end', () => {
  it('are said at the notebook', () => {
    expect(ranAt(night([run('a.ipynb')]))).toEqual([AT, undefined, undefined]);
  });

  it.each<[string, Parameters<typeof run>[1]]>([
    ['failed', { code: 'verify/failed' }],
    ['were of another image', { digest: 'sha256:b' }],
    ['were of another commit', { commit: 'c0' }],
  ])('are not where they %s', (_, change) => {
    expect(ranAt(night([run('a.ipynb', change)]))).toEqual([undefined, undefined, undefined]);
  });

  it('are counted at the environment, which has a check of its own', () => {
    const [environment] = HARBOUR.environments;
    if (environment === undefined) throw new Error('no environment');
    const check = {
      command: './verify',
      digest: 'sha256:a',
      at: AT,
      duration_ms: 1,
      peak_memory_bytes: null,
    };
    const command: VerifyResult = { kind: 'command', environment: 'python', tag: '2', run: check };
    const status = night([run('a.ipynb'), run('b.ipynb', { code: 'verify/failed' }), command]);
    expect(summarizeVersionRuns(status, environment, assembleHarbour(status).notebooks)).toEqual({
      check,
      passedCount: 1,
      runCount: 2,
      lastAt: AT,
    });
    const repinned = { ...environment, current: { ...environment.current, digest: 'sha256:new' } };
    expect(summarizeVersionRuns(status, repinned, [])).toEqual({ passedCount: 0, runCount: 0 });
  });
});

describe('packages of versions', () => {
  const look = (tag: string, packages: Record<string, string>) => ({
    environment: 'python',
    tag,
    inside: {
      digest: `sha256:${tag}`,
      at: AT,
      user: 1000,
      git: true,
      nbgitpuller: true,
      jupyter: true,
      packages,
    },
  });
  const status = foldInspections(
    emptyStatus(AT),
    [look('1', { numpy: '1.26', old: '1' }), look('2', { numpy: '2.0', dask: '1', zarr: '3' })],
    AT,
  );
  const [environment] = HARBOUR.environments;

  it('are compared with those of the version before', () => {
    if (environment === undefined) throw new Error('no environment');
    const [current, earlier] = listVersionPackages(status, environment);
    expect([current?.version.tag, earlier?.version.tag]).toEqual(['2', '1']);
    expect(earlier?.sinceBefore).toBeUndefined();
    const { changes } = current?.sinceBefore ?? {};
    if (changes === undefined) throw new Error('nothing to compare');
    expect(formatPackageChanges(changes, textsFor('en'), 'en')).toBe(
      'numpy 1.26 → 2.0. 2 added: dask, zarr. 1 removed: old.',
    );
    expect(formatPackageChanges(changes, textsFor('de'), 'de')).toBe(
      'numpy 1.26 → 2.0. 2 hinzugekommen: dask, zarr. 1 weggefallen: old.',
    );
    expect(formatPackageChanges({ changed: [], added: [], removed: [] }, textsFor('fr'), 'fr')).toBe(
      'Les mêmes paquets.',
    );
  });

  it('are named as far as a sentence can hold them', () => {
    const changed = Array.from({ length: 20 }, (_, index) => ({ name: `p${index}`, from: '1', to: '2' }));
    const text = formatPackageChanges({ changed, added: [], removed: [] }, textsFor('en'), 'en');
    expect(text).toMatch(/^p0 1 → 2, .*p11 1 → 2, and 8 more\.$/);
  });

  it('of another image than the one that is launched are not shown', () => {
    if (environment === undefined) throw new Error('no environment');
    const repinned = { ...environment, current: { ...environment.current, digest: 'sha256:new' } };
    expect(listVersionPackages(status, repinned).map(({ version }) => version.tag)).toEqual(['1']);
  });
});
