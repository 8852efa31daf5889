import type { BinderRepository, Catalog, EnvironmentVersion } from '../core/catalog/types.ts';
import { environmentVersions } from '../core/catalog/views.ts';
import type { Diagnostic } from '../core/diagnostics/types.ts';
import { judgeBinder } from '../core/health/judge-binder.ts';
import type { BinderDockerfile, BinderObservation } from '../core/health/observations.ts';
import { EFFECTS } from '../core/health/verdicts.ts';
import { parseDockerfileBase } from '../core/images/dockerfile.ts';
import { isSameImage, parseImageReference } from '../core/images/reference.ts';
import type { DockerfileBase, ImageReference } from '../core/images/types.ts';
import type { GitClient, GitFailure, TreeFile } from '../io/git/types.ts';
import type { PositionOf } from './checked-content.ts';

const MAX_DOCKERFILE_BYTES = 1_000_000;

/** Every Binder repository that the manifest names: its ref, its Dockerfile, and the image that one starts from. */
export async function checkBinderRepositories(
  catalog: Pick<Catalog, 'environments'>,
  git: GitClient,
  positionOf: PositionOf,
): Promise<readonly Diagnostic[]> {
  const checks = catalog.environments.flatMap((environment) =>
    environmentVersions(environment).map(async (version, index): Promise<Diagnostic[]> => {
      const { binder } = version;
      if (!binder) return [];
      const path = ['environments', environment.id, ...(index === 0 ? [] : ['earlier', index - 1]), 'binder'];
      const observation = await observeBinderRepository(git, binder, environment.image, version);
      const findings = judgeBinder({
        environmentId: environment.id,
        tag: version.tag,
        image: `${environment.image}:${version.tag}`,
        pinnedDigest: version.digest ?? null,
        registry: { kind: 'skipped' },
        binder: observation,
      });
      return findings.map(({ code, message }) => ({
        code,
        severity: EFFECTS[code] === 'failing' ? 'error' : 'warning',
        message,
        position: positionOf([
          ...path,
          code === 'binder/repository-missing' || code === 'binder/unreachable' ? 'repository' : 'ref',
        ]),
      }));
    }),
  );
  return (await Promise.all(checks)).flat();
}

/** Reads the Dockerfile as repo2docker would choose it and compares its image with the catalogue's. */
async function observeBinderRepository(
  git: GitClient,
  { repository, ref }: BinderRepository,
  image: string,
  version: EnvironmentVersion,
): Promise<BinderObservation> {
  const trouble = (
    kind: Exclude<BinderObservation['kind'], 'dockerfile'>,
    detail: string,
  ): BinderObservation => ({
    kind,
    repository,
    ref,
    detail: detail.replace(/\.$/, ''),
  });
  const fetched = await git.fetchSnapshot(repository, ref);
  if (!fetched.ok) return trouble(troubleOf(fetched.failure), fetched.failure.message);
  const snapshot = fetched.value;
  if (snapshot.failure) return trouble(troubleOf(snapshot.failure), snapshot.failure.message);
  const listed = await git.listFiles(snapshot);
  if (!listed.ok) return trouble(troubleOf(listed.failure), listed.failure.message);
  const dockerfile = findDockerfile(listed.value);
  if (typeof dockerfile === 'string') return trouble('dockerfile-missing', dockerfile);
  const read = (await git.readFiles(snapshot, [dockerfile], MAX_DOCKERFILE_BYTES)).get(dockerfile.path);
  if (!read?.ok) {
    const failure = read?.failure;
    return trouble(
      failure?.code === 'git/too-large' ? 'dockerfile-invalid' : 'unreachable',
      failure?.message ?? 'it could not be read',
    );
  }
  const base = parseDockerfileBase(read.value);
  if (!base.ok) return trouble('dockerfile-invalid', `line ${base.failure.line}: ${base.failure.message}`);
  return {
    kind: 'dockerfile',
    repository,
    ref,
    commit: snapshot.commit,
    path: dockerfile.path,
    from: base.value.image,
    match: compareImage(base.value, image, version),
  };
}

function troubleOf({ code }: GitFailure): 'repository-missing' | 'ref-missing' | 'unreachable' {
  if (code === 'git/repository-missing') return 'repository-missing';
  return code === 'git/ref-missing' || code === 'git/empty' ? 'ref-missing' : 'unreachable';
}

/** repo2docker, `buildpacks/base.py`: `.binder/` before `binder/` before the root, and only one of them counts. */
function findDockerfile(files: readonly TreeFile[]): TreeFile | string {
  const hasFolder = (name: string) => files.some(({ path }) => path.startsWith(`${name}/`));
  if (hasFolder('binder') && hasFolder('.binder'))
    return 'it has both a folder "binder" and a folder ".binder", which repo2docker refuses';
  const folder = ['.binder', 'binder'].find(hasFolder);
  const path = folder === undefined ? 'Dockerfile' : `${folder}/Dockerfile`;
  return files.find((file) => file.path === path && file.kind === 'file') ?? `there is no file "${path}"`;
}

function compareImage(
  base: DockerfileBase,
  image: string,
  version: EnvironmentVersion,
): BinderDockerfile['match'] {
  const name = parseImageReference(image);
  if (!name.ok) return 'differs';
  const wanted: ImageReference = {
    ...name.value,
    tag: version.tag,
    ...(version.digest === undefined ? {} : { digest: version.digest }),
  };
  const { reference } = base;
  if (isSameImage(reference, wanted)) return reference.tag === version.tag ? 'same' : 'same-by-digest';
  const isUnpinned = reference.digest === undefined && (reference.tag ?? 'latest') === 'latest';
  return isUnpinned ? 'unpinned' : 'differs';
}
