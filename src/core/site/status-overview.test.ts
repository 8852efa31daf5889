import { expect, test } from 'vitest';
import type { Status } from '../health/types.ts';
import { textsFor } from '../texts/texts.ts';
import type { Verdict } from '../verdicts.ts';
import { formatTroubled, summarizeStatus } from './status-overview.ts';
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
    contents: [row('c', 'ok')],
    hubs: [row('hub', verdicts.hub)],
  } as unknown as Status;
  return summarizeStatus({
    site: { title: 'T', url: 'https://example.org/t/', language: 'en' },
    environments: [{ id: 'python', title: 'Python', current: { tag: '2' } }],
    contents: [{ id: 'c', title: 'Course' }],
    hubs: [{ id: 'hub', title: 'Hub' }],
    notebooks: [notebook('a', 'python', launch), notebook('b', 'python', 'ok')],
    status,
  } as unknown as SiteModel);
}

test('trouble comes first, that of today before that of older versions, with whom it concerns', () => {
  const overview = summarize({ current: 'failing', older: 'stale', hub: 'failing' }, 'failing');
  expect(overview).toMatchObject({ affected: 1, total: 2 });
  expect(
    overview?.trouble.map(({ title, detail, usedBy, affected }) => [title, detail, usedBy, affected]),
  ).toEqual([
    ['Python', '2', 2, 1],
    ['Hub', undefined, 2, 1],
    ['Python', '1', 0, 0],
  ]);
  expect(overview?.well.environments).toEqual([]);
  expect(overview?.well.contents.map(({ href }) => href)).toEqual(['/t/c/c/']);
});

test('no row counts a notebook that starts elsewhere, so that all of them agree with the headline', () => {
  const overview = summarize({ current: 'ok', older: 'ok', hub: 'failing' }, 'ok');
  expect(overview).toMatchObject({ affected: 0, trouble: [{ title: 'Hub', usedBy: 2, affected: 0 }] });
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
  expect(overview?.well.environments).toHaveLength(2);
});

test('before the first check there is nothing to tell', () => {
  expect(summarizeStatus({ status: null } as unknown as SiteModel)).toBeNull();
});
