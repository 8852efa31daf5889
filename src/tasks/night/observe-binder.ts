import type { BinderRepository } from '../../core/catalog/types.ts';
import { chooseDockerfile, DECISIVE_PATHS } from '../../core/health/binder-layout.ts';
import { matchBinderImage } from '../../core/health/binder-match.ts';
import type { BinderDockerfile, BinderObservation, BinderTrouble } from '../../core/health/observations.ts';
import { parseDockerfileBase } from '../../core/images/dockerfile.ts';
import type { DockerfileBase, DockerfileFailure, ImageReference } from '../../core/images/types.ts';
import type { GitClient } from '../../io/git/types.ts';
import type { Presence, RegistryClient } from '../../io/registry/types.ts';
import type { Repositories, RepositoryState } from './night-repositories.ts';

const MAX_DOCKERFILE_BYTES = 1_048_576;
const MAX_LINK_BYTES = 4096;
/** Limits of our own reader, which say nothing about the file. */
const OWN_LIMITS: readonly string[] = [
  'dockerfile/too-large',
  'dockerfile/too-complex',
] satisfies DockerfileFailure['code'][];

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
  { repository, ref }: BinderRepository,
  wanted: ImageReference,
): Promise<BinderObservation> {
  const trouble = (
    kind: BinderTrouble['kind'],
    detail: string,
    defaultBranch?: string,
  ): BinderObservation => ({
    kind,
    repository,
    ref,
    detail: detail.replace(/\.$/, ''),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  });
  const state = await ports.repositories.read(repository, ref);
  if (!state.ok) return trouble(state.failure.kind, state.failure.detail, state.failure.defaultBranch);
  const links = await readLinks(ports, state.value);
  if (typeof links === 'string') return trouble('unreachable', links);
  const choice = chooseDockerfile(state.value.files, links);
  if (choice.kind !== 'found') {
    return trouble(choice.kind === 'missing' ? 'dockerfile-missing' : 'unreachable', choice.detail);
  }
  const bytes = await readFile(ports, state.value, choice.path, MAX_DOCKERFILE_BYTES);
  if (typeof bytes === 'string') return trouble('unreachable', bytes);
  const base = parseDockerfileBase(bytes);
  if (!base.ok) {
    const { code, line, message } = base.failure;
    const isOwnLimit = OWN_LIMITS.includes(code);
    return trouble(
      isOwnLimit ? 'unreachable' : 'dockerfile-invalid',
      `${choice.path}, line ${line}: ${message}`,
    );
  }
  const match = matchBinderImage(base.value.reference, wanted);
  const presence = await checkOtherImage(ports, base.value, wanted, match);
  return {
    kind: 'dockerfile',
    repository,
    ref,
    commit: state.value.snapshot.commit,
    path: choice.path,
    from: base.value.image,
    match,
    ...(base.value.reference.digest === undefined ? {} : { fromDigest: base.value.reference.digest }),
    ...(base.value.platform ? { platform: base.value.platform } : {}),
    ...(presence === undefined ? {} : { fromImage: presence }),
  };
}

/** The catalogue's own image is looked at anyway, by its tag and by its pinned digest. */
async function checkOtherImage(
  { registry }: BinderPorts,
  { reference }: DockerfileBase,
  wanted: ImageReference,
  match: BinderDockerfile['match'],
): Promise<Presence | undefined> {
  const isOwn = match === 'same' || (match === 'same-by-digest' && reference.digest === wanted.digest);
  return isOwn || registry === undefined ? undefined : registry.checkPresence(reference);
}

/** @returns the targets, or why one cannot be had */
async function readLinks(
  ports: BinderPorts,
  state: RepositoryState,
): Promise<ReadonlyMap<string, string> | string> {
  // What git stores of a link is its target; it is read as the plain text that it is.
  const decisive = state.files.flatMap((file) =>
    file.kind === 'symlink' && DECISIVE_PATHS.includes(file.path) ? [{ ...file, kind: 'file' as const }] : [],
  );
  if (decisive.length === 0) return new Map();
  const read = await ports.git.readFiles(state.snapshot, decisive, MAX_LINK_BYTES);
  const links = new Map<string, string>();
  for (const [path, target] of read) {
    if (!target.ok) return target.failure.message;
    links.set(path, target.value.toString('utf8'));
  }
  return links;
}

/** @returns the bytes, or why they cannot be had */
async function readFile(
  { git }: BinderPorts,
  { snapshot, files }: RepositoryState,
  path: string,
  maxBytes: number,
): Promise<Buffer | string> {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) return `there is no ${path}`;
  const read = (await git.readFiles(snapshot, [file], maxBytes)).get(path);
  return read?.ok ? read.value : (read?.failure.message ?? `${path} could not be read`);
}
