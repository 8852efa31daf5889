import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts, OTHER, PINNED, wholeContent } from '../../../../tests/support/observations.ts';
import type { Catalog } from '../../catalog/types.ts';
import { quoteWords } from '../../details.fixture.ts';
import { foldStatus } from '../fold.ts';
import type {
  ContentObservation,
  HubObservation,
  NightObservations,
  VersionObservation,
} from '../observations.ts';
import { outlineNight } from '../outline.ts';
import type { Status, StatusRow } from '../types.ts';
import { makeCatalog } from './catalogues.fixture.ts';
import { mergeShards, type NamedReport } from './merge.ts';
import { assignShards, contentKey, hubKey, versionKey } from './partition.ts';
import type { ShardReport } from './shard-report.ts';
import { formatShardReport, parseShardReport } from './shard-report.ts';

const trouble = fc.record({
  kind: fc.constantFrom('unreachable', 'rate-limited', 'unauthorized'),
  registry: fc.constant('registry.example.org'),
  detail: fc.string().map(quoteWords),
});
const registry: fc.Arbitrary<VersionObservation['registry']> = fc.oneof(
  fc.record({
    kind: fc.constant('present'),
    digest: fc.constantFrom(PINNED, OTHER),
    pin: fc.constantFrom('none', 'same', 'served', 'gone'),
    facts: fc.oneof(fc.constant(facts), trouble),
  }),
  fc.constant({ kind: 'missing', what: 'tag', pin: 'none' }),
  trouble,
);
const content: fc.Arbitrary<ContentObservation['check']> = fc.oneof(
  fc.uniqueArray(fc.string(), { maxLength: 2 }).map((missing) => ({ ...wholeContent, missing })),
  fc.record({ kind: fc.constantFrom('ref-missing', 'unreachable'), detail: fc.string().map(quoteWords) }),
);
const hub: fc.Arbitrary<HubObservation['check']> = fc.oneof(
  fc.constant({ kind: 'healthy' }),
  fc.record({ kind: fc.constantFrom('unhealthy', 'unreachable'), detail: fc.string().map(quoteWords) }),
);

const catalogues = fc
  .record({
    environmentCount: fc.integer({ min: 0, max: 5 }),
    versionCount: fc.integer({ min: 1, max: 3 }),
    imageCount: fc.integer({ min: 1, max: 3 }),
    binderCount: fc.constant(0),
    contentCount: fc.integer({ min: 0, max: 5 }),
    repositoryCount: fc.integer({ min: 1, max: 3 }),
    hubCount: fc.integer({ min: 0, max: 3 }),
  })
  .map(makeCatalog);

/** A nightly check in which every row of a catalogue has been looked at. */
const look = (catalog: Catalog): fc.Arbitrary<NightObservations> => {
  const { environments, contents, hubs } = outlineNight(catalog);
  return fc.record({
    durationMs: fc.constant(60_000),
    environments: fc.tuple(
      ...environments.map((row) => registry.map((seen) => ({ ...row, registry: seen }))),
    ),
    contents: fc.tuple(...contents.map((row) => content.map((check) => ({ ...row, check })))),
    hubs: fc.tuple(...hubs.map((row) => hub.map((check) => ({ ...row, check })))),
  });
};
const nights = catalogues.chain((catalog) =>
  fc.record({
    catalog: fc.constant(catalog),
    before: fc.option(look(catalog), { nil: undefined }),
    tonight: look(catalog),
    count: fc.integer({ min: 1, max: 4 }),
    order: fc.infiniteStream(fc.nat()),
  }),
);

const BEFORE = '2026-11-19T03:24:00.000Z';
const STARTED = Date.parse('2026-11-20T03:23:00.000Z');
const ENDED = '2026-11-20T03:24:00.000Z';
const MANIFEST = 'sha256:manifest';

/** What each of the shards writes into its file, the last of them ending at `ENDED`. */
function shareOut(
  catalog: Catalog,
  { environments, contents, hubs }: NightObservations,
  count: number,
): NamedReport[] {
  const shards = assignShards(catalog, count);
  const nothing = outlineNight(catalog);
  return Array.from({ length: count }, (_, position) => {
    const index = position + 1;
    const isMine = (key: string) => shards.get(key) === index;
    const report: ShardReport = {
      shard: { index, count },
      manifest: MANIFEST,
      previousCheckedAt: null,
      startedAt: new Date(STARTED + position * 1000).toISOString(),
      endedAt: new Date(Date.parse(ENDED) - (count - index) * 1000).toISOString(),
      notices: [],
      observations: {
        environments: environments.map((row, at) =>
          isMine(versionKey(row.environmentId, row.tag)) ? row : (nothing.environments[at] ?? row),
        ),
        contents: contents.map((row, at) =>
          isMine(contentKey(row.id, row.edition)) ? row : (nothing.contents[at] ?? row),
        ),
        hubs: hubs.map((row, at) => (isMine(hubKey(row.id)) ? row : (nothing.hubs[at] ?? row))),
      },
    };
    const read = parseShardReport(formatShardReport(report));
    if (!read.ok) throw new Error(read.failure.message);
    return { file: `shard-${index}.json`, report: read.value };
  });
}

function merge(catalog: Catalog, reports: readonly NamedReport[], previous: Status | undefined) {
  const merged = mergeShards(outlineNight(catalog), reports, MANIFEST, previous?.checked_at ?? null);
  if (!merged.ok) throw new Error(merged.failure.message);
  const { observations, endedAt, notices } = merged.value;
  return { status: foldStatus(previous, observations, endedAt), notices };
}

const previousOf = (before: NightObservations | undefined) =>
  before === undefined ? undefined : foldStatus(undefined, before, BEFORE);

describe('merged shards', () => {
  it('are the status that one run would have written, in whatever order they come', () => {
    fc.assert(
      fc.property(nights, ({ catalog, before, tonight, count, order }) => {
        const previous = previousOf(before);
        const reports = shareOut(catalog, tonight, count);
        const shuffled = reports
          .map((report) => ({ report, rank: order.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ report }) => report);
        const whole = foldStatus(previous, tonight, ENDED);
        const { status, notices } = merge(catalog, shuffled, previous);
        expect(status).toEqual(JSON.parse(JSON.stringify(whole)));
        expect(notices).toEqual([]);
      }),
    );
  });

  it('leave the rows of a missing shard as they were, with the time at which they were looked at, and say so', () => {
    fc.assert(
      fc.property(nights, ({ catalog, before, tonight, count }) => {
        fc.pre(count > 1);
        const previous = previousOf(before);
        const { status, notices } = merge(catalog, shareOut(catalog, tonight, count).slice(1), previous);
        expect(notices).toEqual([expect.stringContaining(`Shard 1/${count} is missing`)]);
        const shards = assignShards(catalog, count);
        const look = (row: StatusRow | undefined, key: string, known: StatusRow | undefined) => {
          if (shards.get(key) !== 1) expect(row).not.toHaveProperty('checked_at');
          else if (known === undefined) expect(row).toBeUndefined();
          else expect(row).toEqual({ ...known, checked_at: BEFORE });
        };
        for (const { environmentId, tag } of tonight.environments) {
          const find = (of: Status | undefined) =>
            of?.environments.find((row) => row.id === environmentId && row.tag === tag);
          look(find(status), versionKey(environmentId, tag), find(previous));
        }
        for (const { id } of tonight.hubs) {
          const find = (of: Status | undefined) => of?.hubs.find((row) => row.id === id);
          look(find(status), hubKey(id), find(previous));
        }
      }),
    );
  });

  it('say together what each has to say, once', () => {
    const catalog = makeCatalog({
      environmentCount: 1,
      versionCount: 1,
      imageCount: 1,
      binderCount: 0,
      contentCount: 0,
      repositoryCount: 1,
      hubCount: 0,
    });
    const [one, two] = shareOut(catalog, outlineNight(catalog), 2).map(({ file, report }) => ({
      file,
      report: { ...report, notices: ['A credential was left out.'] },
    }));
    if (one === undefined || two === undefined) throw new Error('two shards are needed');
    expect(merge(catalog, [one, two], undefined).notices).toEqual(['A credential was left out.']);
  });
});

describe('shards that do not belong together', () => {
  const catalog = makeCatalog({
    environmentCount: 2,
    versionCount: 1,
    imageCount: 2,
    binderCount: 0,
    contentCount: 0,
    repositoryCount: 1,
    hubCount: 0,
  });
  const [one, two] = shareOut(catalog, outlineNight(catalog), 2);
  if (one === undefined || two === undefined) throw new Error('two shards are needed');
  const change = ({ file, report }: NamedReport, changes: Partial<ShardReport>) => ({
    file,
    report: { ...report, ...changes },
  });

  it.each([
    ['none', [], 'merge/nothing', /None of the shards/],
    [
      'another manifest',
      [one, change(two, { manifest: 'sha256:other' })],
      'merge/other-manifest',
      /^shard-2\.json is a shard of another manifest/,
    ],
    [
      'another number of shards',
      [one, change(two, { shard: { index: 2, count: 3 } })],
      'merge/other-count',
      /one of 2 shards and shard-2\.json one of 3/,
    ],
    [
      'the same shard twice',
      [one, two, { ...one, file: 'copy.json' }],
      'merge/same-shard',
      /^shard-1\.json and copy\.json are both shard 1\/2/,
    ],
    [
      'an earlier status that the merge has not',
      [one, change(two, { previousCheckedAt: BEFORE })],
      'merge/other-previous',
      /give both the same --previous/,
    ],
  ] as const)('are refused in one sentence: %s', (_, reports, code, message) => {
    const merged = mergeShards(outlineNight(catalog), reports, MANIFEST, null);
    expect(merged).toEqual({ ok: false, failure: { code, message: expect.stringMatching(message) } });
  });

  it.each([
    ['', 'shard/damaged'],
    [formatShardReport(one.report).slice(0, -30), 'shard/damaged'],
    [formatShardReport(one.report).replace(/"endedAt":"[^"]*"/, '"endedAt":"soon"'), 'shard/damaged'],
    ['{"version": 1, "checked_at": "2026-11-20T03:24:00Z", "environments": []}', 'shard/not-a-shard'],
    ['[]', 'shard/not-a-shard'],
    [formatShardReport(one.report).replace('"version":1', '"version":2'), 'shard/other-version'],
  ])('are told from files that are none: %s', (text, code) => {
    expect(parseShardReport(text)).toMatchObject({ ok: false, failure: { code } });
  });
});
