import type { BinderRepository } from '../../core/catalog/types.ts';
import { type Detail, detailOf } from '../../core/details.ts';
import { parseDockerfile } from '../../core/dockerfile/parse.ts';
import {
  type BuildPlan,
  type DockerfileFailure,
  type NeededImage,
  UNTOLD_CODES,
} from '../../core/dockerfile/types.ts';
import { chooseDockerfile, DECISIVE_PATHS } from '../../core/health/binder-layout.ts';
import { matchBinderImage } from '../../core/health/binder-match.ts';
import type { BinderDockerfile, BinderObservation, BinderTrouble } from '../../core/health/observations.ts';
import type { ImageReference } from '../../core/images/types.ts';
import type { Result } from '../../core/result.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { Presence, RegistryClient } from '../../io/registry/types.ts';
import { findSourceFault, readFile, readLinks } from './binder-files.ts';
import type { Repositories, RepositoryState } from './night-repositories.ts';

const MAX_DOCKERFILE_BYTES = 1_048_576;
/** Of one Dockerfile; more are not looked for. */
const MAX_OTHER_IMAGES = 20;

export interface BinderPorts {
  readonly git: Pick<GitClient, 'readFiles'>;
  readonly repositories: Repositories;
  /** Without it, an image that is not the catalogue's own is not looked for. */
  readonly registry?: Pick<RegistryClient, 'checkPresence'>;
}

/**
 * The chain from a Binder repository to the image it starts: ref, Dockerfile, `FROM`, and, where that
 * is another image than the catalogue's, whether it is there.
 *
 * @param wanted image of the catalogue, with its tag and, where it is pinned, its digest
 */
export async function observeBinder(
  ports: BinderPorts,
  { repository, ref, buildsContent }: BinderRepository,
  wanted: ImageReference,
): Promise<BinderObservation> {
  const trouble = (
    kind: BinderTrouble['kind'],
    detail: Detail,
    defaultBranch?: string,
  ): BinderObservation => ({
    kind,
    repository,
    ref,
    detail,
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  });
  const state = await ports.repositories.read(repository, ref);
  if (!state.ok) return trouble(state.failure.kind, state.failure.detail, state.failure.defaultBranch);
  const links = await readLinks(ports, state.value, DECISIVE_PATHS);
  if ('kind' in links) return trouble('unreachable', links);
  const choice = chooseDockerfile(state.value.files, links);
  if (choice.kind === 'missing' && buildsContent === true && choice.specification !== undefined) {
    return {
      kind: 'dockerfile',
      repository,
      ref,
      commit: state.value.snapshot.commit,
      path: choice.specification,
      // It builds on an image of its own, which another version of it changes.
      from: 'repo2docker',
      match: 'no-image',
      copiesFiles: true,
    };
  }
  if (choice.kind !== 'found') {
    return trouble(choice.kind === 'missing' ? 'dockerfile-missing' : 'unreachable', choice.detail);
  }
  const bytes = await readFile(ports, state.value, choice.path, MAX_DOCKERFILE_BYTES);
  if ('kind' in bytes) return trouble('unreachable', bytes);
  const plan = await readBuildPlan(ports, state.value, choice.path, bytes);
  if (!plan.ok) {
    const { code, line, detail } = plan.failure;
    const kind = UNTOLD_CODES.includes(code) ? 'unreachable' : 'dockerfile-invalid';
    return trouble(kind, detailOf('dockerfile-line', { path: choice.path, line, detail }));
  }
  const { base, doubt } = plan.value;
  const match = matchBinderImage(base.reference, wanted);
  const [presence, otherImages] = await Promise.all([
    checkOtherImage(ports, base, wanted, match),
    findAbsentImages(ports, plan.value.others),
  ]);
  return {
    kind: 'dockerfile',
    repository,
    ref,
    commit: state.value.snapshot.commit,
    path: choice.path,
    from: base.image,
    match,
    copiesFiles: plan.value.sources.length > 0,
    ...(base.reference.digest === undefined ? {} : { fromDigest: base.reference.digest }),
    ...(base.platform ? { platform: base.platform } : {}),
    ...(presence === undefined ? {} : { fromImage: presence }),
    ...(otherImages.length === 0 ? {} : { otherImages }),
    ...(doubt === undefined ? {} : { doubt: detailOf('dockerfile-line', { path: choice.path, ...doubt }) }),
  };
}

/** What the build takes, or why it fails, the files that it copies included. */
async function readBuildPlan(
  ports: BinderPorts,
  state: RepositoryState,
  path: string,
  bytes: Uint8Array,
): Promise<Result<BuildPlan, DockerfileFailure>> {
  const plan = parseDockerfile(bytes);
  if (!plan.ok || plan.value.sources.length === 0) return plan;
  const fault = await findSourceFault(ports, state, path, plan.value.sources);
  return fault ?? plan;
}

/** Images that other stages start from, or that are copied from. */
async function findAbsentImages(
  { registry }: BinderPorts,
  images: readonly NeededImage[],
): Promise<NonNullable<BinderDockerfile['otherImages']>> {
  if (registry === undefined) return [];
  const looked = images
    .slice(0, MAX_OTHER_IMAGES)
    .map(async ({ image, reference }) => ({ image, presence: await registry.checkPresence(reference) }));
  return (await Promise.all(looked)).flatMap(({ image, presence }) =>
    presence === 'present' ? [] : [{ image, presence }],
  );
}

/** The catalogue's own image is looked at anyway, by its tag and by its pinned digest. */
async function checkOtherImage(
  { registry }: BinderPorts,
  { reference }: NeededImage,
  wanted: ImageReference,
  match: BinderDockerfile['match'],
): Promise<Presence | undefined> {
  const isOwn = match === 'same' || (match === 'same-by-digest' && reference.digest === wanted.digest);
  return isOwn || registry === undefined ? undefined : registry.checkPresence(reference);
}
