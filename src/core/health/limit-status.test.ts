import { describe, expect, it } from 'vitest';
import {
  observeContent,
  observeNight,
  observeVersion,
  present,
  wholeContent,
} from '../../../tests/support/observations.ts';
import { foldStatus } from './fold.ts';
import { describeLimits, limitPaths, limitStatus } from './limit-status.ts';
import { MAX_STATUS_BYTES, parseStatusRows } from './parse-status.ts';
import { summarizeLaunch } from './summary.ts';

const NOW = '2026-11-20T03:23:00.000Z';
const paths = Array.from({ length: 3000 }, (_, index) => `${'ä'.repeat(60)}/${index}.ipynb`);
const lacking = { ...wholeContent, notebookCount: 4000, missing: limitPaths(paths), missingCount: 3000 };

describe('a status of many missing notebooks', () => {
  // 350 kB of file names, each missing in every edition, once made 73 MB.
  const editions = Array.from({ length: 400 }, (_, index) => ({
    ...observeContent(lacking),
    edition: `e${index}`,
  }));
  const night = observeNight({ contents: editions });
  const status = foldStatus(undefined, night, NOW);
  const text = JSON.stringify(status, null, 1);

  it('is read again by the next night, whole', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_STATUS_BYTES);
    const read = parseStatusRows(text);
    expect(read).toMatchObject({ ok: true, value: { dropped: [] } });
    if (!read.ok) return;
    const next = foldStatus(read.value.status, night, '2026-11-21T03:23:00.000Z');
    expect(next.contents).toHaveLength(400);
    expect(Buffer.byteLength(JSON.stringify(next, null, 1))).toBeLessThan(MAX_STATUS_BYTES);
  });

  it('says how many are missing, and of the others nothing that is not known', () => {
    const [row] = foldStatus(undefined, observeNight({ contents: editions.slice(0, 1) }), NOW).contents;
    expect(row?.missing_count).toBe(3000);
    expect(row?.missing.length).toBeGreaterThan(100);
    expect(row?.reasons.length).toBeLessThan(100);
    expect(describeLimits(status)[0]).toMatch(
      /^tutorials \(e0\) lacks 3000 notebooks, of which the status names \d+\.$/,
    );
  });

  const whole = foldStatus(
    undefined,
    observeNight({
      contents: [observeContent(lacking)],
      environments: [observeVersion({ registry: present })],
    }),
    NOW,
  );
  const verdictOf = (path: string) =>
    summarizeLaunch(whole, {
      environmentId: 'glaciers',
      tag: 'v1',
      contentId: 'tutorials',
      path,
      hubId: 'class',
    });

  it('gives each of the named ones its own reason', () => {
    const last = lacking.missing.at(-1) ?? '';
    const { verdict, reasons } = verdictOf(last);
    expect(verdict).toBe('failing');
    expect(reasons.map(({ path }) => path)).toEqual([last]);
    expect(reasons[0]?.message).toContain(last);
  });

  it('does not call one that is not named sound', () => {
    expect(verdictOf(paths.at(-1) ?? '').verdict).toBe('unknown');
  });
});

it('leaves out what explains first, and history last', () => {
  const nights = Array.from({ length: 60 }, (_, day) => new Date(Date.UTC(2026, 8, 1 + day)).toISOString());
  const seen = observeNight({
    environments: Array.from({ length: 20 }, (_, index) => ({
      ...observeVersion({ registry: present }),
      environmentId: `e${index}`,
    })),
    contents: [observeContent({ ...wholeContent, notebookCount: 90, missing: paths.slice(0, 60) })],
  });
  const status = nights.reduce<ReturnType<typeof foldStatus> | undefined>(
    (previous, now) => foldStatus(previous, seen, now),
    undefined,
  );
  if (status === undefined) throw new Error('no night was run');
  const size = Buffer.byteLength(JSON.stringify(status, null, 1));
  const smaller = limitStatus(status, size - 1000);
  expect(smaller.contents[0]).toMatchObject({ missing_count: 60, history: status.contents[0]?.history });
  expect(smaller.contents[0]?.missing).toHaveLength(10);
  const smallest = limitStatus(status, 1000);
  expect(smallest.environments.map(({ verdict, history }) => [verdict, history.length])).toEqual(
    status.environments.map(({ verdict }) => [verdict, 2]),
  );
  expect(limitStatus(status)).toBe(status);
});
