import type { Packages } from '../health/image-contents.ts';

export interface PackageChanges {
  /** In another version, those with another first number first, then by name. */
  readonly changed: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** By name. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Differences between the packages of two versions of an environment. */
export function comparePackages(before: Packages, after: Packages): PackageChanges {
  const changed = Object.entries(after).flatMap(([name, to]) => {
    const from = find(before, name);
    return from === undefined || from === to ? [] : [{ name, from, to }];
  });
  const isLarge = ({ from, to }: { readonly from: string; readonly to: string }) =>
    firstNumber(from) === firstNumber(to) ? 1 : 0;
  return {
    changed: changed.toSorted(
      (left, right) => isLarge(left) - isLarge(right) || (left.name < right.name ? -1 : 1),
    ),
    added: listMissing(after, before),
    removed: listMissing(before, after),
  };
}

function listMissing(from: Packages, other: Packages): readonly string[] {
  return Object.keys(from)
    .filter((name) => find(other, name) === undefined)
    .sort();
}

/** A package may be called `constructor`. */
function find(packages: Packages, name: string): string | undefined {
  return Object.hasOwn(packages, name) ? packages[name] : undefined;
}

function firstNumber(version: string): string {
  return /^\d*/.exec(version)?.[0] ?? '';
}
