import { expect, test } from 'vitest';
import type { Status } from '../health/types.ts';
import { textsFor } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import { formatTroubled, type StatusGroup, summarizeStatus } from './status-overview.ts';
import type { SiteModel } from './types.ts';

const AT = '2026-11-23T03:23:41Z';
const row = (id: string, verdict: Verdict) => ({
  id,
  verdict,
  since: AT,
  last_ok_at: null,
  reasons: [],
  history: [],
});
const notebook = (id: string, environmentId: string, verdict: Verdict) => ({
  id: `c/${id}`,
  contentId: 'c',
  environmentId,
  editions: [{ id: 'y2025', label: 'As taught in 2025' }],
  launches: [{ hubId: 'hub', url: '', health: { verdict } }],
});

function summarize(verdicts: { current: Verdict; older: Verdict; hub: Verdict }, launch: Verdict) {
  const status = {
    version: 1,
    checked_at: AT,
    duration_ms: 1,
    environments: [
      { ...row('python', verdicts.older), tag: '1' },
      { ...row('python', verdicts.current), tag: '2' },
    ],
    contents: [row('c', 'ok'), { ...row('c', 'ok'), edition: 'y2025' }],
    hubs: [row('hub', verdicts.hub)],
  } as unknown as Status;
  return summarizeStatus({
    site: { title: 'T', url: 'https://example.org/t/', language: 'en' },
    environments: [
      { id: 'python', title: 'Python', current: { tag: '2' }, earlier: [{ tag: '1', label: 'Spring' }] },
    ],
    contents: [{ id: 'c', title: 'Course' }],
    hubs: [{ id: 'hub', title: 'Hub' }],
    notebooks: [notebook('a', 'python', launch), notebook('b', 'python', 'ok')],
    status,
  } as unknown as SiteModel);
}

/** Title, tag and label of each row, with the notebooks that it concerns. */
const listRows = (groups: readonly StatusGroup[] = []) =>
  groups.flatMap(({ title, entries }) =>
    entries.map(({ tag, label, usedBy, affected }) => [
      title,
      tag,
      label,
      usedBy,
      affected.map(({ id }) => id),
    ]),
  );

test('trouble comes first, with whom it concerns, and versions are with their environment', () => {
  const overview = summarize({ current: 'failing', older: 'stale', hub: 'failing' }, 'failing');
  expect(overview).toMatchObject({ affected: 1, total: 2, verdict: 'failing' });
  expect(listRows(overview?.trouble)).toEqual([
    ['Python', '1', 'Spring', 0, []],
    ['Python', '2', undefined, 2, ['c/a']],
    ['Hub', undefined, undefined, 2, ['c/a']],
  ]);
  expect(overview?.well.environments).toEqual([]);
  expect(overview?.well.contents.map(({ href }) => href)).toEqual(['/t/c/c/']);
  expect(listRows(overview?.well.contents)).toEqual([
    ['Course', undefined, undefined, 2, ['c/a']],
    ['Course', undefined, 'As taught in 2025', 0, []],
  ]);
});

test('no row counts a notebook that starts elsewhere, so that all of them agree with the headline', () => {
  const overview = summarize({ current: 'ok', older: 'ok', hub: 'failing' }, 'ok');
  expect(overview).toMatchObject({ affected: 0, trouble: [{ title: 'Hub' }], verdict: 'ok' });
  expect(listRows(overview?.trouble)).toEqual([['Hub', undefined, undefined, 2, []]]);
});

test('the headline says which kinds of parts have trouble, without older versions', () => {
  const overview = summarize({ current: 'failing', older: 'stale', hub: 'failing' }, 'failing');
  if (overview === null) throw new Error('There is a status.');
  expect(formatTroubled(overview, textsFor('en'), 'en')).toBe(
    'Trouble in 1 of 1 environment and 1 of 1 hub.',
  );
  const well = summarize({ current: 'ok', older: 'stale', hub: 'ok' }, 'ok');
  expect(well && formatTroubled(well, textsFor('en'), 'en')).toBeUndefined();
});

test('where all is well there is no trouble', () => {
  const overview = summarize({ current: 'ok', older: 'ok', hub: 'ok' }, 'ok');
  expect(overview).toMatchObject({ affected: 0, trouble: [] });
  expect(overview?.well.environments).toHaveLength(1);
  expect(listRows(overview?.well.environments).map(([, tag]) => tag)).toEqual(['1', '2']);
});

test('before the first check there is nothing to tell', () => {
  expect(summarizeStatus({ status: null } as unknown as SiteModel)).toBeNull();
});
