import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../catalog/types.ts';
import { environmentVersions } from '../../catalog/views.ts';
import { outlineNight } from '../outline.ts';
import { makeCatalog } from './catalogues.fixture.ts';
import {
  assignShards,
  contentKey,
  hubKey,
  listRows,
  parseShard,
  planShardCount,
  versionKey,
} from './partition.ts';

const catalogues = fc
  .record({
    environmentCount: fc.integer({ min: 0, max: 12 }),
    versionCount: fc.integer({ min: 1, max: 6 }),
    imageCount: fc.integer({ min: 1, max: 8 }),
    binderCount: fc.integer({ min: 0, max: 4 }),
    contentCount: fc.integer({ min: 0, max: 12 }),
    repositoryCount: fc.integer({ min: 1, max: 6 }),
    hubCount: fc.integer({ min: 0, max: 5 }),
  })
  .map(makeCatalog);
const counts = fc.integer({ min: 1, max: 9 });

describe('a partition of a night', () => {
  it('gives every row to one shard, and none is far above its share', () => {
    fc.assert(
      fc.property(catalogues, counts, (catalog, count) => {
        const shards = assignShards(catalog, count);
        expect([...shards.keys()].sort()).toEqual(
          listRows(catalog)
            .map(({ key }) => key)
            .sort(),
        );
        const sizes = Array.from(
          { length: count },
          (_, index) => [...shards.values()].filter((shard) => shard === index + 1).length,
        );
        const share = Math.ceil(shards.size / count);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * share);
      }),
    );
  });

  it('has the rows of the status, in its order', () => {
    fc.assert(
      fc.property(catalogues, (catalog) => {
        const { environments, contents, hubs } = outlineNight(catalog);
        expect(listRows(catalog).map(({ key }) => key)).toEqual([
          ...environments.map((row) => versionKey(row.environmentId, row.tag)),
          ...contents.map((row) => contentKey(row.id, row.edition)),
          ...hubs.map(({ id }) => hubKey(id)),
        ]);
      }),
    );
  });

  it('keeps what asks about the same thing together, unless that is more than a share', () => {
    fc.assert(
      fc.property(catalogues, counts, (catalog, count) => {
        const rows = listRows(catalog);
        const shards = assignShards(catalog, count);
        const components = connect(rows.map(({ places }) => places.map(({ whole }) => whole)));
        for (const members of components) {
          if (members.length > Math.ceil(rows.length / count)) continue;
          expect(new Set(members.map((index) => shards.get(rows[index]?.key ?? ''))).size).toBe(1);
        }
      }),
    );
  });

  it('splits one repository of a thousand images evenly, and keeps the versions of one tag together', () => {
    const catalog = makeCatalog({
      environmentCount: 500,
      versionCount: 2,
      imageCount: 1,
      binderCount: 1,
      contentCount: 0,
      repositoryCount: 1,
      hubCount: 0,
    });
    const shards = assignShards(catalog, 4);
    const sizes = [1, 2, 3, 4].map((index) => [...shards.values()].filter((shard) => shard === index).length);
    expect(sizes).toEqual([250, 250, 250, 250]);
  });

  it('does not depend on anything but the catalogue', () => {
    const catalog = makeCatalog({
      environmentCount: 9,
      versionCount: 3,
      imageCount: 4,
      binderCount: 2,
      contentCount: 9,
      repositoryCount: 4,
      hubCount: 3,
    });
    const copy: Catalog = JSON.parse(JSON.stringify(catalog));
    expect([...assignShards(copy, 3)]).toEqual([...assignShards(catalog, 3)]);
  });
});

/** Indexes of places that are connected, by a walk from each: slow and plain. */
function connect(places: readonly (readonly string[])[]): number[][] {
  const left = new Set(places.keys());
  const components: number[][] = [];
  for (const start of places.keys()) {
    if (!left.delete(start)) continue;
    const members = [start];
    for (const member of members) {
      for (const other of [...left]) {
        if (!places[other]?.some((place) => places[member]?.includes(place))) continue;
        left.delete(other);
        members.push(other);
      }
    }
    components.push(members);
  }
  return components;
}

it('plans one shard for a small catalogue, and more for a large one', () => {
  const plan = (environmentCount: number, versionCount: number, contentCount: number) =>
    planShardCount(
      makeCatalog({
        environmentCount,
        versionCount,
        imageCount: 5,
        binderCount: 0,
        contentCount,
        repositoryCount: 5,
        hubCount: 1,
      }),
    );
  expect([
    plan(0, 1, 0),
    plan(3, 4, 10),
    plan(100, 2, 32),
    plan(100, 2, 34),
    plan(500, 2, 100),
    plan(5000, 2, 0),
  ]).toEqual([1, 1, 1, 2, 5, 16]);
  const [environment] = makeCatalog({
    environmentCount: 1,
    versionCount: 3,
    imageCount: 1,
    binderCount: 0,
    contentCount: 0,
    repositoryCount: 1,
    hubCount: 0,
  }).environments;
  expect(environment && environmentVersions(environment)).toHaveLength(3);
});

it.each([
  ['1/1', { index: 1, count: 1 }],
  ['2/4', { index: 2, count: 4 }],
  ['64/64', { index: 64, count: 64 }],
])('reads the shard %s', (text, shard) => {
  expect(parseShard(text)).toEqual({ ok: true, value: shard });
});

it.each(['', '0/4', '5/4', '2', '2/', '/4', '1/65', '-1/4', '1.5/4', '2/4/6', ' 2/4', 'two/4'])(
  'refuses "%s" in one sentence',
  (text) => {
    expect(parseShard(text)).toMatchObject({
      ok: false,
      failure: expect.stringMatching(/^--shard takes i\/n .*\.$/),
    });
  },
);
