import type { Status, StatusRow } from './types.ts';

/** The rows of all environments, contents and hubs. */
export function listRows({ environments, contents, hubs }: Status): readonly StatusRow[] {
  return [...environments, ...contents, ...hubs];
}

/** The status with each of its rows changed. */
export function mapRows(status: Status, change: <Row extends StatusRow>(row: Row) => Row): Status {
  return {
    ...status,
    environments: status.environments.map(change),
    contents: status.contents.map(change),
    hubs: status.hubs.map(change),
  };
}
