import type { StatusRow } from '../health/types.ts';
import type { Texts } from '../texts/en.ts';
import { statusAnchor } from './feed.ts';
import type { SiteModel, SiteNotebook } from './types.ts';
import { createSiteUrls } from './urls.ts';

/** One row of the status with what people call it. */
export interface StatusEntry {
  readonly row: StatusRow;
  /** Id of the row in the page, for links to it. */
  readonly anchor: string;
  readonly title: string;
  /** Version or edition. */
  readonly detail?: string;
  readonly href?: string;
  /** Not an earlier version, and not an edition. */
  readonly isCurrent: boolean;
  /** Notebooks that are launched by means of it today. */
  readonly usedBy: number;
  /** How many of these do not start as they were tested, and nowhere else either. */
  readonly affected: number;
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
  /** What is not well, in the order of the manifest: what affects notebooks first, older versions last. */
  readonly trouble: readonly StatusEntry[];
  /** Everything else, by kind. */
  readonly well: Readonly<Record<'environments' | 'contents' | 'hubs', readonly StatusEntry[]>>;
}

/** The status for its page: problems first, with what they affect; null before the first check. */
export function summarizeStatus(model: SiteModel): StatusOverview | null {
  const { status, notebooks, environments, contents, hubs, site } = model;
  if (status === null) return null;
  const urls = createSiteUrls(site.url);
  const titleOf = (entries: readonly { id: string; title: string }[], id: string) =>
    entries.find((entry) => entry.id === id)?.title ?? id;
  const isAffected = ({ launches }: SiteNotebook) =>
    launches[0] !== undefined && launches[0].health.verdict !== 'ok';
  const count = (
    test: (notebook: SiteNotebook) => boolean,
    isTouched: (notebook: SiteNotebook) => boolean = isAffected,
  ) => {
    const users = notebooks.filter(test);
    return { usedBy: users.length, affected: users.filter(isTouched).length };
  };
  const isCurrent = (id: string, tag: string) =>
    environments.some((environment) => environment.id === id && environment.current.tag === tag);
  const entries = {
    environments: status.environments.map(
      (row): StatusEntry => ({
        row,
        anchor: statusAnchor('environment', row.id, row.tag),
        title: titleOf(environments, row.id),
        detail: row.tag,
        href: urls.environment(row.id),
        isCurrent: isCurrent(row.id, row.tag),
        ...count(({ environmentId }) => environmentId === row.id && isCurrent(row.id, row.tag)),
      }),
    ),
    contents: status.contents.map(
      (row): StatusEntry => ({
        row,
        anchor: statusAnchor('content', row.id, row.edition),
        title: titleOf(contents, row.id),
        ...(row.edition !== undefined && { detail: row.edition }),
        ...(contents.some(({ id }) => id === row.id) && { href: urls.collection(row.id) }),
        isCurrent: row.edition === undefined,
        ...count(({ contentId }) => contentId === row.id && row.edition === undefined),
      }),
    ),
    hubs: status.hubs.map(
      (row): StatusEntry => ({
        row,
        anchor: statusAnchor('hub', row.id),
        title: titleOf(hubs, row.id),
        isCurrent: true,
        // Where another hub is offered first, readers do not meet the problem of this one.
        ...count(
          ({ launches }) => launches.some(({ hubId }) => hubId === row.id),
          (notebook) => isAffected(notebook) && notebook.launches[0]?.hubId === row.id,
        ),
      }),
    ),
  };
  const isWell = ({ row }: StatusEntry) => row.verdict === 'ok';
  const trouble = [...entries.environments, ...entries.contents, ...entries.hubs].filter(
    (entry) => !isWell(entry),
  );
  const rank = ({ usedBy, affected }: StatusEntry) => (affected > 0 ? 0 : usedBy > 0 ? 1 : 2);
  const kinds = ['environments', 'contents', 'hubs'] as const;
  return {
    affected: notebooks.filter(isAffected).length,
    total: notebooks.length,
    troubled: kinds.flatMap((kind) => {
      const current = entries[kind].filter((entry) => entry.isCurrent);
      const count = current.filter((entry) => !isWell(entry)).length;
      return count === 0 ? [] : [{ kind, count, total: current.length }];
    }),
    trouble: trouble.toSorted((left, right) => rank(left) - rank(right)),
    well: {
      environments: entries.environments.filter(isWell),
      contents: entries.contents.filter(isWell),
      hubs: entries.hubs.filter(isWell),
    },
  };
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
