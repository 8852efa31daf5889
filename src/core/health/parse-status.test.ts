import { describe, expect, it } from 'vitest';
import { observeNight } from '../../../tests/support/observations.ts';
import { foldStatus } from './fold.ts';
import { parseStatus, parseStatusRows } from './parse-status.ts';

const status = foldStatus(undefined, observeNight(), '2026-11-01T03:23:00.000Z');

/** A status with something else in the place of one field of its first environment. */
const withEnvironment = (change: object) =>
  JSON.stringify({ ...status, environments: [{ ...status.environments[0], ...change }] });

describe('a status as text', () => {
  it('is read as it was written, with or without a byte order mark', () => {
    expect(parseStatus(JSON.stringify(status))).toEqual({ ok: true, value: status });
    expect(parseStatus(`\uFEFF${JSON.stringify(status)}`).ok).toBe(true);
  });

  it.each([
    ['', 'status/not-json'],
    [JSON.stringify(status).slice(0, 200), 'status/not-json'],
    ['<!doctype html>', 'status/not-json'],
    ['null', 'status/not-a-status'],
    ['[]', 'status/not-a-status'],
    ['{"version": 1}', 'status/not-a-status'],
    ['{"version": "1"}', 'status/not-a-status'],
    [JSON.stringify({ ...status, version: 2 }), 'status/newer-version'],
    [JSON.stringify({ ...status, checked_at: 'yesterday' }), 'status/not-a-status'],
    [JSON.stringify({ ...status, hubs: {} }), 'status/not-a-status'],
  ])('is refused: %.40s', (text, code) => {
    expect(parseStatus(text)).toMatchObject({ ok: false, failure: { code } });
  });

  it('ignores what a later edition adds', () => {
    const text = JSON.stringify({ ...status, notes: [], hubs: [{ ...status.hubs[0], load: 0.5 }] });
    expect(parseStatus(text)).toEqual({ ok: true, value: status });
  });

  it.each([{ verdict: 'fine' }, { tag: '' }, { history: 3 }, { reasons: 'none' }])(
    'loses a damaged row only: %j',
    (change) => {
      expect(parseStatusRows(withEnvironment(change))).toEqual({
        ok: true,
        value: { status: { ...status, environments: [] }, dropped: ['environments[0]'] },
      });
    },
  );

  it.each([
    [{ since: '2026-13-45T03:23:00Z' }, { since: status.checked_at }, ['environments[0].since']],
    [{ last_ok_at: 'Tuesday' }, { last_ok_at: null }, []],
    [{ created_at: '2026-02-31' }, { created_at: null }, []],
    [
      {
        history: [
          { date: '2026-02-30', verdict: 'ok' },
          { date: '2026-10-31', verdict: 'ok' },
          { date: '2026-13-45', verdict: 'ok' },
          { date: '2026-11-01', verdict: 'fine' },
        ],
      },
      { history: [{ date: '2026-10-31', verdict: 'ok' }] },
      ['environments[0].history[0]', 'environments[0].history[2]', 'environments[0].history[3]'],
    ],
  ])('keeps the row of an impossible date: %j', (change, kept, dropped) => {
    const reading = parseStatusRows(withEnvironment(change));
    expect(reading).toMatchObject({
      ok: true,
      value: { status: { environments: [{ ...status.environments[0], ...kept }] }, dropped },
    });
  });

  it('keeps a reason that is accepted until an impossible day, as one that is not accepted', () => {
    const known = { code: 'image/too-old', message: 'Old.', since: '2026-11-01T03:23:00.000Z' };
    const text = withEnvironment({
      reasons: [{ ...known, accepted: { because: 'It is fine.', until: '2026-13-45' } }],
    });
    const parsed = parseStatus(text);
    expect(parsed.ok && parsed.value.environments[0]?.reasons[0]).toMatchObject(known);
    expect(parsed.ok && parsed.value.environments[0]?.reasons[0]?.accepted).toBeUndefined();
  });

  it('leaves out a reason that it does not know', () => {
    const known = { code: 'image/too-old', message: 'Old.', since: '2026-11-01T03:23:00.000Z' };
    const text = withEnvironment({ reasons: [{ ...known, code: 'image/haunted' }, known] });
    const parsed = parseStatus(text);
    expect(parsed.ok && parsed.value.environments[0]?.reasons).toEqual([known]);
  });
});

it('what a new site publishes is no status yet, and says so by its code', () => {
  const text = '{"version":1,"checked_at":null,"duration_ms":0,"environments":[],"contents":[],"hubs":[]}';
  expect(parseStatus(text)).toMatchObject({ ok: false, failure: { code: 'status/before-first-night' } });
});
