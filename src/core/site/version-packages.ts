import type { Environment, EnvironmentVersion } from '../catalog/types.ts';
import { environmentVersions } from '../catalog/views.ts';
import type { Packages } from '../health/image-contents.ts';
import { findEnvironmentStatus } from '../health/summary.ts';
import type { Status } from '../health/types.ts';
import type { Texts } from '../texts/en.ts';
import { comparePackages, type PackageChanges } from '../verify/compare-packages.ts';
import { findInside } from './passed-runs.ts';

/** What is in the image of an environment version, and what is different from the version before. */
export interface VersionPackages {
  readonly version: EnvironmentVersion;
  /** Sorted by name. */
  readonly packages: Packages;
  /** ISO 8601: when the image was inspected. */
  readonly seenAt: string;
  /** Absent where nothing is known of an older version. */
  readonly sinceBefore?: { readonly version: EnvironmentVersion; readonly changes: PackageChanges };
}

/** Packages of every version whose image was inspected, newest first. */
export function listVersionPackages(
  status: Status | null,
  environment: Environment,
): readonly VersionPackages[] {
  const known = environmentVersions(environment).flatMap((version) => {
    const inside = findInside(findEnvironmentStatus(status, environment.id, version.tag), version.digest);
    if (inside?.packages === undefined || Object.keys(inside.packages).length === 0) return [];
    return [{ version, packages: inside.packages, seenAt: inside.at }];
  });
  return known.map((each, index) => {
    const before = known[index + 1];
    if (before === undefined) return each;
    const changes = comparePackages(before.packages, each.packages);
    return { ...each, sinceBefore: { version: before.version, changes } };
  });
}

/** Changes that are named; how many more there are is said. */
const NAMED_CHANGES = 12;

/**
 * The difference between two versions in sentences: `numpy 1.26.4 → 2.0.1, and 3 more. 1 added: dask.`
 *
 * @param language BCP 47 tag, for lists
 */
export function formatPackageChanges(
  { changed, added, removed }: PackageChanges,
  t: Texts,
  language: string,
): string {
  const texts = t.environments;
  const named = changed.slice(0, NAMED_CHANGES).map(({ name, from, to }) => `${name} ${from} → ${to}`);
  const list = (names: readonly string[]) =>
    new Intl.ListFormat([language, 'en'], { type: 'unit' }).format(shorten(names));
  const sentences = [
    ...(changed.length === 0 ? [] : [texts.changedPackages(list(named), changed.length - named.length)]),
    ...(added.length === 0 ? [] : [texts.addedPackages(added.length, list(added))]),
    ...(removed.length === 0 ? [] : [texts.removedPackages(removed.length, list(removed))]),
  ];
  return sentences.length === 0 ? texts.samePackages : sentences.join(' ');
}

function shorten(names: readonly string[]): readonly string[] {
  return names.length > NAMED_CHANGES ? [...names.slice(0, NAMED_CHANGES), '…'] : names;
}
