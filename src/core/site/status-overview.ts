import type { StatusRow } from '../health/types.ts';
import type { Texts } from '../texts/en.ts';
import { type Verdict, worstVerdict } from '../verdicts.ts';
import { statusAnchor } from './feed.ts';
import type { SiteModel, SiteNotebook } from './types.ts';
import { createSiteUrls } from './urls.ts';

/** One row of the status. */
export interface StatusEntry {
  readonly row: StatusRow;
  /** Id of the row in the page, for links to it. */
  readonly anchor: string;
  /** Tag of the version of an environment. */
  readonly tag?: string;
  /** What people call an earlier version or an edition. */
  readonly label?: string;
  /** Not an earlier version, and not an edition. */
  readonly isCurrent: boolean;
  /** Notebooks that are launched by means of it today. */
  readonly usedBy: number;
  /** Those of them that do not start as they were tested, and nowhere else either. */
  readonly affected: readonly SiteNotebook[];
}

/** An environment with its versions, a collection with its editions, or a hub. */
export interface StatusGroup {
  readonly title: string;
  readonly href?: string;
  /** In the order of the status; one at least. */
  readonly entries: readonly StatusEntry[];
}

export interface StatusOverview {
  /** Notebooks whose best launch is not as it was tested. */
  readonly affected: number;
  readonly total: number;
  /** Of the current parts of each kind, how many have trouble; without those kinds where none has. */
  readonly troubled: readonly {
    readonly kind: 'environments' | 'contents' | 'hubs';
    readonly count: number;
    readonly total: number;
  }[];
  /** The worst of how notebooks start. */
  readonly verdict: Verdict;
  /** What is not well, in the order of the manifest: what affects notebooks first, older versions last. */
  readonly trouble: readonly StatusGroup[];
  /** Everything else, by kind. */
  readonly well: Readonly<Record<'environments' | 'contents' | 'hubs', readonly StatusGroup[]>>;
}

/** The status for its page: problems first, with what they affect; null before the first check. */
export function summarizeStatus(model: SiteModel): StatusOverview | null {
  const { status, notebooks, environments, contents, hubs, site } = model;
  if (status === null) return null;
  const urls = createSiteUrls(site.url);
  const isAffected = ({ launches }: SiteNotebook) =>
    launches[0] !== undefined && launches[0].health.verdict !== 'ok';
  const listUsers = (
    test: (notebook: SiteNotebook) => boolean,
    isTouched: (notebook: SiteNotebook) => boolean = isAffected,
  ) => {
    const users = notebooks.filter(test);
    return { usedBy: users.length, affected: users.filter(isTouched) };
  };
  const versions = new Map(
    environments.flatMap(({ id, current, earlier }) =>
      [current, ...earlier].map((version) => [`${id} ${version.tag}`, version] as const),
    ),
  );
  const editionLabels = new Map(
    notebooks.flatMap(({ contentId, editions }) =>
      editions.map(({ id, label }) => [`${contentId} ${id}`, label] as const),
    ),
  );
  const groups = {
    environments: groupById(status.environments, environments, urls.environment, (row, environment) => {
      const isCurrent = environment?.current.tag === row.tag;
      const label = isCurrent ? undefined : versions.get(`${row.id} ${row.tag}`)?.label;
      return {
        row,
        anchor: statusAnchor('environment', row.id, row.tag),
        tag: row.tag,
        ...(label !== undefined && { label }),
        isCurrent,
        ...listUsers(({ environmentId }) => environmentId === row.id && isCurrent),
      };
    }),
    contents: groupById(status.contents, contents, urls.collection, (row) => ({
      row,
      anchor: statusAnchor('content', row.id, row.edition),
      ...(row.edition !== undefined && {
        label: editionLabels.get(`${row.id} ${row.edition}`) ?? row.edition,
      }),
      isCurrent: row.edition === undefined,
      ...listUsers(({ contentId }) => contentId === row.id && row.edition === undefined),
    })),
    hubs: groupById(status.hubs, hubs, undefined, (row) => ({
      row,
      anchor: statusAnchor('hub', row.id),
      isCurrent: true,
      // Where another hub is offered first, readers do not meet the problem of this one.
      ...listUsers(
        ({ launches }) => launches.some(({ hubId }) => hubId === row.id),
        (notebook) => isAffected(notebook) && notebook.launches[0]?.hubId === row.id,
      ),
    })),
  };
  const kinds = ['environments', 'contents', 'hubs'] as const;
  const rank = ({ usedBy, affected }: StatusEntry) => (affected.length > 0 ? 0 : usedBy > 0 ? 1 : 2);
  const rankGroup = ({ entries }: StatusGroup) => Math.min(...entries.map(rank));
  return {
    affected: notebooks.filter(isAffected).length,
    total: notebooks.length,
    troubled: kinds.flatMap((kind) => {
      const current = groups[kind].flatMap(({ entries }) => entries).filter((entry) => entry.isCurrent);
      const count = current.filter((entry) => !isWell(entry)).length;
      return count === 0 ? [] : [{ kind, count, total: current.length }];
    }),
    verdict: worstVerdict(notebooks.flatMap(({ launches }) => launches[0]?.health.verdict ?? [])),
    trouble: kinds
      .flatMap((kind) => pickEntries(groups[kind], (entry) => !isWell(entry)))
      .toSorted((left, right) => rankGroup(left) - rankGroup(right)),
    well: {
      environments: pickEntries(groups.environments, isWell),
      contents: pickEntries(groups.contents, isWell),
      hubs: pickEntries(groups.hubs, isWell),
    },
  };
}

const isWell = ({ row }: StatusEntry) => row.verdict === 'ok';

/** Rows of one environment, collection or hub together, whose title the catalogue knows while it has it. */
function groupById<Row extends StatusRow, Known extends { readonly id: string; readonly title: string }>(
  rows: readonly Row[],
  known: readonly Known[],
  urlOf: ((id: string) => string) | undefined,
  describe: (row: Row, known: Known | undefined) => StatusEntry,
): readonly StatusGroup[] {
  return [...new Set(rows.map(({ id }) => id))].map((id) => {
    const found = known.find((each) => each.id === id);
    return {
      title: found?.title ?? id,
      ...(found !== undefined && urlOf !== undefined && { href: urlOf(id) }),
      entries: rows.filter((row) => row.id === id).map((row) => describe(row, found)),
    };
  });
}

/** The groups with those entries only, without the ones that have none. */
function pickEntries(
  groups: readonly StatusGroup[],
  isPicked: (entry: StatusEntry) => boolean,
): readonly StatusGroup[] {
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter(isPicked) }))
    .filter(({ entries }) => entries.length > 0);
}

/** `2 of 3 environments and 1 of 2 hubs`, in a sentence; undefined where nothing current has trouble. */
export function formatTroubled(
  { troubled }: Pick<StatusOverview, 'troubled'>,
  t: Texts,
  language: string,
): string | undefined {
  if (troubled.length === 0) return undefined;
  const parts = troubled.map(({ kind, count, total }) => t.status.troubled[kind](count, total));
  return t.status.troubleIn(new Intl.ListFormat([language, 'en'], { type: 'conjunction' }).format(parts));
}
