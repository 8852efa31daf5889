import { describe, expect, it } from 'vitest';
import {
  observeContent,
  observeHub,
  observeNight,
  observeVersion,
  present,
  unreachable,
  wholeContent,
} from '../../../tests/support/observations.ts';
import { quoteWords } from '../../core/details.fixture.ts';
import { foldStatus } from '../../core/health/fold.ts';
import type { NightObservations } from '../../core/health/observations.ts';
import {
  describeNight,
  describeNotes,
  isNightBad,
  renderJobSummary,
  summarizeNight,
} from './night-report.ts';

const fold = (parts: Partial<NightObservations>) =>
  foldStatus(undefined, observeNight(parts), '2026-11-20T03:23:00.000Z');
const gone = fold({
  environments: [observeVersion({ registry: { kind: 'missing', what: 'tag', pin: 'gone' } })],
});
const moved = fold({ environments: [observeVersion({ registry: { ...present, pin: 'served' } })] });
const away = fold({ environments: [observeVersion({ registry: unreachable })] });
const lacking = fold({ contents: [observeContent({ ...wholeContent, missing: ['a.ipynb'] })] });
const edition = { ...observeContent({ ...wholeContent, missing: ['a.ipynb'] }), edition: 'spring' };

describe('a night is bad', () => {
  it.each([
    ['well', fold({}), false, false],
    ['with an image that moved', moved, true, false],
    ['with an image that is gone', gone, true, true],
    ['with a registry that is away', away, false, false],
    ['with a notebook that is gone', lacking, true, true],
    ['with a notebook that an older edition never had', fold({ contents: [edition] }), false, false],
  ])('%s', (_, status, stale, failing) => {
    expect([isNightBad(status, 'stale'), isNightBad(status, 'failing')]).toEqual([stale, failing]);
  });

  it('for what it looked at, not for what it kept', () => {
    const skipped = observeNight({ environments: [observeVersion({ registry: { kind: 'skipped' } })] });
    expect(isNightBad(foldStatus(gone, skipped, '2026-11-21T03:23:00.000Z'), 'failing')).toBe(false);
  });
});

it('points to the place in the manifest', () => {
  const places = (path: readonly (string | number)[]) => ({ file: path.join('.') });
  const status = fold({
    environments: [observeVersion({ registry: unreachable, newerTag: 'v2' })],
    contents: [observeContent({ ...wholeContent, missing: ['a.ipynb'] }), edition],
    hubs: [observeHub({ kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' })],
  });
  const rows = describeNight(status, places).map(({ code, severity, position }) => [
    position.file,
    severity,
    code,
  ]);
  expect(rows).toEqual([
    ['environments.glaciers', 'warning', 'registry/unreachable'],
    ['content.tutorials', 'error', 'content/notebook-missing'],
    ['hubs.class', 'error', 'hub/wrong-kind'],
  ]);
});

it('counts whatever launches by verdict in its last line', () => {
  const count = (summary: string) =>
    [...summary.matchAll(/(\w+): (\d+) ok .*?, (\d+) failing/g)].map(([, ...counts]) => counts);
  expect(summarizeNight(gone)).toMatch(
    /^Environments: 0 ok \(Works\), 0 stale \(Changed\), 1 failing \(Will not start\), 0 unknown \(Not known\)\. /,
  );
  const check = { kind: 'read', commit: 'c', notebookCount: 5, missing: ['a.ipynb', 'b.ipynb'] } as const;
  const lacking = fold({
    contents: [
      { id: 'tides', repository: 'https://git.example.org/t', branch: 'main', check },
      { id: 'tides', edition: 'spring', repository: 'https://git.example.org/t', branch: 'spring', check },
      {
        id: 'moon',
        repository: 'https://git.example.org/m',
        branch: 'main',
        check: { ...check, notebookCount: 2 },
      },
    ],
    hubs: [
      { id: 'hub', title: 'Hub', check: { kind: 'wrong-kind', expected: 'binderhub', found: 'jupyterhub' } },
    ],
  });
  expect(count(summarizeNight(lacking))).toEqual([
    ['Environments', '1', '0'],
    ['Contents', '2', '1'],
    ['Notebooks', '3', '4'],
    ['Hubs', '0', '1'],
  ]);
  expect(describeNotes(fold({ environments: [observeVersion({ newerTag: 'v2' })] }))).toHaveLength(1);
});

it('writes words of strangers into the summary as text only', () => {
  const detail = '](https://evil.example) <script> | ![x](y)\n# heading @somebody';
  const status = fold({
    environments: [
      observeVersion({ registry: { kind: 'unreachable', registry: 'r', detail: quoteWords(detail) } }),
    ],
  });
  const summary = renderJobSummary(status, [detail]);
  expect(summary).not.toMatch(/<script|\]\(|^# heading|@somebody/m);
  expect(summary).toContain('| environments | 0 | 0 | 0 | 1 |');
});
