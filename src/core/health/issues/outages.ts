import type { Catalog } from '../../catalog/types.ts';
import type { EnvironmentStatus, Status } from '../types.ts';

/** What the status says of all versions of one environment together. */
export interface Outage {
  readonly environmentId: string;
  readonly title: string;
  /** `unsure` while it cannot be told whether what failed still fails. */
  readonly state: 'failing' | 'unsure' | 'well';
  /** The versions that fail. */
  readonly rows: readonly EnvironmentStatus[];
}

/** One for each environment of the catalogue that a night has looked at. */
export function listOutages(catalog: Pick<Catalog, 'environments'>, status: Status): readonly Outage[] {
  return catalog.environments.flatMap(({ id, title }): Outage[] => {
    const all = status.environments.filter((row) => row.id === id);
    if (all.length === 0) return [];
    const rows = all.filter(({ verdict }) => verdict === 'failing');
    const isUnsure = all.some(
      ({ verdict, last_known }) => verdict === 'unknown' && last_known?.verdict === 'failing',
    );
    return [
      {
        environmentId: id,
        title,
        state: rows.length > 0 ? 'failing' : isUnsure ? 'unsure' : 'well',
        rows,
      },
    ];
  });
}
