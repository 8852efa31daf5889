import type { Catalog } from '../../catalog/types.ts';
import { reasonRow } from '../../reasons.ts';
import type { ContentStatus, Reason, Status, StatusRow } from '../types.ts';
import { nameSubject, type Subject } from './types.ts';

/** A row of the status that keeps launches from working. */
export interface OutageRow {
  /** Tag of the version, or id of the edition; of the content or hub itself its id. */
  readonly name: string;
  readonly row: StatusRow;
}

/** What the status says of all rows of one environment, content or hub together. */
export interface Outage {
  readonly subject: Subject;
  readonly title: string;
  /** `unsure` while it cannot be determined whether what failed still fails. */
  readonly state: 'failing' | 'unsure' | 'well';
  /** Those that fail. */
  readonly rows: readonly OutageRow[];
  /** Names of others that fail for the very same cause, and whose rows are among these. */
  readonly others: readonly string[];
}

export type IssueCatalog = Pick<Catalog, 'environments'> & Partial<Pick<Catalog, 'contents' | 'hubs'>>;

/** One for each environment, content and hub of the catalogue that has been checked. */
export function listOutages(
  { environments, contents = [], hubs = [] }: IssueCatalog,
  status: Status,
): readonly Outage[] {
  const outage = <Row extends StatusRow>(
    kind: Subject['kind'],
    { id, title }: { readonly id: string; readonly title: string },
    all: readonly Row[],
    nameOf: (row: Row) => string,
    fails: (row: Row) => boolean = isFailing,
  ): Outage[] => {
    const own = all.filter((row) => row.id === id);
    if (own.length === 0) return [];
    const rows = own.filter(fails).map((row) => ({ name: nameOf(row), row }));
    const isUnsure = own.some((row) => row.verdict === 'unknown' && row.last_known?.verdict === 'failing');
    const state = rows.length > 0 ? 'failing' : isUnsure ? 'unsure' : 'well';
    return [{ subject: { kind, id }, title, state, rows, others: [] }];
  };
  // Of an older edition some of today's notebooks may be absent; of today's content none may.
  const lacksNotebooks = (row: ContentStatus) =>
    isFailing(row) || (row.edition === undefined && row.missing.length > 0);
  return [
    ...environments.flatMap((each) => outage('environment', each, status.environments, ({ tag }) => tag)),
    ...contents.flatMap((each) =>
      outage('content', each, status.contents, ({ id, edition = id }) => edition, lacksNotebooks),
    ),
    ...hubs.flatMap((each) => outage('hub', each, status.hubs, ({ id }) => id)),
  ];
}

/**
 * Outages of one cause as one: contents of the same repository that is gone, say. The first of them in the
 * catalogue has the rows of all; the others come back apart.
 */
export function joinByCause(outages: readonly Outage[]): {
  readonly outages: readonly Outage[];
  /** With the name of the one that tells of it. */
  readonly joined: readonly { readonly subject: Subject; readonly toldBy: string }[];
} {
  const leaders = new Map<string, Outage>();
  const joined: { subject: Subject; toldBy: string }[] = [];
  const kept: Outage[] = [];
  for (const outage of outages) {
    const cause = outage.state === 'failing' ? causeOf(outage) : undefined;
    const leader = cause === undefined ? undefined : leaders.get(cause);
    if (cause === undefined || leader === undefined) {
      if (cause !== undefined) leaders.set(cause, outage);
      kept.push(outage);
      continue;
    }
    joined.push({ subject: outage.subject, toldBy: nameSubject(leader.subject) });
    const name = nameSubject(outage.subject);
    const more = outage.rows.map((row) => ({ ...row, name: `${outage.subject.id} ${row.name}` }));
    const together = { ...leader, rows: [...leader.rows, ...more], others: [...leader.others, name] };
    leaders.set(cause, together);
    kept[kept.indexOf(leader)] = together;
  }
  return { outages: kept, joined };
}

function isFailing({ verdict }: StatusRow): boolean {
  return verdict === 'failing';
}

/** What is wrong, without whose it is; undefined where it is not known well enough to be called the same. */
function causeOf({ subject, rows }: Outage): string | undefined {
  const reasons = rows.flatMap(({ row }) => row.reasons.filter(isGrave));
  if (reasons.length === 0 || reasons.some(({ about }) => about === undefined)) return undefined;
  // An environment's image is its own affair; a Binder repository is shared as a content's repository is.
  if (subject.kind === 'environment' && !reasons.every(({ code }) => code.startsWith('binder/')))
    return undefined;
  return JSON.stringify([subject.kind, ...new Set(reasons.map(describeCause).sort())]);
}

function isGrave({ code, accepted }: Reason): boolean {
  return accepted === undefined && ['failing', 'confirm'].includes(reasonRow(code).effect);
}

function describeCause({ code, about = {}, path }: Reason): string {
  const { detail: _, default_branch: __, ...rest } = about;
  const place = code.endsWith('/repository-missing') ? { repository: rest.repository } : rest;
  return JSON.stringify([code, path, Object.entries(place).sort()]);
}
