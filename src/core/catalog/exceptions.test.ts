import { describe, expect, test } from 'vitest';
import { change, EXAMPLE, summarizeManifest } from './example.fixture.ts';
import { parseCatalog } from './parse.ts';

const HUB = '    sign_in: true\n';
const VERSION = '    stale_after_days: 365\n';
const BRANCH = '    branch: on\n';

const parse = (text: string) => {
  const { catalog, diagnostics } = parseCatalog(text, 'catalog.yaml');
  if (catalog === undefined) throw new Error(JSON.stringify(diagnostics));
  return catalog;
};
const accept = (anchor: string, reason: string, rest = 'because: So be it., until: 2027-03-01') =>
  change(anchor, `${anchor}    accepted: [{reason: ${reason}, ${rest}}]\n`);
const maintain = (window: string) => change(HUB, `${HUB}    maintenance: [{${window}}]\n`);

describe('accepted reasons', () => {
  test('are read where they are written', () => {
    const binder = '        binder: {repository: https://github.com/example/binder, ref: 1e3}\n';
    const entry = 'accepted: [{reason: binder/unpinned, because: So be it., until: 2027-03-01}]';
    const text = change(binder, `${binder}        ${entry}\n`);
    const [hydro] = parse(text).environments;
    const accepted = [{ code: 'binder/unpinned', because: 'So be it.', until: '2027-03-01' }];
    expect(hydro?.earlier[0]?.accepted).toEqual(accepted);
    expect(hydro?.current.accepted).toBeUndefined();
    const current = parse(accept(VERSION, 'image/too-old')).environments[0]?.current.accepted;
    expect(current).toMatchObject([{ code: 'image/too-old' }]);
    const hub = parse(accept(HUB, 'hub/unreachable')).hubs[1]?.accepted;
    expect(hub).toMatchObject([{ code: 'hub/unreachable' }]);
    const content = parse(accept(BRANCH, 'content/unreachable')).contents[0]?.accepted;
    expect(content).toMatchObject([{ code: 'content/unreachable' }]);
    expect(parse(EXAMPLE).hubs[1]).not.toHaveProperty('accepted');
  });

  test.each<[string, string, string, string, RegExp | undefined]>([
    ['an unknown code', HUB, 'hub/unreachble', 'unknown-reason', /Did you mean "hub\/unreachable"/],
    ['a code of another entry', VERSION, 'hub/unreachable', 'reason-not-acceptable', undefined],
    ['what surely does not start', VERSION, 'image/missing', 'reason-not-acceptable', /Push the image again/],
    ['a missing notebook', BRANCH, 'content/notebook-missing', 'reason-not-acceptable', /"moved"/],
    ['mere information', VERSION, 'image/newer-tag', 'reason-not-acceptable', /Remove this entry/],
    ['maintenance itself', HUB, 'hub/maintenance', 'reason-not-acceptable', undefined],
  ])('refuse %s', (_, anchor, reason, code, hint) => {
    const { diagnostics } = parseCatalog(accept(anchor, reason), 'catalog.yaml');
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([`manifest/${code}`]);
    expect(diagnostics[0]?.message).toMatch(/acceptable here are|nothing to accept/);
    if (hint !== undefined) expect(diagnostics[0]?.hint).toMatch(hint);
  });

  test.each([
    ['no reason why', 'until: 2027-03-01', 'missing-key'],
    ['no end', 'because: So be it.', 'missing-key'],
    ['an end that is none', 'because: So be it., until: 2027-02-30', 'bad-date'],
    ['an end in words', 'because: So be it., until: next spring', 'bad-date'],
  ])('refuse %s', (_, rest, code) => {
    const found = summarizeManifest(accept(HUB, 'hub/unreachable', rest));
    expect(found.map(([name]) => name)).toEqual([code]);
  });

  test('stand once each', () => {
    const one = '{reason: hub/unreachable, because: So be it., until: 2027-03-01}';
    const text = change(HUB, `${HUB}    accepted: [${one}, ${one}]\n`);
    expect(summarizeManifest(text).map(([name]) => name)).toEqual(['duplicate-entry']);
  });
});

describe('maintenance', () => {
  test.each([
    ['whole days', 'from: 2026-12-24, until: 2026-12-24', '2026-12-24T00:00', '2026-12-25T00:00'],
    [
      'times in UTC',
      'from: 2026-12-24T06:00Z, until: 2026-12-24 12:30:00Z',
      '2026-12-24T06:00',
      '2026-12-24T12:30',
    ],
    [
      'times of a place',
      'from: 2026-12-24T06:00+01:00, until: 2026-12-24T07:00+01:00',
      '2026-12-24T05:00',
      '2026-12-24T06:00',
    ],
    [
      'a day and a time',
      'from: 2026-12-24, until: 2026-12-26T06:00Z',
      '2026-12-24T00:00',
      '2026-12-26T06:00',
    ],
  ])('is read in %s', (_, window, start, end) => {
    const iso = (time: string) => `${time}:00.000Z`;
    expect(parse(maintain(`${window}, note: Files stay.`)).hubs[1]?.maintenance).toEqual([
      { start: iso(start), end: iso(end), note: 'Files stay.' },
    ]);
  });

  test.each([
    ['a time without its zone', 'from: 2026-12-24T06:00, until: 2026-12-25', 'bad-date'],
    ['a day that is none', 'from: 2026-12-32, until: 2027-01-02', 'bad-date'],
    ['an end before the beginning', 'from: 2026-12-24, until: 2026-12-23', 'maintenance-order'],
    ['what is no maintenance any more', 'from: 2026-12-24, until: 2027-12-23', 'maintenance-too-long'],
    ['no end', 'from: 2026-12-24', 'missing-key'],
    ['another key', 'from: 2026-12-24, to: 2026-12-24, until: 2026-12-24', 'unknown-key'],
  ])('refuses %s', (_, window, code) => {
    expect(summarizeManifest(maintain(window)).map(([name]) => name)).toEqual([code]);
  });

  test('of several hubs is listed with each of them, after its own', () => {
    const own = change(HUB, `${HUB}    maintenance: [{from: 2026-12-01, until: 2026-12-01}]\n`);
    const share = (text: string, rest: string) =>
      `${text}maintenance: [{from: 2026-12-24, until: 2026-12-24, note: No network.${rest}}]\n`;
    const windows = (text: string) =>
      parse(text).hubs.map(({ id, maintenance = [] }) => [
        id,
        maintenance.map(({ start }) => start.slice(8, 10)),
      ]);
    expect(windows(share(own, ''))).toEqual([
      ['binder', ['24']],
      ['class', ['01', '24']],
    ]);
    expect(windows(share(EXAMPLE, ', hubs: [class]'))).toEqual([
      ['binder', []],
      ['class', ['24']],
    ]);
    expect(parse(share(EXAMPLE, '')).hubs[0]?.maintenance?.[0]?.note).toBe('No network.');
  });

  test.each([
    ['a hub that is not there', 'from: 2026-12-24, until: 2026-12-24, hubs: [clas]', 'unknown-hub'],
    ['a hub twice', 'from: 2026-12-24, until: 2026-12-24, hubs: [class, class]', 'duplicate-entry'],
    ['an end before the beginning', 'from: 2026-12-24, until: 2026-12-23', 'maintenance-order'],
    ['another key', 'from: 2026-12-24, until: 2026-12-24, hub: class', 'unknown-key'],
  ])('of several hubs refuses %s', (_, window, code) => {
    const found = summarizeManifest(`${EXAMPLE}maintenance:\n  - {${window}}\n`);
    expect(found.map(([name]) => name)).toEqual([code]);
  });

  test('proposes the zone that is missing', () => {
    const { diagnostics } = parseCatalog(maintain('from: 2026-12-24T06:00, until: 2026-12-25'), 'c.yaml');
    expect(diagnostics[0]?.hint).toContain('"2026-12-24T06:00Z"');
  });
});
