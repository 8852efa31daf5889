import type { StatusRow } from '../health/types.ts';
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
  /** Notebooks that are launched by means of it today. */
  readonly usedBy: number;
}

export interface StatusOverview {
  /** Notebooks whose best launch is not as it was tested. */
  readonly affected: number;
  readonly total: number;
  /** What is not well, in the order of the manifest: current environments, collections and hubs before older versions. */
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
  const count = (test: (notebook: SiteNotebook) => boolean) => notebooks.filter(test).length;
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
        usedBy: isCurrent(row.id, row.tag) ? count(({ environmentId }) => environmentId === row.id) : 0,
      }),
    ),
    contents: status.contents.map(
      (row): StatusEntry => ({
        row,
        anchor: statusAnchor('content', row.id, row.edition),
        title: titleOf(contents, row.id),
        ...(row.edition !== undefined && { detail: row.edition }),
        ...(contents.some(({ id }) => id === row.id) && { href: urls.collection(row.id) }),
        usedBy: row.edition === undefined ? count(({ contentId }) => contentId === row.id) : 0,
      }),
    ),
    hubs: status.hubs.map(
      (row): StatusEntry => ({
        row,
        anchor: statusAnchor('hub', row.id),
        title: titleOf(hubs, row.id),
        usedBy: count(({ launches }) => launches.some(({ hubId }) => hubId === row.id)),
      }),
    ),
  };
  const isWell = ({ row }: StatusEntry) => row.verdict === 'ok';
  const trouble = [...entries.environments, ...entries.contents, ...entries.hubs].filter(
    (entry) => !isWell(entry),
  );
  return {
    affected: count(({ launches }) => launches.length > 0 && launches[0]?.health.verdict !== 'ok'),
    total: notebooks.length,
    trouble: [...trouble.filter(({ usedBy }) => usedBy > 0), ...trouble.filter(({ usedBy }) => usedBy === 0)],
    well: {
      environments: entries.environments.filter(isWell),
      contents: entries.contents.filter(isWell),
      hubs: entries.hubs.filter(isWell),
    },
  };
}
