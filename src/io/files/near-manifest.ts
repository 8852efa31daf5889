import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** What people call the manifest, and what programs make of its name; case aside. */
const NEAR_NAMES: readonly RegExp[] = [
  /^catalog\.ya?ml$/i,
  /^catalog(?:ue)?s?\.ya?ml$/i,
  /^catalog(?:ue)?\.ya?ml\.(?:txt|yml|yaml|md)$/i,
  /^catalog(?:ue)?[ _-]?\(?(?:\d+|copy|kopie)\)?\.ya?ml$/i,
  /^(?:\.|_)catalog(?:ue)?\.ya?ml$/i,
  /^catalog(?:ue)?(?:\.(?:txt|json|toml))?$/i,
  /^(?:manifest|slipway|config)\.ya?ml$/i,
];

/** A file beside the one that is missing which was probably meant to be it; undefined where none is. */
export async function findNearManifest(file: string): Promise<string | undefined> {
  const entries = await readdir(dirname(file), { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== basename(file))
    .map(({ name }) => name)
    .sort();
  for (const near of NEAR_NAMES) {
    const name = names.find((candidate) => near.test(candidate));
    if (name !== undefined) return name;
  }
  return undefined;
}
