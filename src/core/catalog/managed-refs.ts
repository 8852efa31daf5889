import { createManagedCommit, type ManagedCommit, nameManagedBranch } from '../binder-refs/managed-commit.ts';
import { pinnedReference } from './managed-binder.ts';
import type { Catalog } from './types.ts';
import { environmentVersions } from './views.ts';

/** A branch of the catalogue's own repository, and the commit that it has to hold. */
export interface ManagedRef {
  /** `binder/<environment>/<tag>`, and with `@mirror` at its end for the mirror; without `refs/heads/`. */
  readonly branch: string;
  readonly commit: ManagedCommit;
}

/** One for each version with `binder: managed`, and one more where its image has a mirror. */
export function listManagedRefs({ environments }: Pick<Catalog, 'environments'>): readonly ManagedRef[] {
  return environments.flatMap((environment) =>
    environmentVersions(environment).flatMap((version) => {
      if (version.isBinderManaged === undefined) return [];
      const branch = nameManagedBranch(environment.id, version.tag);
      const { image, mirror } = environment;
      const places = [
        { image, branch },
        ...(mirror === undefined ? [] : [{ image: mirror, branch: `${branch}@mirror` }]),
      ];
      return places.flatMap((place) => {
        const pinned = pinnedReference(place, version);
        return pinned === undefined ? [] : [{ branch: place.branch, commit: createManagedCommit(pinned) }];
      });
    }),
  );
}

/** A branch that is to be written, and what was in it. */
export interface RefChange extends ManagedRef {
  /** Its commit until now, which links may name: it stays under `kept`. */
  readonly old?: { readonly commitId: string; readonly keptBranch: string };
}

/**
 * What has to be written so that every branch holds its commit. A tag that was pinned to another digest before has a
 * commit that no branch would name any more; it gets a branch of its own, so that git hosts don't delete it.
 *
 * @param present branch → commit
 */
export function planRefChanges(
  refs: readonly ManagedRef[],
  present: ReadonlyMap<string, string>,
): readonly RefChange[] {
  return refs.flatMap((ref): RefChange[] => {
    const commitId = present.get(ref.branch);
    if (commitId === ref.commit.id) return [];
    if (commitId === undefined) return [ref];
    return [{ ...ref, old: { commitId, keptBranch: `${ref.branch}@${commitId.slice(0, 12)}` } }];
  });
}
