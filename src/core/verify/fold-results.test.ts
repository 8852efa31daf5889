import { describe, expect, it } from 'vitest';
import { foldStatus } from '../health/fold.ts';
import type { VersionObservation } from '../health/observations.ts';
import { parseStatusRows } from '../health/parse-status.ts';
import { findVerified, summarizeLaunch } from '../health/summary.ts';
import type { Status, VerifiedNotebook } from '../health/types.ts';
import { foldInspections, foldResults, type VerifyResult } from './fold-results.ts';

const NIGHT = '2026-11-01T03:00:00Z';
const row = { verdict: 'ok', since: NIGHT, last_ok_at: NIGHT, reasons: [], history: [] } as const;
const STATUS: Status = {
  version: 1,
  checked_at: NIGHT,
  duration_ms: 1,
  environments: [
    {
      ...row,
      id: 'py',
      tag: '1',
      pinned_digest: null,
      seen_digest: 'sha256:a',
      created_at: null,
      size_bytes: null,
      platforms: ['linux/amd64'],
      labels: {},
    },
  ],
  contents: [{ ...row, id: 'course', commit: 'c1', missing: [] }],
  hubs: [{ ...row, id: 'hub' }],
};
const CHAIN = { environmentId: 'py', tag: '1', contentId: 'course', path: 'a.ipynb', hubId: 'hub' };

const notebook = (change: Partial<VerifiedNotebook> = {}): VerifyResult => ({
  kind: 'notebook',
  content: 'course',
  run: {
    path: 'a.ipynb',
    environment: 'py',
    tag: '1',
    digest: 'sha256:a',
    commit: 'c1',
    at: '2026-11-02T10:00:00Z',
    duration_ms: 900,
    peak_memory_bytes: 1000,
    ...change,
  },
});
/** A night that sees a sound image, of which its configuration tells nothing. */
const observe = (digest: string): VersionObservation => ({
  environmentId: 'py',
  tag: '1',
  image: 'py:1',
  pinnedDigest: null,
  binder: { kind: 'skipped' },
  registry: {
    kind: 'present',
    digest,
    pin: 'none',
    facts: {
      kind: 'facts',
      createdAt: NIGHT,
      sizeBytes: 1,
      platforms: ['linux/amd64'],
      labels: {},
      user: 'jovyan',
      preflight: { user: 'unknown', entrypoint: 'yes', nbgitpuller: 'unknown', git: 'unknown' },
    },
  },
});
const FAILED = {
  code: 'verify/failed',
  about: { path: 'a.ipynb', image: 'py:1', cell: '2', error: 'E: x' },
  error: { cell: 2, name: 'E', message: 'x', traceback: 'E: x' },
} as const;

describe('results in the status', () => {
  it('decide whether a notebook works', () => {
    const status = foldResults(STATUS, [notebook(FAILED)], NIGHT);
    expect(summarizeLaunch(status, CHAIN)).toMatchObject({
      verdict: 'stale',
      since: '2026-11-02T10:00:00Z',
      lastOkAt: NIGHT,
      reasons: [{ code: 'verify/failed', path: 'a.ipynb' }],
    });
    expect(summarizeLaunch(status, { ...CHAIN, path: 'b.ipynb' }).verdict).toBe('ok');
    expect(summarizeLaunch(foldResults(status, [notebook()], NIGHT), CHAIN).verdict).toBe('ok');
  });

  it.each<[string, Partial<VerifiedNotebook>]>([
    ['another image', { digest: 'sha256:old' }],
    ['another commit', { commit: 'c0' }],
    ['a folder that is no clean clone', { commit: null }],
    ['another version', { tag: '0' }],
  ])('decide nothing where they are of %s', (_, change) => {
    const status = foldResults(STATUS, [notebook({ ...FAILED, ...change })], NIGHT);
    expect(summarizeLaunch(status, CHAIN)).toMatchObject({ verdict: 'ok', reasons: [] });
    expect(findVerified(status, CHAIN)).toBeUndefined();
  });

  it('count for the pinned image where the tag has moved', () => {
    const [environment] = STATUS.environments;
    if (environment === undefined) throw new Error('no environment');
    const moved = { ...STATUS, environments: [{ ...environment, pinned_digest: 'sha256:pin' }] };
    const status = foldResults(moved, [notebook({ ...FAILED, digest: 'sha256:pin' })], NIGHT);
    expect(summarizeLaunch(status, CHAIN).verdict).toBe('stale');
  });

  it('of the environment concern all its notebooks', () => {
    const about = { command: './verify', image: 'py:1', status: '1' };
    const run = {
      command: './verify',
      digest: 'sha256:a',
      at: NIGHT,
      duration_ms: 1,
      peak_memory_bytes: null,
    };
    const failed = { ...run, code: 'verify/command-failed', about } as const;
    const status = foldResults(
      STATUS,
      [{ kind: 'command', environment: 'py', tag: '1', run: failed }],
      NIGHT,
    );
    expect(summarizeLaunch(status, { ...CHAIN, path: 'b.ipynb' }).reasons).toMatchObject([
      { code: 'verify/command-failed', message: 'The check ./verify failed in py:1 with exit status 1.' },
    ]);
  });

  it('that could not be had say nothing of the launch', () => {
    const status = foldResults(STATUS, [notebook({ code: 'verify/not-possible' })], NIGHT);
    expect(summarizeLaunch(status, CHAIN).verdict).toBe('ok');
  });

  it('replace older ones only, whatever their order', () => {
    const older = notebook({ ...FAILED, at: '2026-11-01T00:00:00Z' });
    const both = foldResults(STATUS, [notebook(), older], NIGHT);
    expect(both).toEqual(foldResults(STATUS, [older, notebook()], NIGHT));
    expect(both.contents[0]?.verified).toHaveLength(1);
    const two = foldResults(both, [notebook({ path: 'b.ipynb' })], NIGHT);
    expect(foldResults(two, [notebook()], NIGHT)).toEqual(two);
  });

  it('survive the nightly check and the file', () => {
    const status = foldResults(STATUS, [notebook(FAILED)], NIGHT);
    const night = foldStatus(
      status,
      {
        environments: [],
        contents: [
          {
            id: 'course',
            repository: 'https://git.example.org/a/b',
            branch: 'main',
            check: { kind: 'read', commit: 'c1', notebookCount: 1, missing: [] },
          },
        ],
        hubs: [],
        durationMs: 1,
      },
      '2026-11-03T03:00:00Z',
    );
    expect(night.contents[0]?.verified).toEqual(status.contents[0]?.verified);
    const read = parseStatusRows(JSON.stringify(status));
    expect(read.ok && read.value.status).toEqual(status);
  });

  it('of a look into the image make its verdict certain, until the image is another one', () => {
    const inside = {
      digest: 'sha256:a',
      at: '2026-11-02T10:00:00Z',
      user: 1000,
      git: false,
      nbgitpuller: false,
      jupyter: true,
      packages: { numpy: '2.0.1' },
    };
    const seen = foldInspections(STATUS, [{ environment: 'py', tag: '1', inside }], NIGHT);
    const read = parseStatusRows(JSON.stringify(seen));
    expect(read.ok && read.value.status).toEqual(seen);
    const night = (digest: string) =>
      foldStatus(seen, { environments: [observe(digest)], contents: [], hubs: [], durationMs: 1 }, NIGHT)
        .environments[0];
    expect(night('sha256:a')?.reasons.map(({ code, message }) => [code, message])).toEqual([
      ['image/not-binder-ready', expect.stringContaining('py:1 does not have nbgitpuller, git,')],
    ]);
    expect(night('sha256:a')).toMatchObject({ verdict: 'ok', inside });
    expect(night('sha256:b')?.reasons).toEqual([]);
  });

  it('of an edition are kept in its own row', () => {
    const older = { ...notebook({ tag: '0', commit: 'c0' }), edition: 'spring' };
    const { contents } = foldResults(STATUS, [notebook(), older], NIGHT);
    expect(contents.map(({ edition, verified }) => [edition, verified?.[0]?.commit])).toEqual([
      [undefined, 'c1'],
      ['spring', 'c0'],
    ]);
  });

  it('make rows for what no nightly check has seen', () => {
    const status = foldResults(undefined, [notebook()], NIGHT);
    expect(parseStatusRows(JSON.stringify(status)).ok).toBe(true);
    expect(status.contents).toMatchObject([{ id: 'course', verdict: 'unknown', commit: 'c1' }]);
  });
});
