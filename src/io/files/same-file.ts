import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** What a path leads to, by device and number: names differ by case, links and mounts, and files don't. */
export type FileIdentity = string;

/** @returns undefined where there is nothing, or nothing that may be looked at */
export async function identifyFile(path: string): Promise<FileIdentity | undefined> {
  return stat(path, { bigint: true }).then(identityOf, () => undefined);
}

function identityOf({ dev, ino }: BigIntStats): FileIdentity {
  return `${dev}:${ino}`;
}

/** The file itself and every folder above it, as the path is written. */
export async function identifyAncestors(path: string): Promise<ReadonlySet<FileIdentity>> {
  const identities = new Set<FileIdentity>();
  for (let current = resolve(path); ; current = dirname(current)) {
    const identity = await identifyFile(current);
    if (identity !== undefined) identities.add(identity);
    if (dirname(current) === current) return identities;
  }
}
