import { createManagedCommit, type PinnedReference } from '../binder-refs/managed-commit.ts';
import { parseImageReference } from '../images/reference.ts';
import type { BinderRepository, Environment, EnvironmentVersion, Site } from './types.ts';
import { mapVersions } from './views.ts';

/** The image of a version by its digest; undefined without one. */
export function pinnedReference(
  { image }: Pick<Environment, 'image'>,
  { tag, digest }: Pick<EnvironmentVersion, 'tag' | 'digest'>,
): PinnedReference | undefined {
  const name = parseImageReference(image);
  return name.ok && digest !== undefined ? { ...name.value, tag, digest } : undefined;
}

/**
 * The Binder repository of a managed version at the commit that starts its image from the mirror, for the time in which the first registry
 * does not serve it. The digest is the same, so that the environment is.
 *
 * @returns undefined for a version without a mirror, or that is not managed
 */
export function findMirrorBinder(
  { mirror }: Pick<Environment, 'mirror'>,
  version: EnvironmentVersion,
  { repository }: Pick<Site, 'repository'>,
): BinderRepository | undefined {
  if (mirror === undefined || version.isBinderManaged === undefined) return undefined;
  const image = pinnedReference({ image: mirror }, version);
  if (repository === undefined || image === undefined) return undefined;
  return { repository, ref: createManagedCommit(image).id };
}

/**
 * Gives the versions of an environment with `binder: managed` their Binder repository: the catalogue's own, at the commit
 * that follows from the pin. None without a digest or `site.repository`, which the rules report.
 */
export function addManagedBinder(
  environment: Environment,
  { repository }: Pick<Site, 'repository'>,
): Environment {
  return mapVersions(environment, (version) => {
    if (version.isBinderManaged === undefined) return version;
    const { binder: _, ...rest } = version;
    const image = pinnedReference(environment, version);
    if (repository === undefined || image === undefined) return rest;
    return { ...rest, binder: { repository, ref: createManagedCommit(image).id } };
  });
}
