import type { Catalog, Content, Environment, EnvironmentVersion } from '../../catalog/types.ts';
import { environmentVersions } from '../../catalog/views.ts';
import { fail, ok, type Result } from '../../result.ts';

/** One part of a nightly check that several machines share. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Upper bound: more machines would overload the hosts being checked. */
export const MAX_SHARDS = 64;

/** Rows that one machine looks at in a few minutes, with room for slow hosts. */
const ROWS_PER_SHARD = 250;
const MAX_PLANNED_SHARDS = 16;

/** Reads `2/4`; a failure is one sentence. */
export function parseShard(text: string): Result<Shard, string> {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count || count > MAX_SHARDS) {
    return fail(
      `--shard takes i/n with i from 1 to n, and n up to ${MAX_SHARDS}, such as 2/4; not "${text}".`,
    );
  }
  return ok({ index, count });
}

/** A link of a chain that has a row of its own in the status. */
export interface NightRow {
  /** Tells this row from all others of the catalogue. */
  readonly key: string;
  /** What it asks about, from the whole (a repository, an image's name) to the part (its ref, its tag). */
  readonly places: readonly { readonly whole: string; readonly part: string }[];
}

export function versionKey(environmentId: string, tag: string): string {
  return JSON.stringify(['environment', environmentId, tag]);
}

export function contentKey(id: string, edition?: string): string {
  return JSON.stringify(['content', id, edition ?? null]);
}

export function hubKey(id: string): string {
  return JSON.stringify(['hub', id]);
}

/** Number of shards for a catalogue: 1 as long as one machine can do it. */
export function planShardCount(catalog: Catalog): number {
  return Math.min(MAX_PLANNED_SHARDS, Math.max(1, Math.ceil(listRows(catalog).length / ROWS_PER_SHARD)));
}

/** Every row of the status that a catalogue has, in its order. */
export function listRows(catalog: Catalog): readonly NightRow[] {
  return [
    ...catalog.environments.flatMap((environment) =>
      environmentVersions(environment).map((version) => rowOfVersion(environment, version)),
    ),
    ...catalog.contents.flatMap(rowsOfContent),
    ...catalog.hubs.map(({ id, type, url }) => ({
      key: hubKey(id),
      places: [{ whole: `${type} ${url}`, part: '' }],
    })),
  ];
}

function rowOfVersion(environment: Environment, { tag, binder }: EnvironmentVersion): NightRow {
  const image = { whole: `image ${environment.image}`, part: tag };
  const key = versionKey(environment.id, tag);
  if (binder === undefined) return { key, places: [image] };
  return { key, places: [image, { whole: `git ${binder.repository}`, part: binder.ref }] };
}

function rowsOfContent({ id, repository, branch, editions }: Content): NightRow[] {
  const whole = `git ${repository}`;
  return [
    { key: contentKey(id), places: [{ whole, part: branch }] },
    ...editions.map((edition) => ({
      key: contentKey(id, edition.id),
      places: [{ whole, part: edition.branch }],
    })),
  ];
}

/**
 * Which shard looks at which row: the same answer on every machine that has the same catalogue.
 *
 * What asks about the same image, repository or hub stays together, so that each is asked once. Where
 * that would leave one shard with more than its share, rows are kept together that ask for the same
 * tag or ref, and at last they are dealt out one by one.
 */
export function assignShards(catalog: Catalog, count: number): ReadonlyMap<string, number> {
  const rows = listRows(catalog);
  const share = Math.ceil(rows.length / count);
  const groups = splitToShare(rows, share, GROUPINGS);
  // The largest first, each to the shard that has least: no shard is far above its share.
  const sizes = Array.from({ length: count }, () => 0);
  const shards = new Map<string, number>();
  for (const group of groups.toSorted((a, b) => b.length - a.length)) {
    const index = sizes.indexOf(Math.min(...sizes));
    sizes[index] = (sizes[index] ?? 0) + group.length;
    for (const { key } of group) shards.set(key, index + 1);
  }
  return shards;
}

type PlacesOf = (row: NightRow) => readonly string[];

/** From wide to narrow. */
const GROUPINGS: readonly PlacesOf[] = [
  ({ places }) => places.map(({ whole }) => whole),
  ({ places }) => places.slice(0, 1).map(({ whole }) => whole),
  ({ places }) => places.slice(0, 1).map(({ whole, part }) => JSON.stringify([whole, part])),
  ({ key }) => [key],
];

function splitToShare(
  rows: readonly NightRow[],
  share: number,
  [grouping, ...narrower]: readonly PlacesOf[],
): (readonly NightRow[])[] {
  if (grouping === undefined) return [rows];
  return groupRows(rows, grouping).flatMap((group) =>
    group.length > share ? splitToShare(group, share, narrower) : [group],
  );
}

/** Rows that have a place in common, directly or through others; groups in the order of their first row. */
function groupRows(rows: readonly NightRow[], placesOf: PlacesOf): NightRow[][] {
  const groupOf = new Map<string, NightRow[]>();
  const groups = new Set<NightRow[]>();
  for (const row of rows) {
    const known = placesOf(row).map((place) => groupOf.get(place));
    const [group = [], ...others] = new Set(known.filter((found) => found !== undefined));
    const joining = [row, ...others.flat()];
    for (const other of others) groups.delete(other);
    groups.add(group);
    for (const joined of joining) {
      group.push(joined);
      for (const place of placesOf(joined)) groupOf.set(place, group);
    }
  }
  return [...groups];
}
